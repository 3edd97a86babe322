/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/snapshot.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "memory/check.h"
#include "memory/lock.h"

/* So many pages are copied before it is said how far it is: some milliseconds' work. */
#define PAGES_PER_STEP 500

static const char *const side_files[] = { "-wal", "-shm", "-journal" };

static gboolean
fail (GError **error, BureauError code, const char *path, const char *sentence)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, BUREAU_ERROR, (int)code, "%s %s", shown, sentence);
  return FALSE;
}

static gboolean
fail_errno (GError **error, const char *path, int number)
{
  if (number == ENOSPC || number == EDQUOT)
    return fail (error, BUREAU_ERROR_FULL, path,
                 "was not written: the disk is full. Free some space and try again.");
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_READ_ONLY, "%s cannot be written: %s.", path,
               g_strerror (number));
  return FALSE;
}

static gboolean
flush (const char *path, int flags)
{
  int fd = open (path, flags | O_CLOEXEC);
  gboolean ok = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  return ok;
}

static gboolean
flush_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return flush (folder, O_RDONLY | O_DIRECTORY);
}

static void
remove_all (const char *path)
{
  g_unlink (path);
  for (guint i = 0; i < G_N_ELEMENTS (side_files); i++)
    {
      g_autofree char *side = g_strconcat (path, side_files[i], NULL);

      g_unlink (side);
    }
}

static void
step_through (sqlite3_backup *backup, BureauProgress *progress)
{
  int status = SQLITE_OK;

  while (status == SQLITE_OK && !bureau_progress_is_cancelled (progress))
    {
      status = sqlite3_backup_step (backup, PAGES_PER_STEP);
      bureau_progress_set (progress,
                           sqlite3_backup_pagecount (backup) - sqlite3_backup_remaining (backup),
                           sqlite3_backup_pagecount (backup));
    }
}

/* One read transaction over the whole source: equal to one commit, whatever
 * writers do meanwhile. */
static gboolean
copy_pages (BureauDatabase *from, BureauDatabase *to, BureauProgress *progress, GError **error)
{
  g_autofree char *name = NULL;
  sqlite3_backup *backup;

  if (!bureau_database_script (from, "BEGIN", error))
    return FALSE;
  name = bureau_database_text (from, NULL, "SELECT max (name) FROM sqlite_schema", "");
  backup = sqlite3_backup_init (bureau_database_get_handle (to), "main",
                                bureau_database_get_handle (from), "main");
  if (backup == NULL)
    return bureau_database_set_error (to, error);
  bureau_progress_begin (progress, BUREAU_PHASE_COPYING);
  step_through (backup, progress);
  return (sqlite3_backup_finish (backup) == SQLITE_OK || bureau_database_set_error (to, error))
         && bureau_progress_check (progress, error);
}

static gboolean
check_copy (BureauDatabase *copy, const char *from, BureauProgress *progress, GError **error)
{
  g_autofree char *verdict = NULL;

  bureau_progress_begin (progress, BUREAU_PHASE_CHECKING);
  bureau_database_follow (copy, progress);
  verdict = bureau_database_text (copy, NULL, "PRAGMA integrity_check (1)", "");
  if (g_strcmp0 (verdict, "ok") == 0)
    return TRUE;
  if (!bureau_progress_check (progress, error))
    return FALSE;
  return fail (error, BUREAU_ERROR_DAMAGED, from,
               "is damaged, so no copy was kept. Put an earlier backup in its place with "
               "“bureauctl restore”.");
}

/* The copy leaves WAL mode, so that it is one file that can be read from anywhere. */
static gboolean
write_copy (const char *from, const char *partial, BureauProgress *progress, GError **error)
{
  g_autoptr (BureauDatabase) source = bureau_database_open (from, BUREAU_DATABASE_READ, error);
  g_autoptr (BureauDatabase) copy = NULL;

  if (source == NULL)
    return FALSE;
  copy = bureau_database_open (partial, BUREAU_DATABASE_CREATE, error);
  return copy != NULL && copy_pages (source, copy, progress, error)
         && bureau_database_script (copy, "PRAGMA journal_mode = DELETE", error)
         && check_copy (copy, from, progress, error);
}

/* Leaves @partial as a checked and flushed copy, or nothing. */
static gboolean
make_partial (const char *from, const char *partial, BureauProgress *progress, GError **error)
{
  remove_all (partial);
  if (write_copy (from, partial, progress, error))
    {
      g_chmod (partial, 0600);
      if (flush (partial, O_RDONLY))
        return TRUE;
      fail_errno (error, partial, errno);
    }
  remove_all (partial);
  return FALSE;
}

static gboolean
move_over (const char *partial, const char *to, GError **error)
{
  if (g_rename (partial, to) == 0)
    {
      flush_folder (to);
      return TRUE;
    }
  fail_errno (error, to, errno);
  remove_all (partial);
  return FALSE;
}

/**
 * bureau_snapshot_copy:
 * @from: a workspace; may be in use
 * @to: the copy; replaced where it exists
 * @progress_or_null: (nullable): told how far it is; may be cancelled
 * @error: return location
 *
 * Copies a workspace through SQLite: whole, checked page by page, flushed, and only then under its
 * name. Blocks.
 *
 * Errors: %BUREAU_ERROR_DAMAGED (the source is), %BUREAU_ERROR_FULL, %BUREAU_ERROR_BUSY,
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: %FALSE with @error set, and @to as it was
 */
gboolean
bureau_snapshot_copy (const char *from, const char *to, BureauProgress *progress_or_null,
                      GError **error)
{
  g_autofree char *partial = g_strconcat (to, ".partial", NULL);

  return make_partial (from, partial, progress_or_null, error) && move_over (partial, to, error);
}

/* Folds the log into the file. A damaged file keeps its log; both are then put aside. */
static gboolean
settle (const char *workspace, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (BureauDatabase) database = bureau_database_open (workspace, BUREAU_DATABASE_WRITE,
                                                              &cause);
  g_autofree char *mode = NULL;

  if (database != NULL)
    mode = bureau_database_text (database, &cause, "PRAGMA journal_mode = DELETE", "");
  if (g_error_matches (cause, BUREAU_ERROR, BUREAU_ERROR_BUSY) || g_strcmp0 (mode, "wal") == 0)
    return fail (error, BUREAU_ERROR_BUSY, workspace,
                 "is in use by another program. Close it and try again.");
  return TRUE;
}

static char *
name_aside (const char *workspace)
{
  char *name = g_strconcat (workspace, ".before-restore", NULL);

  for (guint n = 2; g_file_test (name, G_FILE_TEST_EXISTS); n++)
    {
      g_free (name);
      name = g_strdup_printf ("%s.before-restore-%u", workspace, n);
    }
  return name;
}

/* The side files go first: a log that stayed would be read into the restored file. The file itself
 * gets a second name, so that there is always one under the first. */
static gboolean
put_aside (const char *workspace, GError **error)
{
  g_autofree char *aside = name_aside (workspace);

  for (guint i = 0; i < G_N_ELEMENTS (side_files); i++)
    {
      g_autofree char *from = g_strconcat (workspace, side_files[i], NULL);
      g_autofree char *to = g_strconcat (aside, side_files[i], NULL);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        return fail_errno (error, from, errno);
    }
  if (link (workspace, aside) == 0 || g_rename (workspace, aside) == 0)
    return TRUE;
  return fail_errno (error, aside, errno);
}

/* Takes the log of the file away with it; it is read into nothing any more. */
static gboolean
forget (const char *workspace)
{
  for (guint i = 0; i < G_N_ELEMENTS (side_files); i++)
    {
      g_autofree char *side = g_strconcat (workspace, side_files[i], NULL);

      g_unlink (side);
    }
  return TRUE;
}

typedef struct
{
  const char *snapshot;
  const char *workspace;
  BureauProgress *progress;
  gboolean keeps; /* what was there, under another name */
} Restore;

static gboolean
restore_locked (const Restore *self, GError **error)
{
  const char *workspace = self->workspace;
  g_autofree char *partial = g_strconcat (workspace, ".partial", NULL);
  gboolean exists = g_file_test (workspace, G_FILE_TEST_EXISTS);

  if (exists && !settle (workspace, error))
    return FALSE;
  if (!make_partial (self->snapshot, partial, self->progress, error))
    return FALSE;
  if (!exists || (self->keeps ? put_aside (workspace, error) : forget (workspace)))
    return move_over (partial, workspace, error);
  remove_all (partial);
  return FALSE;
}

static gboolean
is_same_file (const char *a, const char *b)
{
  GStatBuf first, second;

  return g_stat (a, &first) == 0 && g_stat (b, &second) == 0 && first.st_dev == second.st_dev
         && first.st_ino == second.st_ino;
}

static gboolean
restore (const Restore *self, GError **error)
{
  g_autoptr (BureauLock) lock = NULL;

  if (is_same_file (self->snapshot, self->workspace))
    return fail (error, BUREAU_ERROR_USAGE, self->snapshot,
                 "is the workspace itself. Name a backup.");
  if (!bureau_workspace_look_through (self->snapshot, self->progress, error))
    return FALSE;
  /* Its engine holds FILE.lock; any other connection is found by settle(). */
  lock = bureau_lock_take (self->workspace, error);
  return lock != NULL && restore_locked (self, error);
}

/**
 * bureau_snapshot_restore:
 * @snapshot: a copy that bureau_snapshot_copy() wrote
 * @workspace: where it goes; need not exist
 * @progress_or_null: (nullable): told how far it is; may be cancelled
 * @error: return location
 *
 * Puts a snapshot in a workspace's place. The snapshot is checked page by page first, and the file
 * that was there stays as FILE.before-restore. Nobody may have the workspace open. Blocks.
 *
 * Errors: as bureau_workspace_check() for @snapshot; %BUREAU_ERROR_BUSY, %BUREAU_ERROR_FULL,
 * %BUREAU_ERROR_READ_ONLY, %BUREAU_ERROR_USAGE (both are one file), %G_IO_ERROR_CANCELLED.
 *
 * Returns: %FALSE with @error set, and the workspace as it was
 */
gboolean
bureau_snapshot_restore (const char *snapshot, const char *workspace,
                         BureauProgress *progress_or_null, GError **error)
{
  return restore (&(Restore){ snapshot, workspace, progress_or_null, TRUE }, error);
}

/**
 * bureau_snapshot_replace:
 * @workspace: a file that holds nothing, or that is not wanted any more
 *
 * As bureau_snapshot_restore(), and nothing stays of what was there.
 *
 * Returns: %FALSE with @error set, and the workspace as it was
 */
gboolean
bureau_snapshot_replace (const char *snapshot, const char *workspace, GError **error)
{
  return restore (&(Restore){ snapshot, workspace, NULL, FALSE }, error);
}
