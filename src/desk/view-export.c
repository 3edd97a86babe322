/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/view-export.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "desk/chooser.h"
#include "desk/printer.h"
#include "desk/progress-dialog.h"
#include "desk/toast.h"
#include "views/html.h"
#include "widgets/pdf.h"

typedef struct
{
  GtkWidget *body;
  BureauMemory *memory;
  JsonObject *document;
  JsonObject *values; /* what is set now */
} Export;

static void
export_free (gpointer data)
{
  Export *self = data;

  g_clear_object (&self->body);
  g_clear_object (&self->memory);
  g_clear_pointer (&self->document, json_object_unref);
  g_clear_pointer (&self->values, json_object_unref);
  g_free (self);
}

static void
start (BureauViewBody *body, BureauMemory *memory, DexFiberFunc fiber)
{
  BureauShownView *view = bureau_view_body_get_view (body);
  Export *self = g_new0 (Export, 1);

  self->body = g_object_ref (GTK_WIDGET (body));
  self->memory = g_object_ref (memory);
  self->document = json_object_ref (bureau_shown_view_get_document (view));
  self->values = json_object_ref (bureau_shown_view_get_values (view));
  dex_future_disown (dex_scheduler_spawn (NULL, 0, fiber, self, export_free));
}

static void
tell (Export *self, gboolean is_done, const GError *error)
{
  if (is_done)
    bureau_toast_say (self->body, _ ("Saved"));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    bureau_toast_say (self->body, error->message);
}

static void
replaced_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    dex_promise_resolve_boolean (promise, TRUE);
  else
    dex_promise_reject (promise, error);
}

/**
 * bureau_view_export_write:
 * @text: (transfer full):
 *
 * Returns: (transfer full): a future that resolves when the file has no other content than @text
 */
DexFuture *
bureau_view_export_write (const char *path, char *text)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));
  DexPromise *promise = dex_promise_new ();

  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                       replaced_cb, dex_ref (promise));
  return DEX_FUTURE (promise);
}

/* Pages ------------------------------------------------------------------------------------------
 */

static DexFuture *
make_page (Export *self, BureauProgress *progress)
{
  return bureau_progress_dialog_follow (
      self->body, _ ("Saving"), progress,
      bureau_view_to_html (self->memory, self->document, self->values, progress));
}

static DexFuture *
page_fiber (gpointer data)
{
  Export *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = dex_await_string (
      bureau_chooser_choose (self->body, BUREAU_CHOOSER_SAVE_PAGE), &error);
  g_autoptr (BureauProgress) progress = bureau_progress_new ();
  char *page = path != NULL ? dex_await_string (make_page (self, progress), &error) : NULL;

  tell (self, page != NULL && dex_await (bureau_view_export_write (path, page), &error), error);
  return NULL;
}

/**
 * bureau_view_export_page:
 * @body: what is seen
 *
 * Saves the view, as it is set now, as a page that stands alone.
 */
void
bureau_view_export_page (BureauViewBody *body, BureauMemory *memory)
{
  start (body, memory, page_fiber);
}

static DexFuture *
save_pdf (Export *self, const char *path, const char *says)
{
  g_autoptr (BureauProgress) progress = bureau_progress_new ();

  return bureau_progress_dialog_follow (
      self->body, says, progress,
      bureau_pdf_save (self->memory, self->document, self->values, path, &bureau_pdf_a4, progress));
}

static DexFuture *
pdf_fiber (gpointer data)
{
  Export *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = dex_await_string (
      bureau_chooser_choose (self->body, BUREAU_CHOOSER_SAVE_PDF), &error);

  tell (self, path != NULL && dex_await (save_pdf (self, path, _ ("Saving")), &error), error);
  return NULL;
}

/**
 * bureau_view_export_pdf:
 * @body: what is seen
 *
 * Saves the view, as it is set now, as PDF.
 */
void
bureau_view_export_pdf (BureauViewBody *body, BureauMemory *memory)
{
  start (body, memory, pdf_fiber);
}

/* Paper ------------------------------------------------------------------------------------------
 */

static DexFuture *
print_fiber (gpointer data)
{
  Export *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("bureau-print-XXXXXX", &error);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, "view.pdf", NULL) : NULL;

  if (path == NULL || !dex_await (save_pdf (self, path, _ ("Printing")), &error)
      || !dex_await (bureau_printer_print (self->body, path), &error))
    tell (self, FALSE, error);
  if (path != NULL)
    {
      g_unlink (path);
      g_rmdir (folder);
    }
  return NULL;
}

/**
 * bureau_view_export_print:
 * @body: what is seen
 *
 * Lets a person print the view as it is set now.
 */
void
bureau_view_export_print (BureauViewBody *body, BureauMemory *memory)
{
  start (body, memory, print_fiber);
}
