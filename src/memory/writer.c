/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/writer.h"

#include "base/error.h"
#include "base/failpoint.h"
#include "base/worker.h"
#include "memory/search.h"
#include "memory/transaction-private.h"

/* Enough that one flush serves many, few enough that nobody waits long for their answer. */
#define GROUP_MAX 256

/* Who waited for one group goes on at once and soon has more to write: a moment's patience makes
 * one flush of many small ones. A write that comes alone never waits. */
#define GATHER_US 200

/* A thread that stands still until its write is settled. */
typedef struct
{
  GMutex mutex;
  GCond changed;
  gboolean is_settled;
  GError *error;
} Waiter;

typedef struct
{
  BureauCause cause;
  char *sql; /* DDL, or NULL */
  BureauWriteFunc func;
  gpointer data;
  GDestroyNotify destroy;
  DexPromise *promise;
  Waiter *waiter; /* instead of a promise */
  GValue result;
  GError *error;
} Write;

struct _BureauWriter
{
  BureauDatabase *database;
  BureauChanges *changes;
  BureauCommitFunc committed;
  gpointer committed_data;
  GAsyncQueue *queue;
  GQueue turn;       /* of Write, from this turn of the main loop; under the queue's lock */
  GSource *turn_end; /* the main thread's; set while @turn has any */
  GThread *thread;
  gint64 last_id;
};

static Write stop; /* queued by bureau_writer_free(); never run */

static void
drop_data (Write *self)
{
  if (self->destroy != NULL)
    self->destroy (self->data);
  self->destroy = NULL;
}

static void
write_free (Write *self)
{
  if (self == &stop)
    return;
  drop_data (self);
  g_free ((char *)self->cause.actor);
  g_free ((char *)self->cause.reason);
  g_free (self->sql);
  g_clear_error (&self->error);
  if (G_IS_VALUE (&self->result))
    g_value_unset (&self->result);
  dex_clear (&self->promise);
  g_free (self);
}

static void
waiter_wake (Waiter *self, GError *error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->error = error;
  self->is_settled = TRUE;
  g_cond_signal (&self->changed);
}

static void
waiter_wait (Waiter *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  while (!self->is_settled)
    g_cond_wait (&self->changed, &self->mutex);
}

/* The data go before the future is done: who awaits it may share objects with them. */
static void
settle (Write *self)
{
  gboolean ok = self->error == NULL;

  drop_data (self);
  if (self->waiter != NULL)
    {
      waiter_wake (self->waiter, g_steal_pointer (&self->error));
      return;
    }
  bureau_promise_settle (g_steal_pointer (&self->promise), ok, &self->result,
                         g_steal_pointer (&self->error));
}

static void
begin (BureauWriter *self, BureauTransaction *transaction, Write *write)
{
  bureau_transaction_begin (transaction, self->database, self->changes, &write->cause,
                            &self->last_id);
}

/* DDL stands in an entry of its own, before the entry of what the function then writes. */
static gboolean
define (BureauWriter *self, Write *write, BureauJournalHead *head)
{
  BureauTransaction transaction;
  gboolean ok;

  if (write->sql == NULL)
    return TRUE;
  if (!bureau_database_script (self->database, write->sql, &write->error))
    return FALSE;
  begin (self, &transaction, write);
  ok = bureau_journal_append_schema (&transaction, head, write->sql, &write->error);
  bureau_transaction_end (&transaction);
  return ok;
}

static gboolean
perform (BureauWriter *self, Write *write, BureauJournalHead *head)
{
  BureauTransaction transaction;
  gboolean ok;

  if (!define (self, write, head))
    return FALSE;
  if (write->func == NULL)
    return TRUE;
  begin (self, &transaction, write);
  ok = write->func (&transaction, write->data, &write->result, &write->error)
       && bureau_journal_append (&transaction, head, &write->error);
  bureau_transaction_end (&transaction);
  return ok;
}

typedef void (*Performance) (BureauWriter *self, Write *write, BureauJournalHead *head);

static void
perform_plainly (BureauWriter *self, Write *write, BureauJournalHead *head)
{
  if (!perform (self, write, head) && write->error == NULL)
    g_set_error_literal (&write->error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                         "The change was refused.");
}

static void
perform_in_savepoint (BureauWriter *self, Write *write, BureauJournalHead *head)
{
  BureauJournalHead before = *head;

  if (!bureau_database_run (self->database, &write->error, "SAVEPOINT one", ""))
    return;
  perform_plainly (self, write, head);
  if (write->error == NULL
      && bureau_database_run (self->database, &write->error, "RELEASE one", ""))
    return;
  *head = before;
  bureau_database_run (self->database, NULL, "ROLLBACK TO one", "");
  bureau_database_run (self->database, NULL, "RELEASE one", "");
}

static void
fail_all (GPtrArray *group, const GError *error)
{
  for (guint i = 0; i < group->len; i++)
    {
      Write *write = g_ptr_array_index (group, i);

      if (write->error == NULL)
        write->error = g_error_copy (error);
    }
}

static void
forget_all (GPtrArray *group)
{
  for (guint i = 0; i < group->len; i++)
    {
      Write *write = g_ptr_array_index (group, i);

      g_clear_error (&write->error);
      if (G_IS_VALUE (&write->result))
        g_value_unset (&write->result);
    }
}

/* A full disk can roll the whole transaction back under our feet; then nothing of the group is
 * saved. Without savepoints one refusal ends the group, with @error unset: it has to run again. */
static gboolean
perform_group (BureauWriter *self, GPtrArray *group, Performance performance,
               BureauJournalHead *head, GError **error)
{
  if (!bureau_database_run (self->database, error, "BEGIN IMMEDIATE", "")
      || !bureau_journal_read_head (self->database, head, error))
    return FALSE;
  for (guint i = 0; i < group->len; i++)
    {
      Write *write = g_ptr_array_index (group, i);

      performance (self, write, head);
      if (sqlite3_get_autocommit (bureau_database_get_handle (self->database)))
        {
          g_propagate_error (error, g_error_copy (write->error));
          return FALSE;
        }
      if (write->error != NULL && performance == perform_plainly)
        return FALSE;
    }
  if (!bureau_search_tell_news (self->database, error))
    return FALSE;
  bureau_failpoint ("commit");
  return bureau_database_run (self->database, error, "COMMIT", "");
}

static void
roll_back (BureauWriter *self)
{
  if (!sqlite3_get_autocommit (bureau_database_get_handle (self->database)))
    bureau_database_run (self->database, NULL, "ROLLBACK", "");
}

/* Almost every change succeeds, so the group runs without savepoints first: each would copy the
 * pages that others of the group changed before. Where one is refused, the group runs again with
 * them, and only that one is undone.
 */
static void
run_group (BureauWriter *self, GPtrArray *group)
{
  g_autoptr (GError) error = NULL;
  BureauJournalHead head = { 0 };
  gboolean ok = perform_group (self, group, perform_plainly, &head, &error);

  if (!ok && error == NULL)
    {
      roll_back (self);
      forget_all (group);
      ok = perform_group (self, group, perform_in_savepoint, &head, &error);
    }
  if (ok)
    self->committed (head.entry, self->committed_data);
  else
    {
      fail_all (group, error);
      roll_back (self);
    }
  for (guint i = 0; i < group->len; i++)
    settle (g_ptr_array_index (group, i));
}

/* Whatever is queued by now goes into one group; DDL goes alone. */
static Write *
collect (BureauWriter *self, GPtrArray *group, Write *first)
{
  Write *next = NULL;

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

static gpointer
write_thread (gpointer data)
{
  BureauWriter *self = data;
  Write *next = NULL;
  guint n_served = 0;

  while ((next = next != NULL ? next : g_async_queue_pop (self->queue)) != &stop)
    {
      g_autoptr (GPtrArray) group = g_ptr_array_new_with_free_func ((GDestroyNotify)write_free);

      if (n_served > 1)
        g_usleep (GATHER_US);
      next = collect (self, group, next);
      n_served = group->len;
      run_group (self, group);
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

  self->database = database;
  self->changes = bureau_changes_new (database);
  self->committed = committed;
  self->committed_data = data;
  self->last_id = newest_id (database);
  self->queue = g_async_queue_new_full ((GDestroyNotify)write_free);
  self->thread = g_thread_new ("bureau-writer", write_thread, self);
  return self;
}

static void
push_turn (BureauWriter *self)
{
  Write *next = NULL;

  while ((next = g_queue_pop_head (&self->turn)) != NULL)
    g_async_queue_push_unlocked (self->queue, next);
}

static void
push (BureauWriter *self, Write *write)
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
push_at_turn_end (BureauWriter *self, Write *write)
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
  bureau_changes_free (self->changes);
  bureau_database_close (self->database);
  g_free (self);
}

static Write *
write_new (const BureauCause *cause, BureauWriteFunc func, gpointer data)
{
  Write *self = g_new0 (Write, 1);

  self->cause = (BureauCause){ g_strdup (cause->actor), g_strdup (cause->reason) };
  self->func = func;
  self->data = data;
  return self;
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
  Write *write = write_new (cause, func, data);
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
  Waiter waiter = { 0 };
  Write *write = write_new (cause, func, data);

  g_mutex_init (&waiter.mutex);
  g_cond_init (&waiter.changed);
  write->waiter = &waiter;
  push (self, write);
  waiter_wait (&waiter);
  g_mutex_clear (&waiter.mutex);
  g_cond_clear (&waiter.changed);
  if (waiter.error == NULL)
    return TRUE;
  g_propagate_error (error, waiter.error);
  return FALSE;
}
