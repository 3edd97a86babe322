/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/writer.h"

#include "memory/pen.h"

/* Enough that one flush serves many, few enough that nobody waits long for their answer. */
#define GROUP_MAX 256

/* Who waited for one group goes on at once and soon has more to write: a moment's patience makes
 * one flush of many small ones. A write that comes alone never waits. */
#define GATHER_US 200

struct _BureauWriter
{
  BureauPen pen;
  BureauCommitFunc committed;
  gpointer committed_data;
  GAsyncQueue *queue;
  GQueue turn;       /* of BureauWrite, from this turn of the main loop; under the queue's lock */
  GSource *turn_end; /* the main thread's; set while @turn has any */
  GThread *thread;
};

static BureauWrite stop; /* queued by bureau_writer_free(); never run */

static void
write_free (gpointer write)
{
  if (write != &stop)
    bureau_write_free (write);
}

/* Whatever is queued by now goes into one group; DDL goes alone. */
static BureauWrite *
collect (BureauWriter *self, GPtrArray *group, BureauWrite *first)
{
  BureauWrite *next = NULL;

  g_ptr_array_add (group, first);
  if (first->sql != NULL)
    return NULL;
  while (group->len < GROUP_MAX && (next = g_async_queue_try_pop (self->queue)) != NULL)
    {
      if (next->sql != NULL || next == &stop)
        return next;
      g_ptr_array_add (group, next);
    }
  return NULL;
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
  BureauWrite *next = NULL;
  guint n_served = 0;

  while ((next = next != NULL ? next : g_async_queue_pop (self->queue)) != &stop)
    {
      g_autoptr (GPtrArray) group = g_ptr_array_new_with_free_func (write_free);

      if (n_served > 1)
        g_usleep (GATHER_US);
      next = collect (self, group, next);
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

  self->pen = (BureauPen){ database, bureau_changes_new (database), newest_id (database) };
  self->committed = committed;
  self->committed_data = data;
  self->queue = g_async_queue_new_full (write_free);
  self->thread = g_thread_new ("bureau-writer", write_thread, self);
  return self;
}

static void
push_turn (BureauWriter *self)
{
  BureauWrite *next = NULL;

  while ((next = g_queue_pop_head (&self->turn)) != NULL)
    g_async_queue_push_unlocked (self->queue, next);
}

static void
push (BureauWriter *self, BureauWrite *write)
{
  g_async_queue_lock (self->queue);
  push_turn (self);
  g_async_queue_push_unlocked (self->queue, write);
  g_async_queue_unlock (self->queue);
}

static gboolean
turn_end_cb (gpointer data)
{
  BureauWriter *self = data;

  g_clear_pointer (&self->turn_end, g_source_unref);
  g_async_queue_lock (self->queue);
  push_turn (self);
  g_async_queue_unlock (self->queue);
  return G_SOURCE_REMOVE;
}

/* What the main thread asks for in one turn of its loop goes into one group: handed over one by
 * one, the first would be written alone and the others would wait for its flush. */
static void
push_at_turn_end (BureauWriter *self, BureauWrite *write)
{
  g_async_queue_lock (self->queue);
  g_queue_push_tail (&self->turn, write);
  g_async_queue_unlock (self->queue);
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
  push (self, &stop);
  g_thread_join (self->thread);
  g_async_queue_unref (self->queue);
  bureau_changes_free (self->pen.changes);
  bureau_database_close (self->pen.database);
  g_free (self);
}

/**
 * bureau_writer_queue:
 * @sql: (nullable): DDL to run first, in an entry of its own
 * @func: (nullable): the change
 *
 * Queues a transaction, in order with all others.
 *
 * Returns: (transfer full): resolves after the commit that made it durable
 */
DexFuture *
bureau_writer_queue (BureauWriter *self, const BureauCause *cause, const char *sql,
                     BureauWriteFunc func, gpointer data, GDestroyNotify destroy)
{
  BureauWrite *write = bureau_write_new (cause, func, data);
  DexPromise *promise = dex_promise_new ();

  write->sql = g_strdup (sql);
  write->destroy = destroy;
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
  BureauWrite *write = bureau_write_new (cause, func, data);

  bureau_waiter_init (&waiter);
  write->waiter = &waiter;
  push (self, write);
  return bureau_waiter_wait (&waiter, error);
}
