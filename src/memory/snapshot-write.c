/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "base/error.h"
#include "base/worker.h"
#include "memory/snapshot.h"

typedef struct
{
  char *from;
  char *to;
  BureauWorker *worker;
  BureauProgress *progress;
} Copy;

static void
copy_free (Copy *self)
{
  g_free (self->from);
  g_free (self->to);
  g_clear_object (&self->worker);
  g_clear_object (&self->progress);
  g_free (self);
}

static gboolean
copy_cb (gpointer data, GValue *result, GError **error)
{
  Copy *self = data;
  g_autofree char *folder = g_path_get_dirname (self->to);

  /* A folder that cannot be made is told by the copy that does not go into it. */
  g_mkdir_with_parents (folder, 0700);
  return bureau_snapshot_copy (self->from, self->to, self->progress, error);
}

/**
 * bureau_snapshot_write:
 * @memory: an open workspace
 * @path: the copy's file, which must not exist
 * @progress_or_null: (nullable): told how far it is; where it is cancelled there is no copy
 *
 * Writes a snapshot on a thread of its own, while the workspace is in use. Its folder is made where
 * there is none.
 *
 * Errors: as bureau_snapshot_copy(), and %BUREAU_ERROR_REFUSED where @path exists.
 *
 * Returns: (transfer full): resolves to %TRUE
 */
DexFuture *
bureau_snapshot_write (BureauMemory *memory, const char *path, BureauProgress *progress_or_null)
{
  GError *error = NULL;
  Copy *copy;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (&error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
                   "%s exists already. Name a new file.", path);
      return dex_future_new_for_error (error);
    }
  copy = g_new0 (Copy, 1);
  copy->from = g_strdup (bureau_memory_get_path (memory));
  copy->to = g_strdup (path);
  g_set_object (&copy->progress, progress_or_null);
  copy->worker = bureau_worker_new ("snapshot");
  return bureau_worker_run (copy->worker, copy_cb, copy, (GDestroyNotify)copy_free);
}
