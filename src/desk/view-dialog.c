/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/view-dialog.h"

#include "base/json.h"
#include "desk/decision.h"
#include "desk/document-editor.h"
#include "views/view.h"

struct _BureauViewDialog
{
  AdwDialog parent_instance;

  BureauMemory *memory;
  char *name; /* of the view that is being stored */

  BureauDocumentEditor *editor;
};

G_DEFINE_FINAL_TYPE (BureauViewDialog, bureau_view_dialog, ADW_TYPE_DIALOG)

enum
{
  ADDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static DexFuture *
stored_cb (DexFuture *future, gpointer data)
{
  BureauViewDialog *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) problems = dex_await_boxed (dex_ref (future), &error);

  if (self->editor == NULL)
    return NULL;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "view-dialog.add", TRUE);
  if (error != NULL)
    bureau_document_editor_show_error (self->editor, error->message);
  else if (json_array_get_length (problems) > 0)
    bureau_document_editor_show_problems (self->editor, problems);
  else
    {
      g_signal_emit (self, signals[ADDED], 0, self->name);
      adw_dialog_close (ADW_DIALOG (self));
    }
  return NULL;
}

static void
add_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauViewDialog *self = BUREAU_VIEW_DIALOG (widget);
  g_autofree char *text = bureau_document_editor_dup_text (self->editor);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) document = bureau_view_parse (text, -1, &error);

  if (document == NULL)
    {
      bureau_document_editor_show_error (self->editor, error->message);
      return;
    }
  g_set_str (&self->name, bureau_json_get_string (document, "id"));
  gtk_widget_action_set_enabled (widget, "view-dialog.add", FALSE);
  dex_future_disown (dex_future_finally (
      bureau_view_store (self->memory, &bureau_decision_cause, NULL, document, 0, NULL), stored_cb,
      g_object_ref (self), g_object_unref));
}

static void
bureau_view_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_VIEW_DIALOG);
  g_clear_object (&BUREAU_VIEW_DIALOG (object)->memory);
  g_clear_pointer (&BUREAU_VIEW_DIALOG (object)->name, g_free);
  G_OBJECT_CLASS (bureau_view_dialog_parent_class)->dispose (object);
}

static void
bureau_view_dialog_class_init (BureauViewDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_view_dialog_dispose;
  signals[ADDED] = g_signal_new ("added", BUREAU_TYPE_VIEW_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (BUREAU_TYPE_DOCUMENT_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/view-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauViewDialog, editor);
  gtk_widget_class_install_action (widget_class, "view-dialog.add", NULL, add_cb);
}

static void
bureau_view_dialog_init (BureauViewDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bureau_view_dialog_new:
 *
 * Returns: (transfer floating): the dialog, to be presented
 */
BureauViewDialog *
bureau_view_dialog_new (BureauMemory *memory)
{
  BureauViewDialog *self = g_object_new (BUREAU_TYPE_VIEW_DIALOG, NULL);

  self->memory = g_object_ref (memory);
  return self;
}
