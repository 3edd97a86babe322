/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/memory.h"

#include "base/error.h"
#include "memory/act.h"
#include "memory/check.h"
#include "memory/journal.h"
#include "memory/lock.h"
#include "memory/reader.h"
#include "memory/watch.h"
#include "memory/writer.h"

#define N_READERS 2

struct _BureauMemory
{
  GObject parent_instance;

  char *path;
  BureauLock *lock;
  BureauWriter *writer;
  BureauReader *readers[N_READERS];
  BureauReader *guard;
  BureauWatch *watch;
  GMutex mutex; /* guards the two below */
  gint64 newest;
  guint told_source;
  gint64 told;
  gboolean looking;
  DexPromise *next_change;
};

G_DEFINE_FINAL_TYPE (BureauMemory, bureau_memory, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
tell_cb (gpointer data)
{
  g_autoptr (BureauMemory) self = g_object_ref (data);
  gint64 newest;

  g_mutex_lock (&self->mutex);
  newest = self->newest;
  self->told_source = 0;
  g_mutex_unlock (&self->mutex);
  if (newest > self->told)
    {
      g_autoptr (DexPromise) next = g_steal_pointer (&self->next_change);

      self->told = newest;
      if (next != NULL)
        dex_promise_resolve_int64 (next, newest);
      g_signal_emit (self, signals[CHANGED], 0, newest);
    }
  return G_SOURCE_REMOVE;
}

/* From any thread; several commits between two turns of the main loop are told as one. */
static void
committed (gint64 newest_entry, gpointer data)
{
  BureauMemory *self = data;

  g_mutex_lock (&self->mutex);
  self->newest = MAX (self->newest, newest_entry);
  if (self->told_source == 0 && self->newest > self->told)
    self->told_source = g_idle_add_full (G_PRIORITY_DEFAULT, tell_cb, self, NULL);
  g_mutex_unlock (&self->mutex);
}

static gboolean
read_newest (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  gint64 newest = bureau_journal_newest (database, error);

  if (newest < 0)
    return FALSE;
  bureau_value_take_id (result, newest);
  return TRUE;
}

static DexFuture *
looked (DexFuture *future, gpointer data)
{
  BureauMemory *self = data;
  g_autoptr (GError) error = NULL;
  gint64 newest = dex_await_int64 (dex_ref (future), &error);

  self->looking = FALSE;
  if (error == NULL && self->watch != NULL)
    committed (newest, self);
  return dex_future_new_true ();
}

static void
look (gpointer data)
{
  BureauMemory *self = data;

  if (self->looking)
    return;
  self->looking = TRUE;
  dex_future_disown (dex_future_finally (bureau_memory_read (self, read_newest, NULL, NULL), looked,
                                         g_object_ref (self), g_object_unref));
}

/**
 * bureau_memory_close:
 *
 * Finishes what is queued, stops the threads and closes the file. May run twice. Whoever closes it
 * last puts the write-ahead log back into the file.
 */
void
bureau_memory_close (BureauMemory *self)
{
  g_clear_pointer (&self->watch, bureau_watch_free);
  for (guint i = 0; i < N_READERS; i++)
    g_clear_pointer (&self->readers[i], bureau_reader_free);
  g_clear_pointer (&self->guard, bureau_reader_free);
  g_clear_pointer (&self->writer, bureau_writer_free);
  g_clear_handle_id (&self->told_source, g_source_remove);
  g_clear_pointer (&self->lock, bureau_lock_free);
  if (self->next_change != NULL)
    dex_promise_reject (self->next_change, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED,
                                                                "The workspace is closed."));
  dex_clear (&self->next_change);
}

static void
bureau_memory_finalize (GObject *object)
{
  BureauMemory *self = BUREAU_MEMORY (object);

  bureau_memory_close (self);
  g_free (self->path);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (bureau_memory_parent_class)->finalize (object);
}

static void
bureau_memory_class_init (BureauMemoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bureau_memory_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
bureau_memory_init (BureauMemory *self)
{
  g_mutex_init (&self->mutex);
}

/* Only the engine checkpoints; the page cache is the writer's whole working set at our sizes. */
static gboolean
set_up_writer (BureauDatabase *database, BureauMemoryFlags flags, GError **error)
{
  const char *checkpoint = flags & BUREAU_MEMORY_ENGINE ? "PRAGMA wal_autocheckpoint = 2000"
                                                        : "PRAGMA wal_autocheckpoint = 0";

  return bureau_database_script (database,
                                 "PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;"
                                 "PRAGMA cache_size = -8192; PRAGMA journal_size_limit = 67108864;",
                                 error)
         && bureau_database_script (database, checkpoint, error);
}

static gboolean
start_writer (BureauMemory *self, BureauMemoryFlags flags, GError **error)
{
  g_autoptr (BureauDatabase) database = bureau_database_open (self->path, BUREAU_DATABASE_WRITE,
                                                              error);

  if (database == NULL || !set_up_writer (database, flags, error))
    return FALSE;
  self->newest = self->told = bureau_journal_newest (database, error);
  if (self->newest < 0)
    return FALSE;
  self->writer = bureau_writer_new (g_steal_pointer (&database), committed, self);
  return TRUE;
}

/* Makes the file, looks whether it is sound, and brings it to our schema. */
static gboolean
prepare (const char *path, BureauMemoryFlags flags, GError **error)
{
  BureauCheckFlags check = BUREAU_CHECK_READ;

  if (!(flags & BUREAU_MEMORY_READ_ONLY))
    check |= BUREAU_CHECK_WRITE;
  if (flags & BUREAU_MEMORY_ENGINE)
    check |= BUREAU_CHECK_ENGINE;
  if ((flags & BUREAU_MEMORY_CREATE) && !bureau_workspace_create (path, error))
    return FALSE;
  return bureau_workspace_check (path, check, error)
         && ((flags & BUREAU_MEMORY_READ_ONLY)
             || bureau_workspace_migrate (path, &bureau_schema_current, error));
}

/**
 * bureau_memory_open:
 * @path: the workspace file
 * @flags: what is wanted
 *
 * Opens a workspace after it was checked; a file that is damaged, foreign or newer is an error of
 * its own and left untouched. Blocks for some milliseconds.
 *
 * Returns: (transfer full): the workspace, or %NULL with @error set
 */
BureauMemory *
bureau_memory_open (const char *path, BureauMemoryFlags flags, GError **error)
{
  g_autoptr (BureauMemory) self = g_object_new (BUREAU_TYPE_MEMORY, NULL);

  self->path = g_strdup (path);
  if (!prepare (path, flags, error))
    return NULL;
  if (flags & BUREAU_MEMORY_ENGINE)
    self->lock = bureau_lock_take (path, error);
  if ((flags & BUREAU_MEMORY_ENGINE) && self->lock == NULL)
    return NULL;
  if (!(flags & BUREAU_MEMORY_READ_ONLY) && !start_writer (self, flags, error))
    return NULL;
  for (guint i = 0; i < N_READERS; i++)
    self->readers[i] = bureau_reader_new (path, "bureau-reader");
  self->guard = bureau_reader_new (path, "bureau-guard");
  self->watch = bureau_watch_new (path, look, self);
  return g_steal_pointer (&self);
}

/**
 * bureau_memory_next_change:
 *
 * For fibers that wait for a row: take the future, look, then await it.
 *
 * Returns: (transfer full): resolves to the newest entry, a #gint64, with the next news of a commit
 */
DexFuture *
bureau_memory_next_change (BureauMemory *self)
{
  if (self->next_change == NULL)
    self->next_change = dex_promise_new ();
  return dex_ref (DEX_FUTURE (self->next_change));
}

/**
 * bureau_memory_get_path:
 *
 * Returns: (transfer none): the workspace file
 */
const char *
bureau_memory_get_path (BureauMemory *self)
{
  return self->path;
}

/**
 * bureau_memory_default_path:
 *
 * Returns: (transfer full): `$XDG_DATA_HOME/bureau/workspace.bureau`
 */
char *
bureau_memory_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "bureau", "workspace.bureau", NULL);
}

/**
 * bureau_memory_is_engine:
 *
 * Returns: whether this process runs the agents of the workspace
 */
gboolean
bureau_memory_is_engine (BureauMemory *self)
{
  return self->lock != NULL;
}

/**
 * bureau_memory_write:
 * @cause: who and why; copied
 * @func: the change, on the writer's thread
 * @destroy: frees @data, on the writer's thread
 *
 * Runs a transaction after all that were queued before it.
 *
 * Returns: (transfer full): resolves to what @func left in its result once the
 * commit is on the disk
 */
DexFuture *
bureau_memory_write (BureauMemory *self, const BureauCause *cause, BureauWriteFunc func,
                     gpointer data, GDestroyNotify destroy)
{
  return bureau_memory_define (self, cause, NULL, func, data, destroy);
}

/**
 * bureau_memory_define:
 * @sql: (nullable): DDL, an entry of its own before that of @func
 * @func: (nullable): what goes with it in the same commit
 *
 * Changes the schema of the workspace's collections.
 *
 * Returns: (transfer full): as bureau_memory_write()
 */
DexFuture *
bureau_memory_define (BureauMemory *self, const BureauCause *cause, const char *sql,
                      BureauWriteFunc func, gpointer data, GDestroyNotify destroy)
{
  if (self->writer != NULL)
    return bureau_writer_queue (self->writer, cause, sql, func, data, destroy);
  if (destroy != NULL)
    destroy (data);
  return dex_future_new_reject (BUREAU_ERROR, BUREAU_ERROR_READ_ONLY,
                                "The workspace was opened for reading only.");
}

static BureauReader *
least_busy (BureauMemory *self)
{
  BureauReader *best = self->readers[0];

  for (guint i = 1; i < N_READERS; i++)
    if (bureau_reader_get_load (self->readers[i]) < bureau_reader_get_load (best))
      best = self->readers[i];
  return best;
}

static DexFuture *
is_closed (gpointer data, GDestroyNotify destroy)
{
  if (destroy != NULL)
    destroy (data);
  return dex_future_new_reject (BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE, "The workspace is closed.");
}

/**
 * bureau_memory_read:
 * @func: reads, on a reader's thread with a connection that cannot write
 * @destroy: frees @data
 *
 * Returns: (transfer full): resolves to what @func left in its result
 */
DexFuture *
bureau_memory_read (BureauMemory *self, BureauReadFunc func, gpointer data, GDestroyNotify destroy)
{
  if (self->guard == NULL)
    return is_closed (data, destroy);
  return bureau_reader_read (least_busy (self), func, data, destroy);
}

/**
 * bureau_memory_guard:
 * @func: runs on the guard's thread
 * @destroy: frees @data
 *
 * For SQL that is not in our own source.
 *
 * Returns: (transfer full): resolves to what @func left in its result
 */
DexFuture *
bureau_memory_guard (BureauMemory *self, BureauGuardFunc func, gpointer data,
                     GDestroyNotify destroy)
{
  if (self->guard == NULL)
    return is_closed (data, destroy);
  return bureau_reader_guard (self->guard, func, data, destroy);
}
