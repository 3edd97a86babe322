/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/document-preview.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "views/view.h"
#include "widgets/view-body.h"

/* A moment after the last key, so that half a word is no mistake. */
#define DELAY_MS 400

struct _BureauDocumentPreview
{
  AdwBin parent_instance;

  BureauMemory *memory;
  BureauDocumentEditor *editor; /* NULL once it goes */
  guint timer;
  char *shown;   /* the text of what is shown */
  char *checked; /* the text that is being checked */
};

G_DEFINE_FINAL_TYPE (BureauDocumentPreview, bureau_document_preview, ADW_TYPE_BIN)

/* Showing ----------------------------------------------------------------------------------------
 */

static void
show_document (BureauDocumentPreview *self, JsonObject *document)
{
  g_autoptr (BureauShownView) view = bureau_shown_view_new (self->memory, document, NULL);

  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (bureau_view_body_new (view)));
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
}

/* What was right before stays to be looked at. */
static void
show_stale (BureauDocumentPreview *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
}

static DexFuture *
verified_cb (DexFuture *future, gpointer data)
{
  BureauDocumentPreview *self = data;
  g_autoptr (JsonArray) problems = dex_await_boxed (dex_ref (future), NULL);
  g_autofree char *text = self->editor != NULL ? bureau_document_editor_dup_text (self->editor)
                                               : NULL;
  g_autoptr (JsonObject) document = NULL;

  if (problems == NULL || g_strcmp0 (text, self->checked) != 0)
    return NULL;
  if (json_array_get_length (problems) > 0)
    {
      bureau_document_editor_show_problems (self->editor, problems);
      show_stale (self);
      return NULL;
    }
  g_set_str (&self->shown, text);
  document = bureau_json_parse_object (text, -1, NULL);
  show_document (self, document);
  return NULL;
}

static void
look (BureauDocumentPreview *self)
{
  g_autofree char *text = bureau_document_editor_dup_text (self->editor);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) document = NULL;

  if (g_strcmp0 (text, self->shown) == 0)
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
      return;
    }
  document = bureau_view_parse (text, -1, &error);
  g_set_str (&self->checked, text);
  if (document != NULL)
    dex_future_disown (dex_future_finally (bureau_view_verify (self->memory, document), verified_cb,
                                           g_object_ref (self), g_object_unref));
  else
    {
      bureau_document_editor_show_error (self->editor, error->message);
      show_stale (self);
    }
}

/* Following --------------------------------------------------------------------------------------
 */

static gboolean
due_cb (gpointer data)
{
  BureauDocumentPreview *self = data;

  self->timer = 0;
  if (self->editor != NULL)
    look (self);
  return G_SOURCE_REMOVE;
}

static void
text_cb (BureauDocumentPreview *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (DELAY_MS, due_cb, self);
}

static void
bureau_document_preview_dispose (GObject *object)
{
  BureauDocumentPreview *self = BUREAU_DOCUMENT_PREVIEW (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_weak_pointer (&self->editor);
  g_clear_object (&self->memory);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->checked, g_free);
  G_OBJECT_CLASS (bureau_document_preview_parent_class)->dispose (object);
}

static void
bureau_document_preview_class_init (BureauDocumentPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bureau_document_preview_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
bureau_document_preview_init (BureauDocumentPreview *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Preview"), -1);
}

/**
 * bureau_document_preview_new:
 * @editor: has the document of a view
 *
 * Returns: (transfer floating): the preview of what stands in the editor
 */
BureauDocumentPreview *
bureau_document_preview_new (BureauMemory *memory, BureauDocumentEditor *editor)
{
  BureauDocumentPreview *self = g_object_new (BUREAU_TYPE_DOCUMENT_PREVIEW, NULL);

  self->memory = g_object_ref (memory);
  g_set_weak_pointer (&self->editor, editor);
  g_signal_connect_object (editor, "notify::text", G_CALLBACK (text_cb), self, G_CONNECT_SWAPPED);
  text_cb (self);
  return self;
}
