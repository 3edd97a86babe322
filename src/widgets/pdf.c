/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/pdf.h"

#include <cairo-pdf.h>

#include "base/error.h"
#include "base/json.h"
#include "base/worker.h"
#include "widgets/pdf-writer.h"

#define POINTS_AN_INCH 72.0

const BureauPdfSheet bureau_pdf_a4 = { 595.28, 841.89, 45 };

typedef struct
{
  BureauMemory *memory;
  JsonObject *document;
  JsonObject *values;
  char *path;
  BureauPdfSheet sheet;
  BureauPaper *paper;
  BureauProgress *progress;
} Job;

static void
job_free (Job *self)
{
  g_clear_object (&self->memory);
  g_clear_pointer (&self->document, json_object_unref);
  g_clear_pointer (&self->values, json_object_unref);
  g_free (self->path);
  g_clear_object (&self->paper);
  g_clear_object (&self->progress);
  g_free (self);
}

/* Drawing ----------------------------------------------------------------------------------------
 */

/* A font map of this thread's own; a point of the fonts is a point of the paper. */
static PangoContext *
make_context (void)
{
  g_autoptr (PangoFontMap) fonts = pango_cairo_font_map_new ();

  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (fonts), POINTS_AN_INCH);
  return pango_font_map_create_context (fonts);
}

static void
draw (Job *self, cairo_t *cr)
{
  PangoContext *context = make_context ();
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  BureauPdfWriter writer
      = { .context = context, .rows = rows, .width = self->sheet.width - 2 * self->sheet.margin };

  for (guint i = 0;
       i < bureau_paper_get_n_parts (self->paper) && !bureau_progress_is_cancelled (self->progress);
       i++)
    bureau_paper_write_part (self->paper, i, &bureau_pdf_writer, &writer);
  bureau_pdf_cut (&self->sheet, rows, BUREAU_PDF_GAP, cr, context, self->progress);
  g_clear_object (&context);
}

static cairo_status_t
append_cb (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

/* The file is written whole or not at all. */
static gboolean
work (gpointer data, GValue *result, GError **error)
{
  Job *self = data;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (
      append_cb, bytes, self->sheet.width, self->sheet.height);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  bureau_progress_begin (self->progress, BUREAU_PHASE_WRITING);
  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_4);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE,
                                  bureau_paper_get_title (self->paper));
  draw (self, cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID, "The pages cannot be drawn (%s).",
                   cairo_status_to_string (status));
      return FALSE;
    }
  return bureau_progress_check (self->progress, error)
         && g_file_set_contents (self->path, (const char *)bytes->data, bytes->len, error);
}

/* Saving -----------------------------------------------------------------------------------------
 */

static DexFuture *
save_fiber (gpointer data)
{
  Job *self = data;
  g_autoptr (BureauWorker) worker = NULL;
  g_autoptr (GError) error = NULL;

  self->paper = dex_await_object (
      bureau_paper_read (self->memory, self->document, self->values, self->progress), &error);
  if (self->paper == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  worker = bureau_worker_new ("bureau-pdf");
  dex_await (bureau_worker_run (worker, work, self, NULL), &error);
  bureau_worker_stop (worker);
  return error != NULL ? dex_future_new_for_error (g_steal_pointer (&error))
                       : dex_future_new_true ();
}

/**
 * bureau_pdf_save:
 * @document: a checked view
 * @values: what its parameters are set to
 * @sheet: the size of the paper
 * @progress_or_null: (nullable): told how far it is; where it is cancelled, no file is written
 *
 * Writes what a view shows onto pages, off the main thread.
 *
 * Returns: (transfer full): a future that resolves when the file is there, and rejects with
 *   %G_IO_ERROR_CANCELLED where it was cancelled
 */
DexFuture *
bureau_pdf_save (BureauMemory *memory, JsonObject *document, JsonObject *values, const char *path,
                 const BureauPdfSheet *sheet, BureauProgress *progress_or_null)
{
  Job *job = g_new0 (Job, 1);

  job->memory = g_object_ref (memory);
  job->document = bureau_json_copy_object (document);
  job->values = bureau_json_copy_object (values);
  job->path = g_strdup (path);
  job->sheet = *sheet;
  g_set_object (&job->progress, progress_or_null);
  return dex_scheduler_spawn (NULL, 0, save_fiber, job, (GDestroyNotify)job_free);
}
