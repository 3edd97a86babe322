/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words, figures and switches. */
#include "base/json.h"
#include "views/tables.h"
#include "widgets/filter-control-private.h"

static void
searched_cb (BureauFilterControl *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->widget));
  g_autoptr (JsonNode) value = json_node_init_string (json_node_alloc (), text);

  bureau_filter_control_tell (self, *text != '\0' ? value : NULL);
}

void
bureau_filter_make_search (BureauFilterControl *self)
{
  self->widget = gtk_search_entry_new ();
  g_signal_connect_object (self->widget, "search-changed", G_CALLBACK (searched_cb), self,
                           G_CONNECT_SWAPPED);
}

/* What a person is typing is not taken from under their hands. */
void
bureau_filter_show_search (BureauFilterControl *self, JsonNode *value)
{
  const char *text = bureau_filter_control_get_text (value);

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->widget)), text != NULL ? text : "")
      != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->widget), text != NULL ? text : "");
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
  bureau_filter_control_tell (self, value);
}

void
bureau_filter_make_number (BureauFilterControl *self)
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

void
bureau_filter_show_number (BureauFilterControl *self, JsonNode *value)
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

  bureau_filter_control_tell (self, value);
}

void
bureau_filter_make_switch (BureauFilterControl *self)
{
  self->widget = g_object_new (GTK_TYPE_SWITCH, "halign", GTK_ALIGN_START, NULL);
  g_signal_connect_object (self->widget, "notify::active", G_CALLBACK (switched_cb), self,
                           G_CONNECT_SWAPPED);
}

void
bureau_filter_show_switch (BureauFilterControl *self, JsonNode *value)
{
  gtk_switch_set_active (GTK_SWITCH (self->widget), value != NULL && JSON_NODE_HOLDS_VALUE (value)
                                                        && json_node_get_boolean (value));
}
