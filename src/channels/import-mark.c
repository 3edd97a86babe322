/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/import-mark.h"

#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "channels/file-whole.h"
#include "memory/scratch.h"

/* One that nobody took up again for so long is nobody's. */
#define FORGET                                                                                     \
  "DELETE FROM bureau_scratch WHERE key = ?1 OR (key GLOB 'import:*'"                              \
  " AND julianday(updated_at) < julianday(?2) - 30)"

/* What a request brought in to the end is known until the request has its answer, which takes its
 * scratch rows away: cut off in between, it is done again. */
#define KEEP                                                                                       \
  "UPDATE OR REPLACE bureau_scratch SET key = ?2 || ':import'"                                     \
  " WHERE key = ?1 AND ?2 LIKE 'request:%'"

#define READ                                                                                       \
  "SELECT value FROM bureau_scratch WHERE key IN (?1, ?2 || ':import') ORDER BY key = ?1 LIMIT 1"

/**
 * bureau_import_mark_make:
 * @paths: (array zero-terminated=1): the files
 * @into: the collection of the records
 *
 * Looks at the files, so it belongs onto a worker.
 *
 * Returns: (transfer full): what the same import has again: the same files, unchanged, in the same
 *   order, into the same collection
 */
char *
bureau_import_mark_make (const char *const *paths, const char *into)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (sum, (const guchar *)into, (gssize)strlen (into) + 1);
  for (; *paths != NULL; paths++)
    {
      BureauFileStamp stamp = { 0 };
      g_autofree char *path = g_canonicalize_filename (*paths, NULL);
      g_autofree char *line = NULL;

      bureau_file_stamp_read (&stamp, path);
      line = g_strdup_printf ("%s:%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, path, stamp.size,
                              stamp.modified);
      g_checksum_update (sum, (const guchar *)line, (gssize)strlen (line) + 1);
    }

  return g_strconcat ("import:", g_checksum_get_string (sum), NULL);
}

/* A line for each of the newest batches, newest first: what is done with it, and its last record.
 */
#define LINE "%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT
#define KEPT 32 /* batches that may be taken back one after the other */

/* Who took back what came in wants it again. */
static gboolean
is_there (BureauDatabase *database, const char *into, gint64 record)
{
  g_autofree char *sql = g_strdup_printf ("SELECT EXISTS (SELECT 1 FROM \"%s\" WHERE id = ?1)",
                                          into);
  gint64 found = 0;

  return bureau_database_int (database, &found, NULL, sql, "i", record) && found != 0;
}

/* Only what lies behind the newest batch that stands is wanted: what came before it and was taken
 * back stays away.
 *
 * Returns: (transfer full) (nullable): the lines from there on, none where nothing came in before
 */
static char **
read_standing (BureauTransaction *transaction, const char *mark, const char *into, GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  g_autoptr (JsonArray) rows = bureau_database_rows (
      database, error, READ, "ss", mark, bureau_transaction_get_cause (transaction)->reason);
  g_auto (GStrv) lines = NULL;
  guint first = 0;
  gint64 done, record;

  if (rows == NULL)
    return NULL;
  if (json_array_get_length (rows) == 0)
    return g_new0 (char *, 1);
  lines = g_strsplit (bureau_json_get_string (json_array_get_object_element (rows, 0), "value"),
                      "\n", KEPT);
  while (
      lines[first] != NULL
      && !(sscanf (lines[first], LINE, &done, &record) == 2 && is_there (database, into, record)))
    first++;

  return g_strdupv (lines + first);
}

/**
 * bureau_import_mark_read:
 * @into: the collection of the records
 * @n_done: (out): how many things of the files were dealt with before
 *
 * Returns: %FALSE with @error set where it could not be read
 */
gboolean
bureau_import_mark_read (BureauTransaction *transaction, const char *mark, const char *into,
                         gint64 *n_done, GError **error)
{
  g_auto (GStrv) lines = read_standing (transaction, mark, into, error);

  if (lines == NULL)
    return FALSE;
  *n_done = lines[0] != NULL ? g_ascii_strtoll (lines[0], NULL, 10) : 0;
  return TRUE;
}

/**
 * bureau_import_mark_write:
 * @into: the collection of the records
 * @n_done: how many things of the files are dealt with now
 * @last_record: the newest record of them
 *
 * Returns: %FALSE with @error set where it could not be written
 */
gboolean
bureau_import_mark_write (BureauTransaction *transaction, const char *mark, const char *into,
                          gint64 n_done, gint64 last_record, GError **error)
{
  g_auto (GStrv) before = read_standing (transaction, mark, into, error);
  g_autoptr (GString) value = g_string_new (NULL);

  if (before == NULL)
    return FALSE;
  g_string_printf (value, LINE, n_done, last_record);
  for (guint i = 0; before[i] != NULL && i < KEPT - 1; i++)
    g_string_append_printf (value, "\n%s", before[i]);

  return bureau_scratch_set (transaction, mark, value->str, error);
}

static gboolean
forget (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  const char *reason = bureau_transaction_get_cause (transaction)->reason;

  return bureau_database_run (database, error, KEEP, "ss", data, reason)
         && bureau_database_run (database, error, FORGET, "ss", data,
                                 bureau_transaction_get_time (transaction));
}

/**
 * bureau_import_mark_forget:
 *
 * The import came to its end: done again it brings everything in again.
 *
 * Returns: (transfer full): resolves to %TRUE
 */
DexFuture *
bureau_import_mark_forget (BureauMemory *memory, const BureauCause *cause, const char *mark)
{
  return bureau_memory_write (memory, cause, forget, g_strdup (mark), g_free);
}
