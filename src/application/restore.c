/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "application/restore.h"

#include "base/worker.h"
#include "memory/snapshot.h"

typedef struct
{
  DexFuture *closed;
  char *snapshot;
  char *workspace;
  BureauProgress *progress;
} Restore;

static void
restore_free (gpointer data)
{
  Restore *self = data;

  dex_clear (&self->closed);
  g_free (self->snapshot);
  g_free (self->workspace);
  g_clear_object (&self->progress);
  g_free (self);
}

/* On the worker. */
static gboolean
restore (gpointer data, GValue *result, GError **error)
{
  const Restore *self = data;

  return bureau_snapshot_restore (self->snapshot, self->workspace, self->progress, error);
}

static DexFuture *
restore_fiber (gpointer data)
{
  Restore *self = data;
  g_autoptr (BureauWorker) worker = bureau_worker_new ("bureau-restore");
  g_autoptr (GError) error = NULL;
  gboolean ok = dex_await (dex_ref (self->closed), &error)
                && dex_await (bureau_worker_run (worker, restore, self, NULL), &error);

  bureau_worker_stop (worker);
  return ok ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * bureau_restore_run:
 * @closed: (transfer full): resolves once this process has closed the workspace
 * @snapshot: (type filename): a copy of a workspace
 * @workspace: (type filename): the file whose place it takes
 * @progress: told how far it is; may be cancelled
 *
 * Puts a snapshot in the workspace's place, off the main thread.
 *
 * Returns: (transfer full): resolves once it is there; rejects as bureau_snapshot_restore() fails,
 *   with the workspace as it was
 */
DexFuture *
bureau_restore_run (DexFuture *closed, const char *snapshot, const char *workspace,
                    BureauProgress *progress)
{
  Restore *self = g_new0 (Restore, 1);

  self->closed = closed;
  self->snapshot = g_strdup (snapshot);
  self->workspace = g_strdup (workspace);
  self->progress = g_object_ref (progress);
  return dex_scheduler_spawn (NULL, 0, restore_fiber, self, restore_free);
}
