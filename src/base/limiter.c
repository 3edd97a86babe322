/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/limiter.h"

#include <gio/gio.h>

/**
 * BureauLimiter:
 *
 * Lets at most so many fibers of the main context in at once; the others wait in
 * the order they came.
 */
struct _BureauLimiter
{
  GObject parent_instance;

  GQueue waiting; /* of DexPromise */
  guint limit;
  guint n_inside;
};

G_DEFINE_FINAL_TYPE (BureauLimiter, bureau_limiter, G_TYPE_OBJECT)

/* A waiter whose future was dropped or whose fiber was cancelled has its cancellable cancelled. */
static gboolean
is_abandoned (DexPromise *waiter)
{
  return g_cancellable_is_cancelled (dex_promise_get_cancellable (waiter));
}

static void
admit (BureauLimiter *self)
{
  while (self->n_inside < self->limit && self->waiting.length > 0)
    {
      g_autoptr (DexPromise) waiter = g_queue_pop_head (&self->waiting);

      if (is_abandoned (waiter))
        continue;
      self->n_inside++;
      dex_promise_resolve_boolean (waiter, TRUE);
    }
}

static DexFuture *
admitted_cb (DexFuture *entered, gpointer data)
{
  return dex_ref (entered);
}

static void
bureau_limiter_dispose (GObject *object)
{
  BureauLimiter *self = BUREAU_LIMITER (object);
  DexPromise *waiter = NULL;

  while ((waiter = g_queue_pop_head (&self->waiting)) != NULL)
    {
      dex_promise_reject (waiter, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                                       "Nothing is admitted any more."));
      dex_clear (&waiter);
    }

  G_OBJECT_CLASS (bureau_limiter_parent_class)->dispose (object);
}

static void
bureau_limiter_class_init (BureauLimiterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bureau_limiter_dispose;
}

static void
bureau_limiter_init (BureauLimiter *self)
{
  g_queue_init (&self->waiting);
}

/**
 * bureau_limiter_new:
 * @limit: how many may be inside at once; 0 lets nobody in
 *
 * Returns: (transfer full): a limiter
 */
BureauLimiter *
bureau_limiter_new (guint limit)
{
  BureauLimiter *self = g_object_new (BUREAU_TYPE_LIMITER, NULL);

  self->limit = limit;
  return self;
}

/**
 * bureau_limiter_set_limit:
 * @self: a limiter
 * @limit: how many may be inside at once; 0 lets nobody in
 *
 * Takes effect at once: more are admitted, or nobody until enough have left.
 */
void
bureau_limiter_set_limit (BureauLimiter *self, guint limit)
{
  g_return_if_fail (BUREAU_IS_LIMITER (self));

  self->limit = limit;
  admit (self);
}

/**
 * bureau_limiter_enter:
 * @self: a limiter
 *
 * Waits for a place, first come first served. Who was admitted must call [method@Limiter.leave]
 * once. A future that is dropped before it is done holds no place.
 *
 * Errors: %G_IO_ERROR_CANCELLED where the limiter goes away meanwhile.
 *
 * Returns: (transfer full): a future of %TRUE
 */
DexFuture *
bureau_limiter_enter (BureauLimiter *self)
{
  DexPromise *waiter = NULL;

  g_return_val_if_fail (BUREAU_IS_LIMITER (self), NULL);

  if (self->n_inside < self->limit)
    {
      self->n_inside++;
      return dex_future_new_true ();
    }

  waiter = dex_promise_new_cancellable ();
  g_queue_push_tail (&self->waiting, dex_ref (waiter));

  /* A promise does not notice that its last holder let go; the block chained to it does. */
  return dex_future_then (DEX_FUTURE (waiter), admitted_cb, NULL, NULL);
}

/**
 * bureau_limiter_leave:
 * @self: a limiter
 *
 * Gives the place to who waits longest.
 */
void
bureau_limiter_leave (BureauLimiter *self)
{
  g_return_if_fail (BUREAU_IS_LIMITER (self));
  g_return_if_fail (self->n_inside > 0);

  self->n_inside--;
  admit (self);
}
