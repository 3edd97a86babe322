/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/filter-control.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/text.h"
#include "views/joined.h"
#include "widgets/filter-control-private.h"

G_DEFINE_FINAL_TYPE (BureauFilterControl, bureau_filter_control, ADW_TYPE_BIN)

/* What a control is for a type of parameter. */
struct _BureauFilterKind
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

/* A person set it. */
void
bureau_filter_control_tell (BureauFilterControl *self, JsonNode *value)
{
  if (!self->is_pushing)
    g_signal_emit (self, signals[SET], 0, value);
}

gboolean
bureau_filter_control_is_same (JsonNode *one, JsonNode *other)
{
  return one != NULL && other != NULL && json_node_equal (one, other);
}

/* NULL where it is no text. */
const char *
bureau_filter_control_get_text (JsonNode *value)
{
  return value != NULL && JSON_NODE_HOLDS_VALUE (value)
                 && json_node_get_value_type (value) == G_TYPE_STRING
             ? json_node_get_string (value)
             : NULL;
}

/* A record: the first button chooses one, the second lets go of it. */
static void
let_go_cb (BureauFilterControl *self)
{
  bureau_filter_control_tell (self, NULL);
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

static const BureauFilterKind kinds[] = {
  { "choice", bureau_filter_make_choice, bureau_filter_show_choice },
  { "date_range", bureau_filter_make_period, bureau_filter_show_period },
  { "text", bureau_filter_make_search, bureau_filter_show_search },
  { "int", bureau_filter_make_number, bureau_filter_show_number },
  { "number", bureau_filter_make_number, bureau_filter_show_number },
  { "bool", bureau_filter_make_switch, bureau_filter_show_switch },
  { "date", bureau_filter_make_day, bureau_filter_show_day },
  { "record", make_record, show_record },
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
  g_free (self->day);
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
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->named != NULL ? self->named : self->widget),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
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
  bureau_filter_fill_choice (self);
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
  g_autofree char *spoken = bureau_joined_pair (self->label, shown);

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
