/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/writer.h"

#include "memory/pen.h"

/* Enough that one flush serves many, few enough that nobody waits long for their answer. */
#define GROUP_MAX 256

/* Who waited for one group goes on at once and soon has more to write: a moment's patience makes
 * one flush of many small ones. It ends as soon as half of them are back, so that they are written
 * while the others still work, and a write that comes later never waits. */
#define GATHER_US 200
#define SOON_US 5000

struct _BureauWriter
{
  BureauPen pen;
  BureauCommitFunc committed;
  gpointer committed_data;
  GMutex mutex; /* guards what follows, up to the thread */
  GCond changed;
  GQueue queue; /* of BureauWrite, for the thread */
  GQueue turn;  /* of BureauWrite, from this turn of the main loop */
  gboolean is_ending;
  GThread *thread;
  GSource *turn_end; /* the main thread's; set while @turn has any */
};

static gboolean
wait_for_writes (BureauWriter *self, guint n_served)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  gint64 served = g_get_monotonic_time (), now;

  while (self->queue.length == 0 && !self->is_ending)
    g_cond_wait (&self->changed, &self->mutex);
  now = g_get_monotonic_time ();
  while (now - served < SOON_US && self->queue.length < n_served / 2 && !self->is_ending
         && g_cond_wait_until (&self->changed, &self->mutex, now + GATHER_US))
    ;
  return self->queue.length > 0;
}

/* Whatever is queued by now goes into one group; DDL goes alone. */
static GPtrArray *
collect (BureauWriter *self)
{
  GPtrArray *group = g_ptr_array_new_with_free_func ((GDestroyNotify)bureau_write_free);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  BureauWrite *next = g_queue_peek_head (&self->queue);
  gboolean is_alone = next->sql != NULL;

  do
    {
      g_ptr_array_add (group, g_queue_pop_head (&self->queue));
      next = g_queue_peek_head (&self->queue);
    }
  while (!is_alone && next != NULL && next->sql == NULL && group->len < GROUP_MAX);
  return group;
}

static void
run (BureauWriter *self, GPtrArray *group)
{
  gint64 newest_entry = 0;

  if (bureau_pen_write (&self->pen, group, &newest_entry))
    self->committed (newest_entry, self->committed_data);
  for (guint i = 0; i < group->len; i++)
    bureau_write_settle (g_ptr_array_index (group, i));
}

static gpointer
write_thread (gpointer data)
{
  BureauWriter *self = data;
  guint n_served = 0;

  while (wait_for_writes (self, n_served))
    {
      g_autoptr (GPtrArray) group = collect (self);

      n_served = group->len;
      run (self, group);
    }
  return NULL;
}

/* Ids go on above what stands in the journal, also where the clock was set back since: which
 * attempt of a delivery was the last is read from them. */
static gint64
newest_id (BureauDatabase *database)
{
  gint64 id = 0;

  bureau_database_int (database, &id, NULL, "SELECT max(record) FROM bureau_journal_item", "");
  return id;
}

/**
 * bureau_writer_new:
 * @database: (transfer full): the connection that writes
 * @committed: called on the writer's thread after each commit with the journal's newest entry
 *
 * Starts the writer's thread.
 *
 * Returns: (transfer full): free with bureau_writer_free()
 */
BureauWriter *
bureau_writer_new (BureauDatabase *database, BureauCommitFunc committed, gpointer data)
{
  BureauWriter *self = g_new0 (BureauWriter, 1);

  self->pen = (BureauPen){
    .database = database,
    .changes = bureau_changes_new (database),
    .last_id = newest_id (database),
  };
  self->committed = committed;
  self->committed_data = data;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  self->thread = g_thread_new ("bureau-writer", write_thread, self);
  return self;
}

/* Hands over what the turn has so far, and behind it @last; the thread is woken once for all, when
 * it can have the lock. */
static void
push (BureauWriter *self, BureauWrite *last_or_null)
{
  BureauWrite *next = NULL;

  g_mutex_lock (&self->mutex);
  while ((next = g_queue_pop_head (&self->turn)) != NULL)
    g_queue_push_tail (&self->queue, next);
  if (last_or_null != NULL)
    g_queue_push_tail (&self->queue, last_or_null);
  g_mutex_unlock (&self->mutex);
  g_cond_signal (&self->changed);
}

static gboolean
turn_end_cb (gpointer data)
{
  BureauWriter *self = data;

  g_clear_pointer (&self->turn_end, g_source_unref);
  push (self, NULL);
  return G_SOURCE_REMOVE;
}

/* What the main thread asks for in one turn of its loop goes into one group: handed over one by
 * one, the first would be written alone and the others would wait for its flush. */
static void
push_at_turn_end (BureauWriter *self, BureauWrite *write)
{
  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->turn, write);
  g_mutex_unlock (&self->mutex);
  if (self->turn_end != NULL)
    return;
  self->turn_end = g_idle_source_new ();
  g_source_set_priority (self->turn_end, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->turn_end, turn_end_cb, self, NULL);
  g_source_attach (self->turn_end, NULL);
}

/**
 * bureau_writer_free:
 *
 * Finishes what is queued, ends the thread and closes the connection.
 */
void
bureau_writer_free (BureauWriter *self)
{
  if (self->turn_end != NULL)
    g_source_destroy (self->turn_end);
  g_clear_pointer (&self->turn_end, g_source_unref);
  g_mutex_lock (&self->mutex);
  self->is_ending = TRUE;
  g_mutex_unlock (&self->mutex);
  push (self, NULL);
  g_thread_join (self->thread);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  bureau_changes_free (self->pen.changes);
  bureau_database_close (self->pen.database);
  g_free (self);
}

/**
 * bureau_writer_queue:
 * @write: (transfer full): the change
 *
 * Queues a transaction, in order with all others.
 *
 * Returns: (transfer full): resolves after its commit
 */
DexFuture *
bureau_writer_queue (BureauWriter *self, BureauWrite *write)
{
  DexPromise *promise = dex_promise_new ();

  write->promise = promise;
  dex_ref (promise);
  if (g_main_context_is_owner (NULL))
    push_at_turn_end (self, write);
  else
    push (self, write);
  return DEX_FUTURE (promise);
}

/**
 * bureau_writer_block:
 * @func: the change
 *
 * Queues a transaction, in order with all others, and stands still until it is durable.
 *
 * Returns: %FALSE with @error set where nothing was written
 */
gboolean
bureau_writer_block (BureauWriter *self, const BureauCause *cause, BureauWriteFunc func,
                     gpointer data, GError **error)
{
  BureauWaiter waiter;
  BureauWrite *write = bureau_write_new (cause, func, data, NULL);

  bureau_waiter_init (&waiter);
  write->waiter = &waiter;
  push (self, write);
  return bureau_waiter_wait (&waiter, error);
}
