/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/worker.h"

#include <gio/gio.h>

/**
 * BureauWorker:
 *
 * A thread with a queue, for work that blocks: SQLite, GMime, libcurl. Work runs in the order it
 * was handed over, one piece at a time.
 */

typedef struct
{
  BureauWorkFunc func;
  gpointer data;
  GDestroyNotify destroy;
  DexPromise *promise;
} Work;

/* What the thread needs. It outlives the worker where the last reference goes on
 * the thread itself. */
typedef struct
{
  GMutex mutex;
  GCond changed;
  GQueue queue; /* of Work */
  gboolean stopping;
} Line;

struct _BureauWorker
{
  GObject parent_instance;

  Line *line;
  GThread *thread; /* guarded by line->mutex; NULL once joined */
  GThread *identity;
};

G_DEFINE_FINAL_TYPE (BureauWorker, bureau_worker, G_TYPE_OBJECT)

static void
work_free (Work *self)
{
  if (self->destroy != NULL)
    self->destroy (self->data);
  dex_clear (&self->promise);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, work_free)

/* The data go before the future is done, so that who awaits it finds nothing of them in use. */
static void
work_settle (Work *self, gboolean ok, GValue *result, GError *error)
{
  DexPromise *promise = g_steal_pointer (&self->promise);

  work_free (self);
  bureau_promise_settle (promise, ok, result, error);
}

static GError *
stopped_error (void)
{
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                              "The work was not begun, because Bureau is closing.");
}

static void
work_run (Work *self)
{
  GValue result = G_VALUE_INIT;
  GError *error = NULL;
  gboolean ok = self->func (self->data, &result, &error);

  work_settle (self, ok, &result, error);
}

static void
line_clear (Line *self)
{
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
}

static void
line_unref (Line *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify)line_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Line, line_unref)

static Work *
line_take (Line *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  while (self->queue.length == 0 && !self->stopping)
    g_cond_wait (&self->changed, &self->mutex);
  return g_queue_pop_head (&self->queue);
}

static gpointer
thread_main (gpointer data)
{
  g_autoptr (Line) line = data;
  Work *work = NULL;

  while ((work = line_take (line)) != NULL)
    work_run (work);
  return NULL;
}

/* The thread is woken once it can have the lock, or it would wait a second time. */
static gboolean
line_add (Line *self, Work *work)
{
  gboolean is_open;

  g_mutex_lock (&self->mutex);
  is_open = !self->stopping;
  if (is_open)
    g_queue_push_tail (&self->queue, work);
  g_mutex_unlock (&self->mutex);
  if (is_open)
    g_cond_signal (&self->changed);
  return is_open;
}

/* Closes the line and takes what was still waiting in it. */
static GThread *
line_close (BureauWorker *self, GQueue *left)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->line->mutex);

  self->line->stopping = TRUE;
  *left = self->line->queue;
  g_queue_init (&self->line->queue);
  g_cond_broadcast (&self->line->changed);
  return g_steal_pointer (&self->thread);
}

static void
bureau_worker_finalize (GObject *object)
{
  BureauWorker *self = BUREAU_WORKER (object);

  bureau_worker_stop (self);
  g_clear_pointer (&self->line, line_unref);

  G_OBJECT_CLASS (bureau_worker_parent_class)->finalize (object);
}

static void
bureau_worker_class_init (BureauWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bureau_worker_finalize;
}

static void
bureau_worker_init (BureauWorker *self)
{
  self->line = g_atomic_rc_box_new0 (Line);
  g_mutex_init (&self->line->mutex);
  g_cond_init (&self->line->changed);
  g_queue_init (&self->line->queue);
}

/**
 * bureau_worker_new:
 * @name: the thread's name, at most 15 bytes, as debuggers show it
 *
 * Starts a worker. The last unref stops it.
 *
 * Returns: (transfer full): a worker
 */
BureauWorker *
bureau_worker_new (const char *name)
{
  BureauWorker *self = g_object_new (BUREAU_TYPE_WORKER, NULL);

  self->thread = g_thread_new (name, thread_main, g_atomic_rc_box_acquire (self->line));
  self->identity = self->thread;
  return self;
}

/**
 * bureau_worker_run:
 * @self: a worker
 * @func: (scope async): blocking work
 * @data: handed to @func
 * @destroy: (nullable): frees @data; runs before the future is done, on the worker's thread or, for
 *   work that never began, on the thread that stops it
 *
 * Queues @func. May be called from any thread. Dropping the future does not take the work back.
 *
 * Errors: what @func set; %G_IO_ERROR_CANCELLED where the worker was stopped before.
 *
 * Returns: (transfer full): a future of what @func left in its result, or of %TRUE
 */
DexFuture *
bureau_worker_run (BureauWorker *self, BureauWorkFunc func, gpointer data, GDestroyNotify destroy)
{
  Work *work = NULL;
  DexPromise *promise = dex_promise_new ();

  g_return_val_if_fail (BUREAU_IS_WORKER (self), NULL);
  g_return_val_if_fail (func != NULL, NULL);

  work = g_new0 (Work, 1);
  work->func = func;
  work->data = data;
  work->destroy = destroy;
  work->promise = dex_ref (promise);

  if (!line_add (self->line, work))
    work_settle (work, FALSE, NULL, stopped_error ());
  return DEX_FUTURE (promise);
}

/**
 * bureau_worker_stop:
 * @self: a worker
 *
 * Refuses new work, rejects what is queued with %G_IO_ERROR_CANCELLED, and waits until what is
 * running has ended; called on the worker's own thread it does not wait. May be called again.
 */
void
bureau_worker_stop (BureauWorker *self)
{
  GQueue left = G_QUEUE_INIT;
  GThread *thread = NULL;
  Work *work = NULL;

  g_return_if_fail (BUREAU_IS_WORKER (self));

  thread = line_close (self, &left);
  while ((work = g_queue_pop_head (&left)) != NULL)
    work_settle (work, FALSE, NULL, stopped_error ());

  if (thread == NULL)
    return;
  if (bureau_worker_is_current (self))
    g_thread_unref (thread);
  else
    g_thread_join (thread);
}

/**
 * bureau_worker_is_current:
 * @self: a worker
 *
 * Returns: %TRUE on the worker's own thread; for assertions
 */
gboolean
bureau_worker_is_current (BureauWorker *self)
{
  return g_thread_self () == self->identity;
}

typedef struct
{
  DexPromise *promise;
  GValue result;
} Settled;

static void
settled_free (gpointer data)
{
  Settled *self = data;

  if (G_IS_VALUE (&self->result))
    g_value_unset (&self->result);
  dex_clear (&self->promise);
  g_free (self);
}

static gboolean
let_go_cb (gpointer data)
{
  return G_SOURCE_REMOVE;
}

/* JSON objects and arrays count their references without atomics: once somebody may await one, only
 * the main thread may let go of it. */
static void
let_go (Settled *settled)
{
  g_autoptr (GSource) source = NULL;

  if (!G_VALUE_HOLDS_BOXED (&settled->result) || g_main_context_is_owner (NULL))
    {
      settled_free (settled);
      return;
    }
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, let_go_cb, settled, settled_free);
  g_source_attach (source, NULL);
}

/**
 * bureau_promise_settle:
 * @promise: (transfer full): a promise, still pending
 * @ok: whether it went well
 * @result: (nullable) (transfer full): what to resolve to; where unset, %TRUE. Unset afterwards
 * @error: (nullable) (transfer full): why it did not go well
 *
 * Resolves @promise to @result, or rejects it with @error. May be called from any thread; a boxed
 * @result is awaited on the main thread, and nothing of it is touched here any more.
 */
void
bureau_promise_settle (DexPromise *promise, gboolean ok, GValue *result, GError *error)
{
  Settled *settled = NULL;

  g_return_if_fail (DEX_IS_PROMISE (promise));
  g_return_if_fail (ok || error != NULL);

  settled = g_new0 (Settled, 1);
  settled->promise = promise;
  if (result != NULL)
    {
      settled->result = *result;
      *result = (GValue)G_VALUE_INIT;
    }

  if (!ok)
    dex_promise_reject (promise, error);
  else if (G_IS_VALUE (&settled->result))
    dex_promise_resolve (promise, &settled->result);
  else
    dex_promise_resolve_boolean (promise, TRUE);
  let_go (settled);
}
