/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/blocking-write.h"

typedef struct
{
  BureauWriteFunc func;
  gpointer data;
  GMutex mutex;
  GCond settled;
  gboolean is_settled;
} Wait;

static gboolean
forward (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Wait *self = data;

  return self->func (transaction, self->data, result, error);
}

/* The writer lets go of its data only after the commit, or after it failed. */
static void
let_go (gpointer data)
{
  Wait *self = data;

  g_mutex_lock (&self->mutex);
  self->is_settled = TRUE;
  g_cond_signal (&self->settled);
  g_mutex_unlock (&self->mutex);
}

/**
 * bureau_blocking_write:
 * @func: the change, as for bureau_memory_write()
 *
 * Writes and returns only when the commit is on the disk. For a thread that blocks anyway, at a
 * moment when nothing may go on before: the end of a mail. Never on the main thread.
 *
 * Returns: %FALSE with @error set where it was not written
 */
gboolean
bureau_blocking_write (BureauMemory *memory, const BureauCause *cause, BureauWriteFunc func,
                       gpointer data, GError **error)
{
  Wait wait = { .func = func, .data = data };
  g_autoptr (DexFuture) future = NULL;
  gboolean ok;

  g_assert (!g_main_context_is_owner (NULL));

  g_mutex_init (&wait.mutex);
  g_cond_init (&wait.settled);
  future = bureau_memory_write (memory, cause, forward, &wait, let_go);
  g_mutex_lock (&wait.mutex);
  while (!wait.is_settled)
    g_cond_wait (&wait.settled, &wait.mutex);
  g_mutex_unlock (&wait.mutex);
  ok = dex_future_get_value (future, error) != NULL;
  g_mutex_clear (&wait.mutex);
  g_cond_clear (&wait.settled);

  return ok;
}
