/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "base/text.h"
#include "views/chart.h"
#include "views/meaning.h"
#include "widgets/element-private.h"

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (BureauElement, bureau_element, ADW_TYPE_BIN)

enum
{
  ASKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

BureauElementPrivate *
bureau_element_get_private (BureauElement *self)
{
  return bureau_element_get_instance_private (self);
}

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
  BureauElementPrivate *private = bureau_element_get_private (BUREAU_ELEMENT (object));

  g_clear_object (&private->view);
  g_clear_pointer (&private->shape, json_object_unref);
  g_clear_pointer (&private->doing, g_hash_table_unref);
  g_free (private->sort);
  G_OBJECT_CLASS (bureau_element_parent_class)->finalize (object);
}

static void
nothing_act_cb (BureauElement *self)
{
  JsonObject *empty = bureau_json_get_object (bureau_element_get_private (self)->shape, "empty");

  bureau_element_act (self, bureau_json_get_string (empty, "action"), BUREAU_ELEMENT_NO_ROW);
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
  bureau_element_install_acts (widget_class);
}

static void
bureau_element_init (BureauElement *self)
{
  bureau_element_get_private (self)->doing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                                    NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_head (BureauElement *self)
{
  BureauElementPrivate *private = bureau_element_get_private (self);
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

/* A column that a person sorted by may be gone since. */
static const char *
find_sort (BureauElement *self)
{
  BureauElementPrivate *private = bureau_element_get_private (self);
  const char *kept = private->sort;
  JsonObject *source = bureau_view_find_in (bureau_shown_view_get_document (private->view), "data",
                                            bureau_element_get_text (self, "data"));

  return kept != NULL && source != NULL
                 && bureau_view_get_column (source, *kept == '-' ? kept + 1 : kept) != NULL
             ? kept
             : bureau_element_get_text (self, "sort");
}

static BureauShownRows *
find_rows (BureauElement *self)
{
  BureauShownWish wish = {
    .source = bureau_element_get_text (self, "data"),
    .sort = find_sort (self),
    .unbound = bureau_element_get_pick_param (self),
  };

  /* What stands under headings is read whole. */
  if (BUREAU_ELEMENT_GET_CLASS (self)->is_windowed)
    wish.group = bureau_element_get_text (self, "group");
  if (BUREAU_ELEMENT_GET_CLASS (self)->is_windowed && wish.source != NULL && wish.group == NULL)
    wish.key = bureau_shown_view_get_key (bureau_element_get_private (self)->view, wish.source);
  bureau_chart_has_points (bureau_element_get_shape (self), &wish.x, &wish.y);
  return wish.source != NULL
             ? bureau_shown_view_get_rows (bureau_element_get_private (self)->view, &wish)
             : NULL;
}

static void
filled_cb (BureauElement *self, GHashTable *ids)
{
  BUREAU_ELEMENT_GET_CLASS (self)->filled (self, bureau_element_get_private (self)->rows, ids);
}

static void
listen (BureauElement *self)
{
  BureauShownRows *rows = bureau_element_get_private (self)->rows;

  g_signal_connect_object (rows, "changed", G_CALLBACK (bureau_element_show_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (rows, "filled", G_CALLBACK (filled_cb), self, G_CONNECT_SWAPPED);
  bureau_element_show_state (self, TRUE);
}

/* A selection is seen where it was made. */
static void
param_changed_cb (BureauElement *self, const char *id)
{
  BureauElementPrivate *private = bureau_element_get_private (self);

  if (private->is_shown && g_strcmp0 (id, bureau_element_get_pick_param (self)) == 0)
    BUREAU_ELEMENT_GET_CLASS (self)->show (self, private->rows);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

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
  BureauElementPrivate *private = bureau_element_get_private (self);

  private->view = g_object_ref (view);
  private->shape = json_object_ref (shape);
  private->sort = g_strdup (bureau_view_tweaks_get_sort (bureau_shown_view_get_tweaks (view),
                                                         bureau_json_get_string (shape, "id")));
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
 * Has the rows in another order, now and when the view is opened again. Those of the order before
 * are seen until they are there.
 */
void
bureau_element_set_sort (BureauElement *self, const char *sort)
{
  BureauElementPrivate *private = bureau_element_get_private (self);
  BureauShownRows *rows;

  g_set_str (&private->sort, sort);
  bureau_view_tweaks_set_sort (bureau_shown_view_get_tweaks (private->view),
                               bureau_element_get_text (self, "id"), sort);
  rows = find_rows (self);
  bureau_shown_view_release_rows (private->view, private->rows);
  if (rows == private->rows)
    return;
  g_signal_handlers_disconnect_by_func (private->rows, bureau_element_show_state, self);
  g_signal_handlers_disconnect_by_func (private->rows, filled_cb, self);
  private->rows = rows;
  listen (self);
}

/* Shows the element again when rows beside its own changed. */
static void
also_changed_cb (BureauElement *self, gboolean are_new)
{
  BureauElementPrivate *private = bureau_element_get_private (self);

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
  return bureau_element_get_private (self)->view;
}

JsonObject *
bureau_element_get_shape (BureauElement *self)
{
  return bureau_element_get_private (self)->shape;
}

/**
 * bureau_element_get_text:
 *
 * Returns: (nullable): a text of its entry in the view
 */
const char *
bureau_element_get_text (BureauElement *self, const char *member)
{
  return bureau_json_get_string (bureau_element_get_private (self)->shape, member);
}

/**
 * bureau_element_get_title:
 *
 * Returns: its title as it is shown, or empty
 */
const char *
bureau_element_get_title (BureauElement *self)
{
  return gtk_label_get_label (bureau_element_get_private (self)->title);
}

/**
 * bureau_element_get_rows:
 *
 * Returns: (transfer none) (nullable): the rows of its source
 */
BureauShownRows *
bureau_element_get_rows (BureauElement *self)
{
  return bureau_element_get_private (self)->rows;
}

void
bureau_element_set_content (BureauElement *self, GtkWidget *content)
{
  adw_bin_set_child (bureau_element_get_private (self)->content, content);
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
  gtk_widget_set_visible (GTK_WIDGET (bureau_element_get_private (self)->head), FALSE);
}

/**
 * bureau_element_set_note:
 * @note: (nullable): a line below it
 */
void
bureau_element_set_note (BureauElement *self, const char *note)
{
  BureauElementPrivate *private = bureau_element_get_private (self);

  gtk_label_set_label (private->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (private->note), note != NULL);
}
