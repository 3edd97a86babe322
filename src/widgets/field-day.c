/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field as a day: a line, with a calendar beside it. */
#include "widgets/day-button.h"
#include "widgets/day-text.h"
#include "widgets/field-editor-private.h"

static void
chosen_cb (BureauFieldEditor *self, const char *day)
{
  g_autofree char *text = bureau_day_text_write (day);

  bureau_field_line_set (self, text);
  bureau_field_editor_settle (self);
}

static AdwPreferencesRow *
make_day (BureauFieldEditor *self)
{
  AdwPreferencesRow *row = bureau_field_line_make (self);
  GtkWidget *button = bureau_day_button_new (GTK_EDITABLE (row));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (adw_bin_get_child (ADW_BIN (button)), "flat");
  g_signal_connect_object (button, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
  return row;
}

const BureauFieldKind bureau_field_day = {
  "date",
  make_day,
  bureau_field_line_fill,
  bureau_field_line_get_text,
};
