/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All rows of a source as a file, however many there are: read, written and put in place on the
 * guard's thread, page by page. */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/error.h"
#include "base/json.h"
#include "views/csv.h"
#include "views/meaning.h"
#include "views/query.h"
#include "views/view.h"

#define PAGE 2000

typedef struct
{
  gatomicrefcount count;
  JsonObject *document; /* ours alone */
  JsonObject *values;
  char *source;
  char *key;
  char *path;
  char *part;  /* the file that is written */
  int file;    /* -1 once it is closed */
  GArray *ids; /* of all rows in their order; NULL where they are read by their place */
  guint page;  /* so many rows are asked for at once */
  guint done;
  gboolean is_done;
} Saving;

static void
saving_unref (gpointer data)
{
  Saving *self = data;

  if (!g_atomic_ref_count_dec (&self->count))
    return;
  if (self->file >= 0)
    close (self->file);
  if (self->part != NULL)
    g_unlink (self->part);
  g_clear_pointer (&self->document, json_object_unref);
  g_clear_pointer (&self->values, json_object_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_free (self->source);
  g_free (self->key);
  g_free (self->path);
  g_free (self->part);
  g_free (self);
}

static Saving *
saving_ref (Saving *self)
{
  g_atomic_ref_count_inc (&self->count);
  return self;
}

static JsonObject *
get_source (Saving *self)
{
  return bureau_view_find_in (self->document, "data", self->source);
}

static BureauViewQuery
make_query (Saving *self)
{
  return (BureauViewQuery){
    .source = self->source,
    .values = self->values,
    .key = self->ids != NULL ? self->key : NULL,
    .limit = self->page,
    .offset = self->done,
  };
}

/* Writing ----------------------------------------------------------------------------------------
 */

static gboolean
fail (const char *path, GError **error)
{
  int number = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number), "%s: %s", path,
               g_strerror (number));
  return FALSE;
}

static gboolean
write_text (Saving *self, GString *text, GError **error)
{
  gsize written = 0;

  while (written < text->len)
    {
      gssize n = write (self->file, text->str + written, text->len - written);

      if (n < 0 && errno != EINTR)
        return fail (self->path, error);
      written += n > 0 ? (gsize)n : 0;
    }
  return TRUE;
}

static gboolean
begin (Saving *self, GError **error)
{
  g_autoptr (GString) head = g_string_new (NULL);
  g_autofree char *part = g_strconcat (self->path, ".XXXXXX", NULL);

  self->file = g_mkstemp_full (part, O_WRONLY, 0644);
  if (self->file < 0)
    return fail (self->path, error);
  self->part = g_steal_pointer (&part);
  bureau_csv_append_head (head, get_source (self));
  return write_text (self, head, error);
}

/* Whole or not at all; g_file_replace() writes a new file under its own name from the start. */
static gboolean
put_in_place (Saving *self, GError **error)
{
  int file = self->file;

  if (fsync (file) != 0)
    return fail (self->path, error);
  self->file = -1; /* closed, also where that fails */
  if (close (file) != 0 || g_rename (self->part, self->path) != 0)
    return fail (self->path, error);
  g_clear_pointer (&self->part, g_free);
  self->is_done = TRUE;
  return TRUE;
}

/* Reading ----------------------------------------------------------------------------------------
 */

static gboolean
is_cut (JsonObject *answer)
{
  return bureau_json_get_boolean (answer, "truncated");
}

static JsonObject *
ask_for_ids (Saving *self, BureauGuard *guard, GArray *ids, GError **error)
{
  const BureauViewQuery query = make_query (self);

  return bureau_view_query_rows (guard, self->document, &query, ids, error);
}

/* Rows too large to come together are asked for anew, half as many at once. */
static JsonObject *
read_by_ids (Saving *self, BureauGuard *guard, GError **error)
{
  guint n = MIN (self->page, self->ids->len - self->done);
  g_autoptr (GArray) ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
  g_autoptr (JsonObject) answer = NULL;

  g_array_append_vals (ids, &g_array_index (self->ids, gint64, self->done), n);
  answer = ask_for_ids (self, guard, ids, error);
  while (answer != NULL && is_cut (answer) && ids->len > 1)
    {
      g_array_set_size (ids, ids->len / 2);
      self->page = ids->len;
      g_clear_pointer (&answer, json_object_unref);
      answer = ask_for_ids (self, guard, ids, error);
    }
  if (answer == NULL)
    return NULL;
  if (is_cut (answer))
    {
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
                           "Some rows are too large to be saved.");
      return NULL;
    }
  self->done += ids->len;
  return g_steal_pointer (&answer);
}

static JsonObject *
read_by_place (Saving *self, BureauGuard *guard, GError **error)
{
  const BureauViewQuery query = make_query (self);
  JsonObject *answer = bureau_view_query (guard, self->document, &query, error);
  JsonArray *rows = answer != NULL ? bureau_json_get_array (answer, "rows") : NULL;

  self->done += rows != NULL ? json_array_get_length (rows) : 0;
  return answer;
}

static gboolean
add_currency (BureauGuard *guard, JsonObject *answer, GError **error)
{
  g_autoptr (JsonObject) facts = bureau_guard_query (guard, "SELECT :currency", NULL, NULL, error);
  JsonArray *row;

  if (facts == NULL)
    return FALSE;
  row = json_array_get_array_element (bureau_json_get_array (facts, "rows"), 0);
  json_object_set_string_member (answer, "currency", json_array_get_string_element (row, 0));
  return TRUE;
}

static gboolean
write_rows (Saving *self, BureauGuard *guard, JsonObject *answer, GError **error)
{
  g_autoptr (BureauShownRows) rows = bureau_shown_rows_new (
      get_source (self), &(BureauShownWish){ .source = self->source });
  g_autoptr (GString) csv = g_string_new (NULL);

  if (!add_currency (guard, answer, error))
    return FALSE;
  bureau_shown_rows_take (rows, answer);
  for (guint row = 0; row < bureau_shown_rows_get_n (rows); row++)
    bureau_csv_append_row (csv, rows, row);
  return write_text (self, csv, error);
}

/* The ids tell where the next page begins without reading what is before it. */
static gboolean
begin_cb (BureauGuard *guard, gpointer data, GValue *result, GError **error)
{
  Saving *self = data;
  BureauViewQuery query = make_query (self);

  query.key = self->key;
  if (self->key != NULL)
    self->ids = bureau_view_query_order (guard, self->document, &query, NULL);
  g_value_init (result, G_TYPE_BOOLEAN);
  return begin (self, error);
}

static gboolean
page_cb (BureauGuard *guard, gpointer data, GValue *result, GError **error)
{
  Saving *self = data;
  guint before = self->done;
  g_autoptr (JsonObject) answer = self->ids != NULL ? read_by_ids (self, guard, error)
                                                    : read_by_place (self, guard, error);

  g_value_init (result, G_TYPE_BOOLEAN);
  if (answer == NULL || !write_rows (self, guard, answer, error))
    return FALSE;
  if (self->ids != NULL ? self->done < self->ids->len : self->done > before && is_cut (answer))
    return TRUE;
  return put_in_place (self, error);
}

typedef struct
{
  BureauMemory *memory;
  BureauProgress *progress;
  Saving *saving;
} Run;

static void
run_free (gpointer data)
{
  Run *self = data;

  g_clear_object (&self->memory);
  g_clear_object (&self->progress);
  g_clear_pointer (&self->saving, saving_unref);
  g_free (self);
}

static gboolean
step (Run *self, BureauGuardFunc func, GError **error)
{
  return bureau_progress_check (self->progress, error)
         && dex_await (
             bureau_memory_guard (self->memory, func, saving_ref (self->saving), saving_unref),
             error);
}

static DexFuture *
save_fiber (gpointer data)
{
  Run *self = data;
  g_autoptr (GError) error = NULL;
  gboolean goes_on = step (self, begin_cb, &error);

  while (goes_on && !self->saving->is_done)
    {
      goes_on = step (self, page_cb, &error);
      bureau_progress_set (self->progress, self->saving->done,
                           self->saving->ids != NULL ? self->saving->ids->len : 0);
    }
  return goes_on ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * bureau_view_save_csv:
 * @path: the file, in the place of one that is there
 * @progress: told how far it is; may be cancelled
 *
 * Writes all rows as bureau_view_to_csv() writes some.
 *
 * Returns: (transfer full): resolves once the file is there; rejects, leaving nothing behind, with
 *   %G_IO_ERROR_CANCELLED or why it cannot be read or written
 */
DexFuture *
bureau_view_save_csv (BureauMemory *memory, const BureauCsvWish *wish, const char *path,
                      BureauProgress *progress)
{
  Run *self = g_new0 (Run, 1);
  Saving *saving = g_new0 (Saving, 1);

  g_atomic_ref_count_init (&saving->count);
  saving->document = bureau_view_to_canonical (wish->document);
  saving->values = bureau_json_copy_object (wish->values);
  saving->source = g_strdup (wish->source);
  saving->key = g_strdup (bureau_view_get_key (get_source (saving)));
  saving->path = g_strdup (path);
  saving->file = -1;
  saving->page = PAGE;
  self->memory = g_object_ref (memory);
  self->progress = g_object_ref (progress);
  self->saving = saving;
  bureau_progress_begin (progress, BUREAU_PHASE_WRITING);
  return dex_scheduler_spawn (NULL, 0, save_fiber, self, run_free);
}
