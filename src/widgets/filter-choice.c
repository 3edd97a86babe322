/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One of several, and several of several. */
#include <glib/gi18n.h>

#include "base/json.h"
#include "widgets/filter-control-private.h"

/* How many choices are looked for by their words. */
#define MANY 12

static void
chosen_cb (BureauFilterControl *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->drop_down));
  BureauOption *option = selected > 0 && selected <= self->options->len
                             ? g_ptr_array_index (self->options, selected - 1)
                             : NULL;

  bureau_filter_control_tell (self, option != NULL ? option->value : NULL);
}

void
bureau_filter_make_drop_down (BureauFilterControl *self)
{
  self->widget = self->named = self->drop_down = gtk_drop_down_new (
      NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  g_signal_connect_object (self->drop_down, "notify::selected", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
}

void
bureau_filter_show_chosen (BureauFilterControl *self, JsonNode *value)
{
  guint selected = 0;

  for (guint i = 0; i < self->options->len; i++)
    if (bureau_filter_control_is_same (
            ((BureauOption *)g_ptr_array_index (self->options, i))->value, value))
      selected = i + 1;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop_down), selected);
}

void
bureau_filter_fill_drop_down (BureauFilterControl *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, _ ("All"));
  for (guint i = 0; i < self->options->len; i++)
    gtk_string_list_append (list, ((BureauOption *)g_ptr_array_index (self->options, i))->label);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->drop_down), G_LIST_MODEL (list));
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (self->drop_down), self->options->len > MANY);
}

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
  bureau_filter_control_tell (self, json_array_get_length (values) > 0 ? node : NULL);
}

static gboolean
has (JsonNode *list, JsonNode *value)
{
  JsonArray *array = list != NULL && JSON_NODE_HOLDS_ARRAY (list) ? json_node_get_array (list)
                                                                  : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (bureau_filter_control_is_same (json_array_get_element (array, i), value))
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

void
bureau_filter_make_choice (BureauFilterControl *self)
{
  (is_multi (self) ? make_checks : bureau_filter_make_drop_down) (self);
}

void
bureau_filter_show_choice (BureauFilterControl *self, JsonNode *value)
{
  (is_multi (self) ? show_checked : bureau_filter_show_chosen) (self, value);
}

void
bureau_filter_fill_choice (BureauFilterControl *self)
{
  (is_multi (self) ? fill_checks : bureau_filter_fill_drop_down) (self);
}
