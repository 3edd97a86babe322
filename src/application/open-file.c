/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "application/open-file.h"

#include "base/error.h"

typedef struct
{
  char *path;
  BureauMemoryFlags flags;
} File;

static void
file_free (gpointer data)
{
  File *self = data;

  g_free (self->path);
  g_free (self);
}

/* On the worker. */
static gboolean
open_file (gpointer data, GValue *result, GError **error)
{
  const File *file = data;
  g_autoptr (GError) failure = NULL;
  BureauMemory *memory = bureau_memory_open (file->path, file->flags, &failure);

  if ((file->flags & BUREAU_MEMORY_ENGINE) != 0
      && g_error_matches (failure, BUREAU_ERROR, BUREAU_ERROR_BUSY))
    {
      g_clear_error (&failure);
      memory = bureau_memory_open (file->path, file->flags & ~BUREAU_MEMORY_ENGINE, &failure);
    }
  if (memory == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  g_value_init (result, BUREAU_TYPE_MEMORY);
  g_value_take_object (result, memory);
  return TRUE;
}

/**
 * bureau_open_file:
 * @path: (type filename): a workspace's file
 * @flags: with %BUREAU_MEMORY_ENGINE, where another process runs the agents, this one is a window
 *   on its work instead
 *
 * Returns: (transfer full): a future of the #BureauMemory; rejects as bureau_memory_open() fails
 */
DexFuture *
bureau_open_file (BureauWorker *worker, const char *path, BureauMemoryFlags flags)
{
  File *file = g_new0 (File, 1);

  file->path = g_strdup (path);
  file->flags = flags;
  return bureau_worker_run (worker, open_file, file, file_free);
}
