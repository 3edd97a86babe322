/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/memory-private.h"

#include "base/error.h"
#include "memory/presence.h"

G_DEFINE_FINAL_TYPE (BureauMemory, bureau_memory, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

enum
{
  PROP_ENGINE_PID = 1,
  PROP_TROUBLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
tell (gint64 newest, gpointer data)
{
  g_signal_emit (data, signals[CHANGED], 0, newest);
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
  /* Without the guard nothing is read any more, also by whom an ending thread wakes. */
  g_clear_pointer (&self->guard, bureau_reader_free);
  for (guint i = 0; i < BUREAU_MEMORY_READERS; i++)
    g_clear_pointer (&self->readers[i], bureau_reader_free);
  g_clear_pointer (&self->writer, bureau_writer_free);
  bureau_news_close (self->news);
  g_clear_pointer (&self->lock, bureau_lock_free);
}

static void
bureau_memory_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BureauMemory *self = BUREAU_MEMORY (object);

  if (id == PROP_ENGINE_PID)
    g_value_set_int (value, bureau_presence_get_pid (self));
  else
    g_value_set_string (value, bureau_presence_get_trouble (self));
}

static void
bureau_memory_finalize (GObject *object)
{
  BureauMemory *self = BUREAU_MEMORY (object);

  bureau_memory_close (self);
  g_clear_pointer (&self->news, bureau_news_free);
  g_free (self->path);
  g_free (self->trouble);
  G_OBJECT_CLASS (bureau_memory_parent_class)->finalize (object);
}

static void
bureau_memory_class_init (BureauMemoryClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  G_OBJECT_CLASS (klass)->get_property = bureau_memory_get_property;
  G_OBJECT_CLASS (klass)->finalize = bureau_memory_finalize;
  properties[PROP_ENGINE_PID] = g_param_spec_int ("engine-pid", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_TROUBLE] = g_param_spec_string ("trouble", NULL, NULL, NULL, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
bureau_memory_init (BureauMemory *self)
{
  self->news = bureau_news_new (tell, self);
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
  return bureau_news_next (self->news);
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

static DexFuture *
queue (BureauMemory *self, BureauWrite *write)
{
  if (self->writer != NULL)
    return bureau_writer_queue (self->writer, write);
  bureau_write_free (write);
  return dex_future_new_reject (BUREAU_ERROR, BUREAU_ERROR_READ_ONLY,
                                "The workspace was opened for reading only.");
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
  return queue (self, bureau_write_new (cause, func, data, destroy));
}

/**
 * bureau_memory_write_unflushed:
 *
 * As bureau_memory_write(), for what is worked out again where it is lost: should the power fail
 * before the next bureau_memory_write(), which takes it to the disk along with its own, it never
 * was. Nothing outside may rest on it until then.
 *
 * Returns: (transfer full): resolves to what @func left in its result once the commit is visible
 */
DexFuture *
bureau_memory_write_unflushed (BureauMemory *self, const BureauCause *cause, BureauWriteFunc func,
                               gpointer data, GDestroyNotify destroy)
{
  BureauWrite *write = bureau_write_new (cause, func, data, destroy);

  write->is_unflushed = TRUE;
  return queue (self, write);
}

/**
 * bureau_memory_define:
 * @sql: DDL, an entry of its own before that of @func
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
  BureauWrite *write = bureau_write_new (cause, func, data, destroy);

  write->sql = g_strdup (sql);
  return queue (self, write);
}

/**
 * bureau_memory_write_blocking:
 * @func: the change, on the writer's thread
 *
 * Writes and returns only when the commit is on the disk. For a thread that blocks anyway, at a
 * moment when nothing may go on before: the end of a mail. Never on the main thread.
 *
 * Returns: %FALSE with @error set where it was not written
 */
gboolean
bureau_memory_write_blocking (BureauMemory *self, const BureauCause *cause, BureauWriteFunc func,
                              gpointer data, GError **error)
{
  g_assert (!g_main_context_is_owner (NULL));

  if (self->writer != NULL)
    return bureau_writer_block (self->writer, cause, func, data, error);
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_READ_ONLY,
                       "The workspace was opened for reading only.");
  return FALSE;
}

static BureauReader *
least_busy (BureauMemory *self)
{
  BureauReader *best = self->readers[0];

  for (guint i = 1; i < BUREAU_MEMORY_READERS; i++)
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
 * @func: reads, on a reader's thread with a connection that cannot write, and in one snapshot: all
 * that it reads was true at one moment
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
