/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field as one of several: yes or no, or a value of a list. */
#include <glib/gi18n.h>

#include "base/json.h"
#include "widgets/field-editor-private.h"
#include "widgets/field-value.h"

/* Yes or no --------------------------------------------------------------------------------------
 */

static AdwPreferencesRow *
make_switch (BureauFieldEditor *self)
{
  GtkWidget *row = adw_switch_row_new ();

  g_signal_connect_object (row, "notify::active", G_CALLBACK (bureau_field_editor_settle), self,
                           G_CONNECT_SWAPPED);
  return ADW_PREFERENCES_ROW (row);
}

static void
fill_switch (BureauFieldEditor *self, JsonNode *value)
{
  gboolean is_on = value != NULL && !JSON_NODE_HOLDS_NULL (value) && json_node_get_int (value) != 0;
  gboolean was_on = g_strcmp0 (self->stored, "1") == 0;
  gboolean is_turned = adw_switch_row_get_active (ADW_SWITCH_ROW (self->row)) != was_on;

  g_set_str (&self->stored, is_on ? "1" : "0");
  if (!self->is_form || !is_turned)
    adw_switch_row_set_active (ADW_SWITCH_ROW (self->row), is_on);
}

static char *
get_switch (BureauFieldEditor *self)
{
  gboolean is_on = adw_switch_row_get_active (ADW_SWITCH_ROW (self->row));

  return g_strdup (is_on ? "1" : self->is_form ? "" : "0");
}

const BureauFieldKind bureau_field_switch = { "bool", make_switch, fill_switch, get_switch };

/* One of several ---------------------------------------------------------------------------------
 */

static AdwPreferencesRow *
make_choice (BureauFieldEditor *self)
{
  g_autoptr (GtkStringList) values = gtk_string_list_new (NULL);
  JsonArray *choices = bureau_json_get_array (self->field, "choices");
  GtkWidget *row = adw_combo_row_new ();

  gtk_string_list_append (values, _ ("No Value"));
  for (guint i = 0; choices != NULL && i < json_array_get_length (choices); i++)
    gtk_string_list_append (values, json_array_get_string_element (choices, i));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (values));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (bureau_field_editor_settle), self,
                           G_CONNECT_SWAPPED);
  return ADW_PREFERENCES_ROW (row);
}

static char *
get_choice (BureauFieldEditor *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->row));
  GtkStringList *values = GTK_STRING_LIST (adw_combo_row_get_model (ADW_COMBO_ROW (self->row)));

  return g_strdup (selected == 0 ? "" : gtk_string_list_get_string (values, selected));
}

static void
fill_choice (BureauFieldEditor *self, JsonNode *value)
{
  GtkStringList *values = GTK_STRING_LIST (adw_combo_row_get_model (ADW_COMBO_ROW (self->row)));
  g_autofree char *text = bureau_field_write (self->field, value, NULL);
  g_autofree char *shown = get_choice (self);
  gboolean is_kept = self->is_form && bureau_field_editor_is_edited (self, shown);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (values));
  guint i = 0;

  g_set_str (&self->stored, text);
  if (is_kept)
    return;
  if (*text != '\0')
    for (i = 1; i < n && !g_str_equal (gtk_string_list_get_string (values, i), text);)
      i++;
  if (i == n)
    gtk_string_list_append (values, text);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->row), i);
}

const BureauFieldKind bureau_field_choice = { "choice", make_choice, fill_choice, get_choice };
