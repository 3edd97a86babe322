/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field as a line of text. */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "widgets/field-editor-private.h"
#include "widgets/field-value.h"
#include "widgets/row-name.h"

/* From so many bytes on a line may be cut off; the whole is a tooltip. */
#define CUT_FROM 32

static const struct
{
  const char *type;
  GtkInputPurpose purpose;
} purposes[] = {
  { "email", GTK_INPUT_PURPOSE_EMAIL },   { "phone", GTK_INPUT_PURPOSE_PHONE },
  { "url", GTK_INPUT_PURPOSE_URL },       { "int", GTK_INPUT_PURPOSE_DIGITS },
  { "number", GTK_INPUT_PURPOSE_NUMBER },
};

static GtkInputPurpose
find_purpose (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (purposes); i++)
    if (g_strcmp0 (purposes[i].type, type) == 0)
      return purposes[i].purpose;
  return GTK_INPUT_PURPOSE_FREE_FORM;
}

/**
 * bureau_field_line_get_text:
 *
 * Returns: (transfer full): what stands in the line
 */
char *
bureau_field_line_get_text (BureauFieldEditor *self)
{
  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->row)));
}

/**
 * bureau_field_line_set:
 *
 * Shows a text. The row would take our own words for a person's and offer to apply them.
 */
void
bureau_field_line_set (BureauFieldEditor *self, const char *text)
{
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->row), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->row), text);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->row), !self->is_form);
}

static gboolean
key_pressed_cb (BureauFieldEditor *self, guint keyval)
{
  if (keyval != GDK_KEY_Escape || self->is_form
      || g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->row)), self->stored) == 0)
    return GDK_EVENT_PROPAGATE;
  bureau_field_line_set (self, self->stored);
  bureau_field_editor_set_problem (self, NULL);
  return GDK_EVENT_STOP;
}

/**
 * bureau_field_line_make:
 *
 * Returns: (transfer floating): a row to write a line in
 */
AdwPreferencesRow *
bureau_field_line_make (BureauFieldEditor *self)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), !self->is_form);
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row),
                                   find_purpose (bureau_json_get_string (self->field, "type")));
  g_signal_connect_object (row, "apply", G_CALLBACK (bureau_field_editor_settle), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, keys);
  bureau_row_name_by_title (ADW_PREFERENCES_ROW (row));
  return ADW_PREFERENCES_ROW (row);
}

/**
 * bureau_field_line_fill:
 *
 * Shows a value. Words that a person is in the midst of are left alone.
 */
void
bureau_field_line_fill (BureauFieldEditor *self, JsonNode *value)
{
  g_autofree char *text = bureau_field_write (self->field, value, self->currency);
  g_autofree char *whole = bureau_text_visible (text, NULL);
  g_autofree char *shown = bureau_field_line_get_text (self);
  gboolean is_edited = bureau_field_editor_is_edited (self, shown);

  gtk_editable_set_editable (GTK_EDITABLE (self->row),
                             bureau_field_is_writable (self->field, value));
  g_set_str (&self->stored, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->row), strlen (text) > CUT_FROM ? whole : NULL);
  if (!is_edited && !g_str_equal (shown, text))
    bureau_field_line_set (self, text);
}

const BureauFieldKind bureau_field_line = {
  NULL,
  bureau_field_line_make,
  bureau_field_line_fill,
  bureau_field_line_get_text,
};
