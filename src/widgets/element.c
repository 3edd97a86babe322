/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/element.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/text.h"
#include "views/chart.h"
#include "views/format.h"
#include "views/intent.h"

typedef struct
{
  BureauShownView *view;
  JsonObject *shape;
  BureauShownRows *rows; /* of its source */
  char *sort;            /* as a person wants it, in the place of the view's */
  gboolean is_shown;     /* rows were shown once */

  GtkBox *head;
  GtkLabel *title;
  GtkImage *stale;
  GtkMenuButton *menu;
  AdwViewStack *states;
  GtkLabel *nothing_title;
  GtkLabel *nothing_hint;
  GtkButton *nothing_act;
  GtkLabel *problem;
  AdwBin *content;
  GtkLabel *note;
} BureauElementPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (BureauElement, bureau_element, ADW_TYPE_BIN)

enum
{
  ASKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static BureauElementPrivate *
get_private (BureauElement *self)
{
  return bureau_element_get_instance_private (self);
}

/* States -----------------------------------------------------------------------------------------
 */

static void
show_nothing (BureauElement *self)
{
  BureauElementPrivate *private = get_private (self);
  JsonObject *empty = bureau_json_get_object (private->shape, "empty");
  const char *title = empty != NULL ? bureau_json_get_string (empty, "title") : NULL;
  const char *hint = empty != NULL ? bureau_json_get_string (empty, "hint") : NULL;
  const char *action = empty != NULL ? bureau_json_get_string (empty, "action") : NULL;
  JsonObject *act = action != NULL ? bureau_shown_view_get_action (private->view, action) : NULL;

  gtk_label_set_label (private->nothing_title, title != NULL ? title : _ ("Nothing Here"));
  gtk_label_set_label (private->nothing_hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (private->nothing_hint), hint != NULL);
  gtk_widget_set_visible (GTK_WIDGET (private->nothing_act), act != NULL);
  if (act != NULL)
    gtk_button_set_label (private->nothing_act, bureau_json_get_string (act, "label"));
  adw_view_stack_set_visible_child_name (private->states, "nothing");
}

static void
show_problem (BureauElement *self)
{
  BureauElementPrivate *private = get_private (self);

  gtk_label_set_label (private->problem, bureau_shown_rows_get_problem (private->rows));
  adw_view_stack_set_visible_child_name (private->states, "problem");
}

static void
show_more (BureauElement *self)
{
  BureauElementPrivate *private = get_private (self);
  g_autoptr (JsonNode) n = bureau_json_node_for_int (bureau_shown_rows_get_n (private->rows));
  g_autofree char *number = bureau_format_value (n, "int", NULL);
  g_autofree char *note = g_strdup_printf (_ ("The first %s rows of more"), number);

  if (bureau_shown_rows_are_reduced (private->rows))
    bureau_element_set_note (self, _ ("Of many rows, those that stick out are drawn"));
  else
    bureau_element_set_note (self, bureau_shown_rows_has_more (private->rows) ? note : NULL);
}

static void
show_rows (BureauElement *self, gboolean are_new)
{
  BureauElementPrivate *private = get_private (self);
  BureauElementClass *klass = BUREAU_ELEMENT_GET_CLASS (self);

  if (are_new || !private->is_shown)
    {
      private->is_shown = TRUE;
      show_more (self);
      klass->show (self, private->rows);
    }
  if (klass->needs_rows && bureau_shown_rows_get_n (private->rows) == 0)
    show_nothing (self);
  else
    adw_view_stack_set_visible_child_name (private->states, "content");
}

static void
show_stale (BureauElement *self)
{
  BureauElementPrivate *private = get_private (self);
  const char *problem = bureau_shown_rows_get_problem (private->rows);
  BureauShownState state = bureau_shown_rows_get_state (private->rows);
  gboolean is_stale = state == BUREAU_SHOWN_STALE
                      || (state == BUREAU_SHOWN_LOADING && private->is_shown);

  if (is_stale)
    gtk_widget_add_css_class (GTK_WIDGET (private->content), "stale");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (private->content), "stale");
  gtk_widget_set_visible (GTK_WIDGET (private->stale), is_stale && problem != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (private->stale), problem);
}

static void
changed_cb (BureauElement *self, gboolean are_new)
{
  BureauElementPrivate *private = get_private (self);

  show_stale (self);
  switch (bureau_shown_rows_get_state (private->rows))
    {
    case BUREAU_SHOWN_LOADING:
      if (!private->is_shown)
        adw_view_stack_set_visible_child_name (private->states, "loading");
      break;
    case BUREAU_SHOWN_WAITING:
      show_nothing (self);
      private->is_shown = FALSE;
      break;
    case BUREAU_SHOWN_ERROR:
      show_problem (self);
      break;
    case BUREAU_SHOWN_READY:
    case BUREAU_SHOWN_STALE:
    default:
      show_rows (self, are_new);
    }
}

/* Asking -----------------------------------------------------------------------------------------
 */

/**
 * bureau_element_ask:
 * @intent: (transfer none): what a person asked for
 */
void
bureau_element_ask (BureauElement *self, JsonObject *intent)
{
  g_signal_emit (self, signals[ASKED], 0, intent);
}

/**
 * bureau_element_answer:
 * @problem: (nullable): why what it asked for last cannot be done; %NULL where it is done
 */
void
bureau_element_answer (BureauElement *self, const char *problem)
{
  BUREAU_ELEMENT_GET_CLASS (self)->answered (self, problem);
}

/**
 * bureau_element_choose_record:
 * @title: what it is chosen for
 * @field: (nullable): which one of the element asks
 *
 * Asks for a record of a collection.
 */
void
bureau_element_choose_record (BureauElement *self, const char *title, const char *collection,
                              const char *field)
{
  g_autoptr (JsonObject) intent = json_object_new ();

  json_object_set_string_member (intent, "do", "choose_record");
  bureau_json_set_string (intent, "element", bureau_element_get_text (self, "id"));
  bureau_json_set_string (intent, "title", title);
  bureau_json_set_string (intent, "collection", collection);
  bureau_json_set_string (intent, "field", field);
  bureau_element_ask (self, intent);
}

/**
 * bureau_element_chosen:
 * @field: (nullable): which one of the element asked
 *
 * Gives it the record that it asked for.
 */
void
bureau_element_chosen (BureauElement *self, const char *field, gint64 id)
{
  BUREAU_ELEMENT_GET_CLASS (self)->chosen (self, field, id);
}

static JsonObject *
dup_row (BureauElement *self, guint row)
{
  BureauElementPrivate *private = get_private (self);

  return private->rows != NULL && row != BUREAU_ELEMENT_NO_ROW
             ? bureau_shown_rows_dup_row (private->rows, row)
             : json_object_new ();
}

/**
 * bureau_element_act_with:
 * @action: the id of an action of the view
 * @row: the row that it is about, or %BUREAU_ELEMENT_NO_ROW
 * @fields: (nullable): what a form holds
 * @target: (nullable): where a card was moved to, or the day that was clicked
 *
 * Asks for what an action does.
 */
void
bureau_element_act_with (BureauElement *self, const char *action, guint row, JsonObject *fields,
                         JsonNode *target)
{
  BureauElementPrivate *private = get_private (self);
  JsonObject *document = bureau_shown_view_get_action (private->view, action);
  g_autoptr (JsonObject) values = dup_row (self, row);
  const BureauIntentPlace place = {
    .row = values,
    .values = bureau_shown_view_get_values (private->view),
    .fields = fields,
    .target = target,
  };
  g_autoptr (JsonObject) intent = document != NULL ? bureau_intent_for_action (document, &place)
                                                   : NULL;

  if (intent == NULL)
    return;
  bureau_json_set_string (intent, "element", bureau_element_get_text (self, "id"));
  bureau_element_ask (self, intent);
}

/**
 * bureau_element_act:
 * @action: the id of an action of the view
 * @row: the row that it is about, or %BUREAU_ELEMENT_NO_ROW
 */
void
bureau_element_act (BureauElement *self, const char *action, guint row)
{
  bureau_element_act_with (self, action, row, NULL, NULL);
}

/**
 * bureau_element_open:
 * @open: (nullable): what a click opens
 *
 * Returns: whether anything is opened
 */
gboolean
bureau_element_open (BureauElement *self, JsonObject *open, guint row)
{
  g_autoptr (JsonObject) values = dup_row (self, row);
  g_autoptr (JsonObject) intent = open != NULL ? bureau_intent_for_open (open, values) : NULL;

  if (intent != NULL)
    bureau_element_ask (self, intent);
  return intent != NULL;
}

static void
nothing_act_cb (BureauElement *self)
{
  JsonObject *empty = bureau_json_get_object (get_private (self)->shape, "empty");

  bureau_element_act (self, bureau_json_get_string (empty, "action"), BUREAU_ELEMENT_NO_ROW);
}

static void
where_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauElement *self = BUREAU_ELEMENT (widget);
  g_autoptr (JsonObject) intent = json_object_new ();

  json_object_set_string_member (intent, "do", "where");
  json_object_set_string_member (intent, "element", bureau_element_get_text (self, "id"));
  bureau_element_ask (self, intent);
}

static void
export_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauElement *self = BUREAU_ELEMENT (widget);
  g_autoptr (JsonObject) intent = json_object_new ();

  json_object_set_string_member (intent, "do", "export_csv");
  json_object_set_string_member (intent, "data", bureau_element_get_text (self, "data"));
  bureau_element_ask (self, intent);
}

/* Selecting --------------------------------------------------------------------------------------
 */

static JsonNode *
get_pick (BureauElement *self, guint row)
{
  BureauElementPrivate *private = get_private (self);
  JsonObject *select = bureau_json_get_object (private->shape, "select");

  return bureau_shown_rows_get_value (private->rows, row, bureau_json_get_string (select, "col"));
}

static const char *
get_pick_param (BureauElement *self)
{
  JsonObject *select = bureau_json_get_object (get_private (self)->shape, "select");

  return select != NULL ? bureau_json_get_string (select, "param") : NULL;
}

/**
 * bureau_element_can_pick:
 *
 * Returns: whether a selection in it sets a parameter
 */
gboolean
bureau_element_can_pick (BureauElement *self)
{
  return get_pick_param (self) != NULL;
}

/**
 * bureau_element_has_pick:
 *
 * Returns: whether a row of it is selected
 */
gboolean
bureau_element_has_pick (BureauElement *self)
{
  const char *param = get_pick_param (self);
  JsonNode *value = param != NULL ? bureau_shown_view_get_param (get_private (self)->view, param)
                                  : NULL;

  return value != NULL && !JSON_NODE_HOLDS_NULL (value);
}

/**
 * bureau_element_is_picked:
 *
 * Returns: whether that row is the selected one
 */
gboolean
bureau_element_is_picked (BureauElement *self, guint row)
{
  JsonNode *value = bureau_element_has_pick (self)
                        ? bureau_shown_view_get_param (get_private (self)->view,
                                                       get_pick_param (self))
                        : NULL;
  JsonNode *own = value != NULL ? get_pick (self, row) : NULL;
  g_autofree char *one = value != NULL ? bureau_json_print (value) : NULL;
  g_autofree char *other = own != NULL ? bureau_json_print (own) : NULL;

  return one != NULL && g_strcmp0 (one, other) == 0;
}

static guint
find_id (BureauShownWindow *window, JsonNode *value)
{
  gint64 id = json_node_get_value_type (value) == G_TYPE_STRING
                  ? g_ascii_strtoll (json_node_get_string (value), NULL, 10)
                  : json_node_get_int (value);
  guint row;

  return bureau_shown_window_find (window, id, &row) ? row : GTK_INVALID_LIST_POSITION;
}

/**
 * bureau_element_find_pick:
 *
 * Returns: the selected row, or %GTK_INVALID_LIST_POSITION; of any number of rows it is known where
 *   they are selected by what tells them apart
 */
guint
bureau_element_find_pick (BureauElement *self)
{
  BureauElementPrivate *private = get_private (self);
  BureauShownWindow *window = bureau_shown_rows_get_window (private->rows);
  JsonObject *select = bureau_json_get_object (private->shape, "select");
  const char *key = bureau_shown_rows_get_wish (private->rows)->key;

  if (!bureau_element_has_pick (self))
    return GTK_INVALID_LIST_POSITION;
  if (window != NULL)
    return g_strcmp0 (bureau_json_get_string (select, "col"), key) == 0
               ? find_id (window,
                          bureau_shown_view_get_param (private->view, get_pick_param (self)))
               : GTK_INVALID_LIST_POSITION;
  for (guint i = 0; i < bureau_shown_rows_get_n (private->rows); i++)
    if (bureau_element_is_picked (self, i))
      return i;
  return GTK_INVALID_LIST_POSITION;
}

/**
 * bureau_element_pick:
 *
 * Selects a row for all sources that read the parameter; once more takes it back.
 */
void
bureau_element_pick (BureauElement *self, guint row)
{
  BureauElementPrivate *private = get_private (self);
  const char *param = get_pick_param (self);

  if (param != NULL)
    bureau_shown_view_set_param (
        private->view, param, bureau_element_is_picked (self, row) ? NULL : get_pick (self, row));
}

/* A selection is seen where it was made. */
static void
param_changed_cb (BureauElement *self, const char *id)
{
  BureauElementPrivate *private = get_private (self);

  if (private->is_shown && g_strcmp0 (id, get_pick_param (self)) == 0)
    BUREAU_ELEMENT_GET_CLASS (self)->show (self, private->rows);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_element_real_set_up (BureauElement *self)
{
}

static void
bureau_element_real_show (BureauElement *self, BureauShownRows *rows)
{
}

static void
bureau_element_real_chosen (BureauElement *self, const char *field, gint64 id)
{
}

static void
bureau_element_real_answered (BureauElement *self, const char *problem)
{
}

static void
bureau_element_real_filled (BureauElement *self, BureauShownRows *rows, GHashTable *ids)
{
}

static void
bureau_element_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_ELEMENT);
  G_OBJECT_CLASS (bureau_element_parent_class)->dispose (object);
}

static void
bureau_element_finalize (GObject *object)
{
  BureauElementPrivate *private = get_private (BUREAU_ELEMENT (object));

  g_clear_object (&private->view);
  g_clear_pointer (&private->shape, json_object_unref);
  g_free (private->sort);
  G_OBJECT_CLASS (bureau_element_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/app/bureau/Bureau/ui/element.ui");
  gtk_widget_class_bind_template_child_private (widget_class, BureauElement, head);
  gtk_widget_class_bind_template_child_private (widget_class, BureauElement, title);
  gtk_widget_class_bind_template_child_private (widget_class, BureauElement, stale);
  gtk_widget_class_bind_template_child_private (widget_class, BureauElement, menu);
  gtk_widget_class_bind_template_child_private (widget_class, BureauElement, states);
  gtk_widget_class_bind_template_child_private (widget_class, BureauElement, nothing_title);
  gtk_widget_class_bind_template_child_private (widget_class, BureauElement, nothing_hint);
  gtk_widget_class_bind_template_child_private (widget_class, BureauElement, nothing_act);
  gtk_widget_class_bind_template_child_private (widget_class, BureauElement, problem);
  gtk_widget_class_bind_template_child_private (widget_class, BureauElement, content);
  gtk_widget_class_bind_template_child_private (widget_class, BureauElement, note);
  gtk_widget_class_bind_template_callback (widget_class, nothing_act_cb);
}

static void
bureau_element_class_init (BureauElementClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_element_dispose;
  G_OBJECT_CLASS (klass)->finalize = bureau_element_finalize;
  klass->set_up = bureau_element_real_set_up;
  klass->show = bureau_element_real_show;
  klass->answered = bureau_element_real_answered;
  klass->chosen = bureau_element_real_chosen;
  klass->filled = bureau_element_real_filled;
  klass->least_width = 280;
  signals[ASKED] = g_signal_new ("asked", BUREAU_TYPE_ELEMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, JSON_TYPE_OBJECT);
  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "element");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "element.where", NULL, where_cb);
  gtk_widget_class_install_action (widget_class, "element.export", NULL, export_cb);
}

static void
bureau_element_init (BureauElement *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_head (BureauElement *self)
{
  BureauElementPrivate *private = get_private (self);
  gboolean is_bare = BUREAU_ELEMENT_GET_CLASS (self)->is_bare;
  const char *title = bureau_element_get_text (self, "title");
  g_autofree char *visible = bureau_text_visible (title != NULL ? title : "", NULL);

  gtk_label_set_label (private->title, visible);
  gtk_widget_set_visible (GTK_WIDGET (private->menu), private->rows != NULL && !is_bare);
  gtk_widget_set_visible (GTK_WIDGET (private->head),
                          *visible != '\0' || (private->rows != NULL && !is_bare));
  if (!is_bare)
    gtk_widget_add_css_class (GTK_WIDGET (self), "framed");
  if (*visible != '\0')
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, visible,
                                    -1);
}

static BureauShownRows *
find_rows (BureauElement *self)
{
  BureauShownWish wish = {
    .source = bureau_element_get_text (self, "data"),
    .sort = get_private (self)->sort != NULL ? get_private (self)->sort
                                             : bureau_element_get_text (self, "sort"),
    .unbound = get_pick_param (self),
  };

  /* What stands under headings is read whole. */
  if (BUREAU_ELEMENT_GET_CLASS (self)->is_windowed)
    wish.group = bureau_element_get_text (self, "group");
  if (BUREAU_ELEMENT_GET_CLASS (self)->is_windowed && wish.source != NULL && wish.group == NULL)
    wish.key = bureau_shown_view_get_key (get_private (self)->view, wish.source);
  bureau_chart_has_points (bureau_element_get_shape (self), &wish.x, &wish.y);
  return wish.source != NULL ? bureau_shown_view_get_rows (get_private (self)->view, &wish) : NULL;
}

static void
filled_cb (BureauElement *self, GHashTable *ids)
{
  BUREAU_ELEMENT_GET_CLASS (self)->filled (self, get_private (self)->rows, ids);
}

static void
listen (BureauElement *self)
{
  BureauShownRows *rows = get_private (self)->rows;

  g_signal_connect_object (rows, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (rows, "filled", G_CALLBACK (filled_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self, TRUE);
}

/**
 * bureau_element_start:
 * @view: the view that it is in
 * @shape: its entry of “elements”
 *
 * Gives it what it shows, once.
 */
void
bureau_element_start (BureauElement *self, BureauShownView *view, JsonObject *shape)
{
  BureauElementPrivate *private = get_private (self);

  private->view = g_object_ref (view);
  private->shape = json_object_ref (shape);
  private->rows = find_rows (self);
  show_head (self);
  BUREAU_ELEMENT_GET_CLASS (self)->set_up (self);
  if (private->rows == NULL)
    {
      adw_view_stack_set_visible_child_name (private->states, "content");
      return;
    }
  g_signal_connect_object (view, "param-changed", G_CALLBACK (param_changed_cb), self,
                           G_CONNECT_SWAPPED);
  listen (self);
}

/**
 * bureau_element_set_sort:
 * @sort: (nullable): a column, with - before it for the largest first; %NULL is the view's own
 * order
 *
 * Has the rows in another order. Those of the order before are seen until they are there.
 */
void
bureau_element_set_sort (BureauElement *self, const char *sort)
{
  BureauElementPrivate *private = get_private (self);
  BureauShownRows *rows;

  g_set_str (&private->sort, sort);
  rows = find_rows (self);
  bureau_shown_view_release_rows (private->view, private->rows);
  if (rows == private->rows)
    return;
  g_signal_handlers_disconnect_by_func (private->rows, changed_cb, self);
  g_signal_handlers_disconnect_by_func (private->rows, filled_cb, self);
  private->rows = rows;
  listen (self);
}

/* Shows the element again when rows beside its own changed. */
static void
also_changed_cb (BureauElement *self, gboolean are_new)
{
  BureauElementPrivate *private = get_private (self);

  if (are_new && private->is_shown)
    BUREAU_ELEMENT_GET_CLASS (self)->show (self, private->rows);
}

/**
 * bureau_element_follow:
 * @rows: others than those of its source
 *
 * Lets it be shown again when they read differently.
 */
void
bureau_element_follow (BureauElement *self, BureauShownRows *rows)
{
  g_signal_connect_object (rows, "changed", G_CALLBACK (also_changed_cb), self, G_CONNECT_SWAPPED);
}

BureauShownView *
bureau_element_get_view (BureauElement *self)
{
  return get_private (self)->view;
}

JsonObject *
bureau_element_get_shape (BureauElement *self)
{
  return get_private (self)->shape;
}

/**
 * bureau_element_get_text:
 *
 * Returns: (nullable): a text of its entry in the view
 */
const char *
bureau_element_get_text (BureauElement *self, const char *member)
{
  return bureau_json_get_string (get_private (self)->shape, member);
}

/**
 * bureau_element_get_title:
 *
 * Returns: its title as it is shown, or empty
 */
const char *
bureau_element_get_title (BureauElement *self)
{
  return gtk_label_get_label (get_private (self)->title);
}

/**
 * bureau_element_get_rows:
 *
 * Returns: (transfer none) (nullable): the rows of its source
 */
BureauShownRows *
bureau_element_get_rows (BureauElement *self)
{
  return get_private (self)->rows;
}

void
bureau_element_set_content (BureauElement *self, GtkWidget *content)
{
  adw_bin_set_child (get_private (self)->content, content);
}

/**
 * bureau_element_make_part:
 *
 * Takes away its frame and its head, for one that is a part of another.
 */
void
bureau_element_make_part (BureauElement *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "framed");
  gtk_widget_set_visible (GTK_WIDGET (get_private (self)->head), FALSE);
}

/**
 * bureau_element_set_note:
 * @note: (nullable): a line below it
 */
void
bureau_element_set_note (BureauElement *self, const char *note)
{
  BureauElementPrivate *private = get_private (self);

  gtk_label_set_label (private->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (private->note), note != NULL);
}
