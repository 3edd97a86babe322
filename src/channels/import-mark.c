/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/import-mark.h"

#include <string.h>

#include "base/json.h"
#include "channels/file-whole.h"
#include "memory/scratch.h"

/* A row for each batch: how many things were dealt with then, which its key ends in, and its newest
 * record. */
#define ROWS "key > ?1 || ':' AND key < ?1 || ';'"

/* One that nobody took up again for so long is nobody's. */
#define FORGET                                                                                     \
  "DELETE FROM bureau_scratch WHERE (" ROWS ") OR (key GLOB 'import:*'"                            \
  " AND julianday(updated_at) < julianday(?2) - 30)"

/* What a request brought in to the end is known until the request has its answer, which takes its
 * scratch rows away: cut off in between, it is done again. */
#define KEEP                                                                                       \
  "UPDATE OR REPLACE bureau_scratch SET key = ?2 || ':import:' || substr(key, length(?1) + 2)"     \
  " WHERE " ROWS " AND ?2 LIKE 'request:%'"

/* Batches that lie behind the newest that stands. */
#define TAKEN_BACK "DELETE FROM bureau_scratch WHERE " ROWS " AND key > ?2"

/* The newest batch that stands: who took back what came in wants it again, and only what lies
 * behind that batch; what came before it and was taken back stays away. */
#define STANDING                                                                                   \
  "SELECT key FROM bureau_scratch WHERE " ROWS                                                     \
  " AND EXISTS (SELECT 1 FROM \"%s\" WHERE id = CAST(bureau_scratch.value AS INTEGER)) ORDER BY "  \
  "key DESC LIMIT 1"

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

static gboolean
find_standing (BureauDatabase *database, const char *prefix, const char *into, char **key,
               GError **error)
{
  g_autofree char *sql = g_strdup_printf (STANDING, into);
  g_autoptr (JsonArray) rows = bureau_database_rows (database, error, sql, "s", prefix);

  if (rows != NULL && json_array_get_length (rows) > 0)
    *key = g_strdup (bureau_json_get_string (json_array_get_object_element (rows, 0), "key"));
  return rows != NULL;
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
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  g_autofree char *kept = g_strconcat (bureau_transaction_get_cause (transaction)->reason,
                                       ":import", NULL);
  g_autofree char *key = NULL;

  if (!find_standing (database, mark, into, &key, error)
      || (key == NULL && !find_standing (database, kept, into, &key, error)))
    return FALSE;
  *n_done = key != NULL ? g_ascii_strtoll (strrchr (key, ':') + 1, NULL, 10) : 0;
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
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  g_autofree char *record = g_strdup_printf ("%" G_GINT64_FORMAT, last_record);
  g_autofree char *standing = NULL, *key = NULL;

  if (!find_standing (database, mark, into, &standing, error))
    return FALSE;
  key = g_strdup_printf ("%s:%019" G_GINT64_FORMAT, mark, n_done);

  return bureau_database_run (database, error, TAKEN_BACK, "ss", mark,
                              standing != NULL ? standing : mark)
         && bureau_scratch_set (transaction, key, record, error);
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
