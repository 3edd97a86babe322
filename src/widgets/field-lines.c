/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field as several lines of text. */
#include "widgets/cursor-sight.h"
#include "widgets/field-editor-private.h"
#include "widgets/field-value.h"
#include "widgets/row-name.h"

/* Room for three lines, so that one sees that there may be several. */
#define LEAST_HEIGHT 66

/* There is no key that ends several lines: whoever goes on elsewhere is done. */
static void
add_leaving (BureauFieldEditor *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "leave", G_CALLBACK (bureau_field_editor_settle), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->lines, focus);
}

static AdwPreferencesRow *
make_lines (BureauFieldEditor *self)
{
  GtkWidget *row = g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE, "focusable", FALSE,
                                 NULL);
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "css-classes",
                                   (const char *[]){ "caption", "dimmed", NULL }, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing",
                                 6, "margin-top", 9, "margin-bottom", 9, "margin-start", 12,
                                 "margin-end", 12, NULL);

  self->lines = g_object_new (GTK_TYPE_TEXT_VIEW, "wrap-mode", GTK_WRAP_WORD_CHAR, "accepts-tab",
                              FALSE, "pixels-inside-wrap", 2, "height-request", LEAST_HEIGHT,
                              "css-classes", (const char *[]){ "inline", NULL }, NULL);
  bureau_cursor_sight_keep (GTK_TEXT_VIEW (self->lines));
  g_object_bind_property (row, "title", title, "label", G_BINDING_SYNC_CREATE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->lines), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->title, GTK_ACCESSIBLE_PROPERTY_MULTI_LINE, TRUE, -1);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), self->lines);
  gtk_widget_add_css_class (row, "text-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  add_leaving (self);
  bureau_row_name_by_title (ADW_PREFERENCES_ROW (row));
  return ADW_PREFERENCES_ROW (row);
}

static char *
get_lines (BureauFieldEditor *self)
{
  char *text;

  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->lines)), "text", &text, NULL);
  return text;
}

/* Setting the text would take the cursor along and what can be undone. */
static void
fill_lines (BureauFieldEditor *self, JsonNode *value)
{
  g_autofree char *text = bureau_field_write (self->field, value, NULL);
  g_autofree char *shown = get_lines (self);
  gboolean is_kept = bureau_field_editor_is_edited (self, shown)
                     || bureau_field_editor_is_same (self, shown, text);

  g_set_str (&self->stored, text);
  if (!is_kept)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->lines)), text, -1);
}

const BureauFieldKind bureau_field_lines = { "long_text", make_lines, fill_lines, get_lines };
