/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a workspace is opened: what is looked at first, which threads it has, who tells it of
 * commits. */
#include "memory/memory-private.h"

#include "base/error.h"
#include "memory/act.h"
#include "memory/check.h"
#include "memory/journal.h"
#include "memory/secret.h"

/* On the writer's thread. */
static void
committed (gint64 newest, gpointer data)
{
  BureauMemory *self = data;

  bureau_news_add (self->news, newest);
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
    bureau_news_add (self->news, newest);
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

/* Before anything is spawned, also what connections name freely. */
static gboolean
take_secrets (BureauDatabase *database, GError **error)
{
  g_autoptr (BureauStatement) rows = bureau_database_prepare (
      database, "SELECT secret_env FROM bureau_connection WHERE secret_env <> ''", error);
  g_autoptr (GError) failure = NULL;

  if (rows == NULL)
    return FALSE;
  while (bureau_statement_step (rows, &failure))
    bureau_secret_take_variable (bureau_statement_text (rows, 0));
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
start_writer (BureauMemory *self, BureauMemoryFlags flags, GError **error)
{
  g_autoptr (BureauDatabase) database = bureau_database_open (self->path, BUREAU_DATABASE_WRITE,
                                                              error);
  gint64 newest;

  if (database == NULL || !set_up_writer (database, flags, error)
      || !take_secrets (database, error))
    return FALSE;
  newest = bureau_journal_newest (database, error);
  if (newest < 0)
    return FALSE;
  bureau_news_start (self->news, newest);
  self->writer = bureau_writer_new (g_steal_pointer (&database), committed, self);
  return TRUE;
}

/* Looks whether the file is sound, and brings it to our schema. */
static gboolean
prepare (const char *path, BureauMemoryFlags flags, GError **error)
{
  BureauCheckFlags check = BUREAU_CHECK_READ;

  if (!(flags & BUREAU_MEMORY_READ_ONLY))
    check |= BUREAU_CHECK_WRITE;
  if (flags & BUREAU_MEMORY_ENGINE)
    check |= BUREAU_CHECK_ENGINE;
  return bureau_workspace_check (path, check, error)
         && ((flags & BUREAU_MEMORY_READ_ONLY)
             || bureau_workspace_migrate (path, &bureau_schema_current, error));
}

static gboolean
take_lock (BureauMemory *self, BureauMemoryFlags flags, GError **error)
{
  if (!(flags & BUREAU_MEMORY_ENGINE))
    return TRUE;
  self->lock = bureau_lock_take (self->path, error);
  return self->lock != NULL;
}

static gboolean
start (BureauMemory *self, BureauMemoryFlags flags, GError **error)
{
  return prepare (self->path, flags, error) && take_lock (self, flags, error)
         && ((flags & BUREAU_MEMORY_READ_ONLY) || start_writer (self, flags, error));
}

/* A file that is of no use would be in the way of the next try; one that somebody else has opened
 * meanwhile is theirs. */
static gboolean
create (BureauMemory *self, BureauMemoryFlags flags, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (!bureau_workspace_create (self->path, error))
    return FALSE;
  if (start (self, flags, &failure))
    return TRUE;
  if (!g_error_matches (failure, BUREAU_ERROR, BUREAU_ERROR_BUSY))
    bureau_workspace_remove (self->path);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * bureau_memory_open:
 * @path: the workspace file
 * @flags: what is wanted
 *
 * Opens a workspace after it was checked; a file that is damaged, foreign or newer is an error of
 * its own and left untouched. One that was to be made is not there where it could not be opened.
 * Blocks for some milliseconds.
 *
 * Returns: (transfer full): the workspace, or %NULL with @error set
 */
BureauMemory *
bureau_memory_open (const char *path, BureauMemoryFlags flags, GError **error)
{
  g_autoptr (BureauMemory) self = g_object_new (BUREAU_TYPE_MEMORY, NULL);

  self->path = g_strdup (path);
  if (!(flags & BUREAU_MEMORY_CREATE ? create : start) (self, flags, error))
    return NULL;
  for (guint i = 0; i < BUREAU_MEMORY_READERS; i++)
    self->readers[i] = bureau_reader_new (path, "bureau-reader");
  self->guard = bureau_reader_new (path, "bureau-guard");
  self->watch = bureau_watch_new (path, look, self);
  return g_steal_pointer (&self);
}
