/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/write.h"

#include "base/worker.h"

/**
 * bureau_waiter_init:
 *
 * Begins to wait; bureau_waiter_wait() ends it.
 */
void
bureau_waiter_init (BureauWaiter *self)
{
  *self = (BureauWaiter){ 0 };
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
}

static void
wake (BureauWaiter *self, GError *error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->error = error;
  self->is_settled = TRUE;
  g_cond_signal (&self->changed);
}

/**
 * bureau_waiter_wait:
 *
 * Stands still until the write is settled.
 *
 * Returns: %FALSE with @error set where nothing was written
 */
gboolean
bureau_waiter_wait (BureauWaiter *self, GError **error)
{
  g_mutex_lock (&self->mutex);
  while (!self->is_settled)
    g_cond_wait (&self->changed, &self->mutex);
  g_mutex_unlock (&self->mutex);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, self->error);
  return FALSE;
}

static void
drop_data (BureauWrite *self)
{
  if (self->destroy != NULL)
    self->destroy (self->data);
  self->destroy = NULL;
}

/**
 * bureau_write_new:
 * @cause: copied
 * @func: (nullable): the change
 * @destroy: (nullable): frees @data
 *
 * Returns: (transfer full): what is to be written; who waits for it is set by the caller
 */
BureauWrite *
bureau_write_new (const BureauCause *cause, BureauWriteFunc func, gpointer data,
                  GDestroyNotify destroy)
{
  BureauWrite *self = g_new0 (BureauWrite, 1);

  self->cause = (BureauCause){ g_strdup (cause->actor), g_strdup (cause->reason) };
  self->func = func;
  self->data = data;
  self->destroy = destroy;
  return self;
}

void
bureau_write_free (BureauWrite *self)
{
  drop_data (self);
  g_free ((char *)self->cause.actor);
  g_free ((char *)self->cause.reason);
  g_free (self->sql);
  bureau_write_forget (self);
  dex_clear (&self->promise);
  g_free (self);
}

/**
 * bureau_write_forget:
 *
 * Forgets what came of it, because it is to run again.
 */
void
bureau_write_forget (BureauWrite *self)
{
  g_clear_error (&self->error);
  if (G_IS_VALUE (&self->result))
    g_value_unset (&self->result);
}

/**
 * bureau_write_settle:
 *
 * Tells whoever waits what came of it. The data go before: who awaits it may share objects with
 * them.
 */
void
bureau_write_settle (BureauWrite *self)
{
  gboolean ok = self->error == NULL;

  drop_data (self);
  if (self->waiter != NULL)
    wake (self->waiter, g_steal_pointer (&self->error));
  else
    bureau_promise_settle (g_steal_pointer (&self->promise), ok, &self->result,
                           g_steal_pointer (&self->error));
}
