/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/presence.h"

#include <unistd.h>

#include "memory/act.h"
#include "memory/memory-private.h"

/**
 * bureau_presence_get_pid:
 *
 * Returns: the process that ran the agents when it was last looked: this one, another, or 0 for
 *   none
 */
int
bureau_presence_get_pid (BureauMemory *memory)
{
  return memory->lock != NULL ? (int)getpid () : memory->engine_pid;
}

static void
set_pid (BureauMemory *memory, int pid)
{
  if (memory->engine_pid == pid)
    return;
  memory->engine_pid = pid;
  g_object_notify (G_OBJECT (memory), "engine-pid");
}

/* Looking ----------------------------------------------------------------------------------------
 */

static gboolean
find_owner (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  bureau_value_take_id (result, bureau_lock_get_owner (data));
  return TRUE;
}

static DexFuture *
look_fiber (gpointer data)
{
  BureauMemory *memory = data;
  g_autoptr (GError) error = NULL;
  gint64 pid = dex_await_int64 (
      bureau_memory_read (memory, find_owner, g_strdup (memory->path), g_free), &error);

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  set_pid (memory, memory->lock != NULL ? (int)getpid () : (int)pid);
  return dex_future_new_for_int64 (memory->engine_pid);
}

/**
 * bureau_presence_look:
 *
 * Looks who runs the agents now; nobody tells when another process ends.
 *
 * Returns: (transfer full): resolves to its pid, a #gint64; 0 where nobody does
 */
DexFuture *
bureau_presence_look (BureauMemory *memory)
{
  return dex_scheduler_spawn (NULL, 0, look_fiber, g_object_ref (memory), g_object_unref);
}

/* Taking -----------------------------------------------------------------------------------------
 */

typedef struct
{
  BureauMemory *memory;
  BureauLock *lock;
} Taking;

static void
taking_free (gpointer data)
{
  Taking *self = data;

  g_clear_pointer (&self->lock, bureau_lock_free);
  g_clear_object (&self->memory);
  g_free (self);
}

/* On the writer's thread: from now on it is this process that checkpoints. */
static gboolean
take_lock (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Taking *self = data;

  if (self->lock == NULL)
    self->lock = bureau_lock_take (self->memory->path, error);
  return self->lock != NULL
         && bureau_database_script (bureau_transaction_get_database (transaction),
                                    "PRAGMA wal_autocheckpoint = 2000", error);
}

static DexFuture *
take_fiber (gpointer data)
{
  Taking *self = data;
  const BureauCause cause = { "system", "start" };
  g_autoptr (GError) error = NULL;

  if (!dex_await (bureau_memory_write (self->memory, &cause, take_lock, self, NULL), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (self->memory->lock == NULL)
    self->memory->lock = g_steal_pointer (&self->lock);
  set_pid (self->memory, (int)getpid ());
  return dex_future_new_true ();
}

/**
 * bureau_presence_take:
 *
 * Makes this process the one that runs the agents of a workspace that it has open already; its
 * engine is for the caller to start.
 *
 * Errors: %BUREAU_ERROR_BUSY where another process is.
 *
 * Returns: (transfer full): resolves to %TRUE
 */
DexFuture *
bureau_presence_take (BureauMemory *memory)
{
  Taking *self;

  if (memory->lock != NULL)
    return dex_future_new_true ();
  self = g_new0 (Taking, 1);
  self->memory = g_object_ref (memory);
  return dex_scheduler_spawn (NULL, 0, take_fiber, self, taking_free);
}

/* Trouble ----------------------------------------------------------------------------------------
 */

/**
 * bureau_presence_get_trouble:
 *
 * Returns: (transfer none) (nullable): why the agents of this process cannot work now
 */
const char *
bureau_presence_get_trouble (BureauMemory *memory)
{
  return memory->trouble;
}

/**
 * bureau_presence_set_trouble:
 * @sentence_or_null: (nullable): why the agents cannot work, and what to do; %NULL once they can
 *
 * For whoever runs the engine. It is kept in no row: what keeps the engine from its work is often
 * that no row can be written.
 */
void
bureau_presence_set_trouble (BureauMemory *memory, const char *sentence_or_null)
{
  if (g_set_str (&memory->trouble, sentence_or_null))
    g_object_notify (G_OBJECT (memory), "trouble");
}
