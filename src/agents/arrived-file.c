/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks in memory by which each file of a watched folder is imported once. What was handled is kept
 * by path and stamp, so that a start does not read the whole folder again. What is being imported
 * is kept too: such a mark that is there at the start of an engine was left by a crash. */
#include "agents/arrived-file.h"

#include "channels/file-whole.h"

/* A second's work or more. */
#define LONG_BYTES (8 * 1000 * 1000)

#define COUNT_CRASHES                                                                              \
  "UPDATE bureau_scratch SET value = CAST(value AS INTEGER) + 1, updated_at = ?1"                  \
  " WHERE key GLOB 'begun:*'"

static void
clear_file (gpointer data)
{
  BureauArrivedFile *self = data;

  g_free (self->path);
  g_free (self->key);
  g_free (self->stamp);
  g_free (self->begun);
}

/**
 * bureau_arrived_files_list:
 * @paths: (array zero-terminated=1): files that are whole
 *
 * Returns: (transfer full) (element-type BureauArrivedFile): those that are still there, of which
 *   nothing was read from memory yet
 */
GArray *
bureau_arrived_files_list (const char *const *paths)
{
  GArray *files = g_array_new (FALSE, TRUE, sizeof (BureauArrivedFile));

  g_array_set_clear_func (files, clear_file);
  for (guint i = 0; paths[i]; i++)
    {
      BureauFileStamp stamp;
      BureauArrivedFile file = { 0 };

      if (!bureau_file_stamp_read (&stamp, paths[i]))
        continue;
      file.path = g_strdup (paths[i]);
      file.key = g_strconcat ("arrived:", paths[i], NULL);
      file.stamp = g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, stamp.modified,
                                    (gint64)stamp.size);
      file.is_long = stamp.size > LONG_BYTES;
      file.begun = g_strconcat ("begun:", file.stamp, ":", paths[i], NULL);
      g_array_append_val (files, file);
    }

  return files;
}

/**
 * bureau_arrived_file_read:
 *
 * Reads whether it was handled, and how often the program stopped in it.
 *
 * Returns: %FALSE with @error set where memory could not be read
 */
gboolean
bureau_arrived_file_read (BureauArrivedFile *self, BureauDatabase *database, GError **error)
{
  gint64 n = 0;

  if (!bureau_database_int (database, &n, error,
                            "SELECT 1 FROM bureau_scratch WHERE key = ?1 AND value = ?2", "ss",
                            self->key, self->stamp)
      || !bureau_database_int (database, &self->crashes, error,
                               "SELECT CAST(value AS INTEGER) FROM bureau_scratch WHERE key = ?1",
                               "s", self->begun))
    return FALSE;
  self->is_handled = n != 0;

  return TRUE;
}

/**
 * bureau_arrived_file_write_begun:
 *
 * Marks it, unless it was handled, as being imported.
 *
 * Returns: %FALSE with @error set where memory could not be written
 */
gboolean
bureau_arrived_file_write_begun (const BureauArrivedFile *self, BureauTransaction *transaction,
                                 GError **error)
{
  return self->is_handled
         || bureau_database_run (bureau_transaction_get_database (transaction), error,
                                 "INSERT INTO bureau_scratch VALUES (?1, ?2, '0')"
                                 " ON CONFLICT DO NOTHING",
                                 "ss", self->begun, bureau_transaction_get_time (transaction));
}

/**
 * bureau_arrived_file_write_end:
 *
 * Marks it as handled, unless it is set aside; in either case it is not being imported any more.
 *
 * Returns: %FALSE with @error set where memory could not be written
 */
gboolean
bureau_arrived_file_write_end (const BureauArrivedFile *self, BureauTransaction *transaction,
                               GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);

  if (self->is_handled)
    return TRUE;

  return bureau_database_run (database, error, "DELETE FROM bureau_scratch WHERE key = ?1", "s",
                              self->begun)
         && (self->is_aside
             || bureau_database_run (database, error,
                                     "INSERT INTO bureau_scratch VALUES (?1, ?2, ?3)"
                                     " ON CONFLICT (key) DO UPDATE SET value = excluded.value,"
                                     " updated_at = excluded.updated_at",
                                     "sss", self->key, bureau_transaction_get_time (transaction),
                                     self->stamp));
}

/**
 * bureau_arrived_file_forget:
 * @path: a file, from a watched folder or not
 *
 * Has it taken for one that was never handled.
 *
 * Returns: %FALSE with @error set where memory could not be written
 */
gboolean
bureau_arrived_file_forget (BureauTransaction *transaction, const char *path, GError **error)
{
  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "DELETE FROM bureau_scratch WHERE key = 'arrived:' || ?1", "s", path);
}

/**
 * bureau_arrived_files_count_crashes:
 *
 * At the engine's start: whatever was being imported when the program stopped may be why.
 *
 * Returns: %FALSE with @error set where memory could not be written
 */
gboolean
bureau_arrived_files_count_crashes (BureauTransaction *transaction, GError **error)
{
  return bureau_database_run (bureau_transaction_get_database (transaction), error, COUNT_CRASHES,
                              "s", bureau_transaction_get_time (transaction));
}
