/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/filter-control.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/text.h"
#include "views/param.h"
#include "views/tables.h"

/* How many choices are looked for by their words. */
#define MANY 12

typedef struct _Kind Kind;

struct _BureauFilterControl
{
  AdwBin parent_instance;

  const Kind *kind;
  JsonObject *param;
  char *label;
  GPtrArray *options; /* BureauOption */
  GtkWidget *widget;
  GtkWidget *checks; /* of several choices */
  gboolean is_pushing;
};

G_DEFINE_FINAL_TYPE (BureauFilterControl, bureau_filter_control, ADW_TYPE_BIN)

/* What a control is for a type of parameter. */
struct _Kind
{
  const char *type;
  void (*make) (BureauFilterControl *self);
  void (*show) (BureauFilterControl *self, JsonNode *value);
};

enum
{
  SET,
  CHOOSES,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

void
bureau_option_free (gpointer option)
{
  BureauOption *self = option;

  g_clear_pointer (&self->value, json_node_unref);
  g_free (self->label);
  g_free (self);
}

static void
tell (BureauFilterControl *self, JsonNode *value)
{
  if (!self->is_pushing)
    g_signal_emit (self, signals[SET], 0, value);
}

static gboolean
is_same (JsonNode *one, JsonNode *other)
{
  return one != NULL && other != NULL && json_node_equal (one, other);
}

static const char *
get_text (JsonNode *value)
{
  return value != NULL && JSON_NODE_HOLDS_VALUE (value)
                 && json_node_get_value_type (value) == G_TYPE_STRING
             ? json_node_get_string (value)
             : NULL;
}

/* One of several ---------------------------------------------------------------------------------
 */

static void
chosen_cb (BureauFilterControl *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->widget));
  BureauOption *option = selected > 0 && selected <= self->options->len
                             ? g_ptr_array_index (self->options, selected - 1)
                             : NULL;

  tell (self, option != NULL ? option->value : NULL);
}

static void
make_drop_down (BureauFilterControl *self)
{
  self->widget = gtk_drop_down_new (
      NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  g_signal_connect_object (self->widget, "notify::selected", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
show_chosen (BureauFilterControl *self, JsonNode *value)
{
  guint selected = 0;

  for (guint i = 0; i < self->options->len; i++)
    if (is_same (((BureauOption *)g_ptr_array_index (self->options, i))->value, value))
      selected = i + 1;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->widget), selected);
}

static void
fill_drop_down (BureauFilterControl *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, _ ("All"));
  for (guint i = 0; i < self->options->len; i++)
    gtk_string_list_append (list, ((BureauOption *)g_ptr_array_index (self->options, i))->label);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->widget), G_LIST_MODEL (list));
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (self->widget), self->options->len > MANY);
}

/* Times ------------------------------------------------------------------------------------------
 */

static void
add_option (BureauFilterControl *self, const char *value, const char *label)
{
  BureauOption *option = g_new0 (BureauOption, 1);

  option->value = json_node_init_string (json_node_alloc (), value);
  option->label = g_strdup (label);
  g_ptr_array_add (self->options, option);
}

static void
make_periods (BureauFilterControl *self)
{
  make_drop_down (self);
  for (guint i = 0; bureau_view_periods[i] != NULL; i++)
    if (bureau_view_period_say (bureau_view_periods[i]) != NULL)
      add_option (self, bureau_view_periods[i], bureau_view_period_say (bureau_view_periods[i]));
  fill_drop_down (self);
}

/* A time that is none of the words is one of its own. */
static void
show_period (BureauFilterControl *self, JsonNode *value)
{
  const char *text = get_text (value);
  gboolean is_known = text == NULL || g_str_equal (text, "all");

  for (guint i = 0; i < self->options->len; i++)
    is_known = is_known
               || is_same (((BureauOption *)g_ptr_array_index (self->options, i))->value, value);
  if (!is_known)
    {
      g_autofree char *label = bureau_view_param_say (self->param, value);

      add_option (self, text, label);
      fill_drop_down (self);
    }
  show_chosen (self, value);
}

/* Several of several -----------------------------------------------------------------------------
 */

static GtkWidget *
next_check (GtkWidget *check)
{
  return gtk_widget_get_next_sibling (check);
}

static void
say_checked (BureauFilterControl *self, guint n, const char *only)
{
  g_autofree char *several = g_strdup_printf (ngettext ("%u chosen", "%u chosen", n), n);

  gtk_label_set_label (GTK_LABEL (gtk_menu_button_get_child (GTK_MENU_BUTTON (self->widget))),
                       n == 0 ? _ ("All") : (n == 1 ? only : several));
}

static void
checked_cb (BureauFilterControl *self)
{
  g_autoptr (JsonArray) values = json_array_new ();
  g_autoptr (JsonNode) node = NULL;
  guint i = 0;

  if (self->is_pushing)
    return;
  for (GtkWidget *check = gtk_widget_get_first_child (self->checks); check != NULL;
       check = next_check (check), i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
      json_array_add_element (
          values, json_node_copy (((BureauOption *)g_ptr_array_index (self->options, i))->value));
  node = bureau_json_node_for_array (values);
  tell (self, json_array_get_length (values) > 0 ? node : NULL);
}

static gboolean
has (JsonNode *list, JsonNode *value)
{
  JsonArray *array = list != NULL && JSON_NODE_HOLDS_ARRAY (list) ? json_node_get_array (list)
                                                                  : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (is_same (json_array_get_element (array, i), value))
      return TRUE;
  return FALSE;
}

static void
show_checked (BureauFilterControl *self, JsonNode *value)
{
  const char *only = NULL;
  guint i = 0, n = 0;

  for (GtkWidget *check = gtk_widget_get_first_child (self->checks); check != NULL;
       check = next_check (check), i++)
    {
      BureauOption *option = g_ptr_array_index (self->options, i);
      gboolean is_on = has (value, option->value);

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_on);
      n += is_on;
      only = is_on ? option->label : only;
    }
  say_checked (self, n, only);
}

static void
make_checks (BureauFilterControl *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->widget = gtk_menu_button_new ();
  self->checks = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->widget),
                             g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "hexpand", TRUE,
                                           "ellipsize", PANGO_ELLIPSIZE_END, NULL));
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->widget), TRUE);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->widget), popover);
  gtk_popover_set_child (GTK_POPOVER (popover),
                         g_object_new (GTK_TYPE_SCROLLED_WINDOW, "child", self->checks,
                                       "hscrollbar-policy", GTK_POLICY_NEVER,
                                       "propagate-natural-height", TRUE, "propagate-natural-width",
                                       TRUE, "max-content-height", 360, NULL));
}

static void
fill_checks (BureauFilterControl *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->checks)) != NULL)
    gtk_box_remove (GTK_BOX (self->checks), child);
  for (guint i = 0; i < self->options->len; i++)
    {
      BureauOption *option = g_ptr_array_index (self->options, i);
      GtkWidget *check = gtk_check_button_new_with_label (option->label);

      g_signal_connect_object (check, "toggled", G_CALLBACK (checked_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->checks), check);
    }
}

/* A choice is one control or the other. */

static gboolean
is_multi (BureauFilterControl *self)
{
  return bureau_json_get_boolean (self->param, "multi");
}

static void
make_choice (BureauFilterControl *self)
{
  (is_multi (self) ? make_checks : make_drop_down) (self);
}

static void
show_choice (BureauFilterControl *self, JsonNode *value)
{
  (is_multi (self) ? show_checked : show_chosen) (self, value);
}

/* Words, figures, switches -----------------------------------------------------------------------
 */

static void
searched_cb (BureauFilterControl *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->widget));
  g_autoptr (JsonNode) value = json_node_init_string (json_node_alloc (), text);

  tell (self, *text != '\0' ? value : NULL);
}

static void
make_search (BureauFilterControl *self)
{
  self->widget = gtk_search_entry_new ();
  g_signal_connect_object (self->widget, "search-changed", G_CALLBACK (searched_cb), self,
                           G_CONNECT_SWAPPED);
}

/* What a person is typing is not taken from under their hands. */
static void
show_search (BureauFilterControl *self, JsonNode *value)
{
  const char *text = get_text (value);

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->widget)), text != NULL ? text : "")
      != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->widget), text != NULL ? text : "");
}

static void
day_cb (BureauFilterControl *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->widget));
  g_autoptr (JsonNode) value = json_node_init_string (json_node_alloc (), text);
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_parse (&day, text);
  if (*text == '\0' || g_date_valid (&day))
    tell (self, *text != '\0' ? value : NULL);
}

static void
make_day (BureauFilterControl *self)
{
  self->widget = g_object_new (GTK_TYPE_ENTRY, "placeholder-text", _ ("YYYY-MM-DD"), NULL);
  g_signal_connect_object (self->widget, "activate", G_CALLBACK (day_cb), self, G_CONNECT_SWAPPED);
}

static void
number_cb (BureauFilterControl *self)
{
  double number = gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->widget));
  g_autoptr (JsonNode) value = json_node_alloc ();

  if (gtk_spin_button_get_digits (GTK_SPIN_BUTTON (self->widget)) == 0)
    json_node_init_int (value, (gint64)number);
  else
    json_node_init_double (value, number);
  tell (self, value);
}

static void
make_number (BureauFilterControl *self)
{
  double least = bureau_json_get_double (self->param, "min", -BUREAU_VIEW_MAX_NUMBER);
  double most = bureau_json_get_double (self->param, "max", BUREAU_VIEW_MAX_NUMBER);
  gboolean is_whole = g_strcmp0 (bureau_json_get_string (self->param, "type"), "int") == 0;

  self->widget = gtk_spin_button_new_with_range (least, most, 1);
  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (self->widget), is_whole ? 0 : 2);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->widget), 6);
  g_signal_connect_object (self->widget, "value-changed", G_CALLBACK (number_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
show_number (BureauFilterControl *self, JsonNode *value)
{
  gtk_spin_button_set_value (
      GTK_SPIN_BUTTON (self->widget),
      value != NULL && JSON_NODE_HOLDS_VALUE (value) ? json_node_get_double (value) : 0);
}

static void
switched_cb (BureauFilterControl *self)
{
  g_autoptr (JsonNode) value = json_node_init_boolean (
      json_node_alloc (), gtk_switch_get_active (GTK_SWITCH (self->widget)));

  tell (self, value);
}

static void
make_switch (BureauFilterControl *self)
{
  self->widget = g_object_new (GTK_TYPE_SWITCH, "halign", GTK_ALIGN_START, NULL);
  g_signal_connect_object (self->widget, "notify::active", G_CALLBACK (switched_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
show_switch (BureauFilterControl *self, JsonNode *value)
{
  gtk_switch_set_active (GTK_SWITCH (self->widget), value != NULL && JSON_NODE_HOLDS_VALUE (value)
                                                        && json_node_get_boolean (value));
}

/* A record: the first button chooses one, the second lets go of it. */
static void
let_go_cb (BureauFilterControl *self)
{
  tell (self, NULL);
}

static void
choose_cb (BureauFilterControl *self)
{
  g_signal_emit (self, signals[CHOOSES], 0);
}

static void
make_record (BureauFilterControl *self)
{
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "label", _ ("All"), "xalign", 0.0, "ellipsize",
                                   PANGO_ELLIPSIZE_END, NULL);
  GtkWidget *choose = g_object_new (GTK_TYPE_BUTTON, "child", title, "hexpand", TRUE, NULL);
  GtkWidget *let_go = gtk_button_new_from_icon_name ("edit-clear-symbolic");

  self->widget = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->widget, "linked");
  gtk_widget_set_tooltip_text (let_go, _ ("Show All"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (let_go), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Show All"), -1);
  g_signal_connect_object (choose, "clicked", G_CALLBACK (choose_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (let_go, "clicked", G_CALLBACK (let_go_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->widget), choose);
  gtk_box_append (GTK_BOX (self->widget), let_go);
}

static void
show_record (BureauFilterControl *self, JsonNode *value)
{
  gboolean is_set = value != NULL && !JSON_NODE_HOLDS_NULL (value);

  gtk_widget_set_visible (gtk_widget_get_last_child (self->widget), is_set);
  if (!is_set)
    bureau_filter_control_set_title (GTK_WIDGET (self), _ ("All"));
}

static const Kind kinds[] = {
  { "choice", make_choice, show_choice }, { "date_range", make_periods, show_period },
  { "text", make_search, show_search },   { "int", make_number, show_number },
  { "number", make_number, show_number }, { "bool", make_switch, show_switch },
  { "date", make_day, show_search },      { "record", make_record, show_record },
};

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_filter_control_finalize (GObject *object)
{
  BureauFilterControl *self = BUREAU_FILTER_CONTROL (object);

  g_clear_pointer (&self->param, json_object_unref);
  g_clear_pointer (&self->options, g_ptr_array_unref);
  g_free (self->label);
  G_OBJECT_CLASS (bureau_filter_control_parent_class)->finalize (object);
}

static void
bureau_filter_control_class_init (BureauFilterControlClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bureau_filter_control_finalize;
  signals[SET] = g_signal_new ("set", BUREAU_TYPE_FILTER_CONTROL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, JSON_TYPE_NODE);
  signals[CHOOSES] = g_signal_new ("chooses", BUREAU_TYPE_FILTER_CONTROL, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bureau_filter_control_init (BureauFilterControl *self)
{
  self->options = g_ptr_array_new_with_free_func (bureau_option_free);
}

/**
 * bureau_filter_control_new:
 * @param: a parameter of a checked view
 * @label: what people call it
 *
 * Returns: (transfer floating): its control
 */
GtkWidget *
bureau_filter_control_new (JsonObject *param, const char *label)
{
  BureauFilterControl *self = g_object_new (BUREAU_TYPE_FILTER_CONTROL, NULL);
  const char *type = bureau_json_get_string (param, "type");

  self->param = json_object_ref (param);
  self->label = g_strdup (label);
  self->kind = kinds;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].type, type))
      self->kind = &kinds[i];
  self->is_pushing = TRUE;
  self->kind->make (self);
  self->is_pushing = FALSE;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  adw_bin_set_child (ADW_BIN (self), self->widget);
  return GTK_WIDGET (self);
}

/**
 * bureau_filter_control_set_options:
 * @options: (transfer none) (element-type BureauOption): what can be chosen
 */
void
bureau_filter_control_set_options (GtkWidget *widget, GPtrArray *options)
{
  BureauFilterControl *self = BUREAU_FILTER_CONTROL (widget);

  g_clear_pointer (&self->options, g_ptr_array_unref);
  self->options = g_ptr_array_ref (options);
  self->is_pushing = TRUE;
  (is_multi (self) ? fill_checks : fill_drop_down) (self);
  self->is_pushing = FALSE;
}

/**
 * bureau_filter_control_set_title:
 * @title: what the record is called that the parameter is set to
 */
void
bureau_filter_control_set_title (GtkWidget *widget, const char *title)
{
  BureauFilterControl *self = BUREAU_FILTER_CONTROL (widget);
  GtkWidget *choose = gtk_widget_get_first_child (self->widget);
  g_autofree char *shown = bureau_text_visible (title, NULL);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", self->label, shown);

  gtk_label_set_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (choose))), shown);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choose), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
}

/**
 * bureau_filter_control_show:
 * @value: (nullable): what the parameter is set to
 */
void
bureau_filter_control_show (GtkWidget *widget, JsonNode *value)
{
  BureauFilterControl *self = BUREAU_FILTER_CONTROL (widget);

  self->is_pushing = TRUE;
  self->kind->show (self, value);
  self->is_pushing = FALSE;
}
