/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/intake-target.h"

#include <glib/gi18n.h>
#include <libdex.h>
#include <string.h>

#include "base/json.h"
#include "desk/intake.h"
#include "desk/toast.h"

/* Not every message leads to a draft: it is offered where it stands. */
static DexFuture *
came_in_cb (DexFuture *future, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) outcome = dex_await_boxed (dex_ref (future), &error);
  gint64 message = outcome != NULL ? bureau_json_get_id (outcome, "message") : 0;
  const char *says = outcome != NULL ? bureau_json_get_string (outcome, "says") : error->message;

  if (message != 0)
    bureau_toast_offer (data, says, _ ("_Show"), "win.open", g_variant_new_int64 (message));
  else
    bureau_toast_say (data, says);
  return NULL;
}

/* @coming: (transfer full): resolves to what to say about it */
static void
follow (GtkWidget *window, BureauMemory *memory, DexFuture *coming)
{
  if (!bureau_memory_is_engine (memory))
    bureau_toast_say (window, _ ("Handed to the process that runs the agents"));
  dex_future_disown (
      dex_future_finally (coming, came_in_cb, g_object_ref (window), g_object_unref));
}

static void
take_in (GtkWidget *window, BureauMemory *memory, GdkFileList *given)
{
  g_autoptr (GListModel) files = bureau_intake_list_files (given);

  if (g_list_model_get_n_items (files) > 0)
    follow (window, memory, bureau_intake_files (memory, files));
}

/* Dropped ----------------------------------------------------------------------------------------
 */

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, BureauMemory *memory)
{
  GtkWidget *window = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));

  take_in (window, memory, g_value_get_boxed (value));
  return TRUE;
}

/**
 * bureau_intake_target_set_up:
 * @memory: the open workspace
 *
 * Lets files be dropped anywhere on the window.
 */
void
bureau_intake_target_set_up (GtkWidget *window, BureauMemory *memory)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), memory, 0);
  gtk_widget_add_controller (window, GTK_EVENT_CONTROLLER (target));
}

/* Pasted -----------------------------------------------------------------------------------------
 */

/* As much as a mail without attachments may have; more belongs into a file. */
#define MAX_TEXT_BYTES (1024 * 1024)

typedef struct
{
  GtkWidget *window;
  BureauMemory *memory;
} Paste;

static void
paste_free (Paste *self)
{
  g_clear_object (&self->window);
  g_clear_object (&self->memory);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Paste, paste_free)

static void
files_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Paste) self = data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value != NULL)
    take_in (self->window, self->memory, g_value_get_boxed (value));
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Paste) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text == NULL || *text == '\0')
    bureau_toast_say (self->window, _ ("There is nothing to paste that can come in."));
  else if (strlen (text) > MAX_TEXT_BYTES)
    bureau_toast_say (self->window,
                      _ ("This is more than 1 MB. Save it as a file and drop that on the window."));
  else
    follow (self->window, self->memory, bureau_intake_text (self->memory, text));
}

/**
 * bureau_intake_target_paste:
 * @memory: the open workspace
 *
 * Brings in what is on the clipboard: files, a mail, a form's JSON or words.
 */
void
bureau_intake_target_paste (GtkWidget *window, BureauMemory *memory)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (window);
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  Paste *paste = g_new0 (Paste, 1);

  paste->window = g_object_ref (window);
  paste->memory = g_object_ref (memory);
  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                    files_read_cb, paste);
  else
    gdk_clipboard_read_text_async (clipboard, NULL, text_read_cb, paste);
}
