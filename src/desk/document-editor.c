/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/document-editor.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>
#include <stdio.h>

#include "base/json.h"
#include "base/text.h"
#include "desk/json-place.h"

#define MARK "problem"

struct _BureauDocumentEditor
{
  GtkBox parent_instance;

  GtkListBox *problems;
  GtkSourceView *view;
};

G_DEFINE_FINAL_TYPE (BureauDocumentEditor, bureau_document_editor, GTK_TYPE_BOX)

enum
{
  PROP_TEXT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GtkTextBuffer *
get_buffer (BureauDocumentEditor *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
}

/* Problems ---------------------------------------------------------------------------------------
 */

static void
clear_problems (BureauDocumentEditor *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  gtk_source_buffer_remove_source_marks (GTK_SOURCE_BUFFER (get_buffer (self)), &start, &end, MARK);
  gtk_list_box_remove_all (self->problems);
  gtk_widget_set_visible (GTK_WIDGET (self->problems), FALSE);
}

/* A press on a problem goes to its line. */
static void
row_activated_cb (BureauDocumentEditor *self, GtkListBoxRow *row)
{
  int line = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "line"));
  GtkTextIter place;

  gtk_text_buffer_get_iter_at_line (get_buffer (self), &place, line - 1);
  gtk_text_buffer_place_cursor (get_buffer (self), &place);
  gtk_text_view_scroll_to_iter (GTK_TEXT_VIEW (self->view), &place, 0.1, FALSE, 0, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
add_problem (BureauDocumentEditor *self, guint line, const char *hint)
{
  g_autofree char *shown = bureau_text_visible (hint, NULL);
  g_autofree char *where = g_strdup_printf (_ ("Line %u"), line);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "activatable", TRUE,
                                 NULL);
  GtkTextIter place;

  g_object_set (row, "title", shown, "subtitle", where, NULL);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  g_object_set_data (G_OBJECT (row), "line", GUINT_TO_POINTER (line));
  gtk_list_box_append (self->problems, row);
  gtk_widget_set_visible (GTK_WIDGET (self->problems), TRUE);
  gtk_text_buffer_get_iter_at_line (get_buffer (self), &place, (int)line - 1);
  gtk_source_buffer_create_source_mark (GTK_SOURCE_BUFFER (get_buffer (self)), NULL, MARK, &place);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
changed_cb (BureauDocumentEditor *self)
{
  clear_problems (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

static void
follow_style (BureauDocumentEditor *self)
{
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  gtk_source_buffer_set_style_scheme (
      GTK_SOURCE_BUFFER (get_buffer (self)),
      gtk_source_style_scheme_manager_get_scheme (gtk_source_style_scheme_manager_get_default (),
                                                  is_dark ? "Adwaita-dark" : "Adwaita"));
}

static void
set_up_view (BureauDocumentEditor *self)
{
  g_autoptr (GtkSourceMarkAttributes) attributes = gtk_source_mark_attributes_new ();

  gtk_source_mark_attributes_set_icon_name (attributes, "dialog-warning-symbolic");
  gtk_source_view_set_mark_attributes (self->view, MARK, attributes, 0);
  gtk_source_buffer_set_language (GTK_SOURCE_BUFFER (get_buffer (self)),
                                  gtk_source_language_manager_get_language (
                                      gtk_source_language_manager_get_default (), "json"));
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (follow_style), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_buffer (self), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  follow_style (self);
}

static void
bureau_document_editor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_take_string (value, bureau_document_editor_dup_text (BUREAU_DOCUMENT_EDITOR (object)));
}

static void
bureau_document_editor_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_DOCUMENT_EDITOR);
  G_OBJECT_CLASS (bureau_document_editor_parent_class)->dispose (object);
}

static void
bureau_document_editor_class_init (BureauDocumentEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  g_type_ensure (GTK_SOURCE_TYPE_BUFFER);
  G_OBJECT_CLASS (klass)->get_property = bureau_document_editor_get_property;
  G_OBJECT_CLASS (klass)->dispose = bureau_document_editor_dispose;
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                   | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/document-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauDocumentEditor, problems);
  gtk_widget_class_bind_template_child (widget_class, BureauDocumentEditor, view);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
bureau_document_editor_init (BureauDocumentEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_up_view (self);
}

/**
 * bureau_document_editor_dup_text:
 *
 * Returns: (transfer full): what stands there now
 */
char *
bureau_document_editor_dup_text (BureauDocumentEditor *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  return gtk_text_buffer_get_text (get_buffer (self), &start, &end, TRUE);
}

/**
 * bureau_document_editor_set_text:
 * @text: JSON
 *
 * Puts another text in its place, which Ctrl+Z takes back; the same text changes nothing.
 */
void
bureau_document_editor_set_text (BureauDocumentEditor *self, const char *text)
{
  g_autofree char *before = bureau_document_editor_dup_text (self);
  GtkTextIter start, end;

  if (g_str_equal (before, text))
    return;
  gtk_text_buffer_begin_user_action (get_buffer (self));
  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  gtk_text_buffer_delete (get_buffer (self), &start, &end);
  gtk_text_buffer_insert (get_buffer (self), &start, text, -1);
  gtk_text_buffer_end_user_action (get_buffer (self));
}

/**
 * bureau_document_editor_show_problems:
 * @problems: as bureau_document_check() has them
 *
 * Shows what is wrong, each at its line, until the text is changed.
 */
void
bureau_document_editor_show_problems (BureauDocumentEditor *self, JsonArray *problems)
{
  g_autofree char *text = bureau_document_editor_dup_text (self);

  clear_problems (self);
  for (guint i = 0; i < json_array_get_length (problems); i++)
    {
      JsonObject *problem = json_array_get_object_element (problems, i);

      add_problem (self, bureau_json_place_find_line (text, bureau_json_get_string (problem, "at")),
                   bureau_json_get_string (problem, "hint"));
    }
}

/**
 * bureau_document_editor_show_error:
 * @error: one sentence; where the text is no JSON, it tells the line
 *
 * Shows why the text cannot be used, until it is changed.
 */
void
bureau_document_editor_show_error (BureauDocumentEditor *self, const char *error)
{
  guint line = 1;
  const char *told = g_strstr_len (error, -1, "line ");

  if (told != NULL)
    sscanf (told, "line %u", &line);
  clear_problems (self);
  add_problem (self, MAX (line, 1), error);
}
