/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/reader.h"

#include "base/worker.h"

struct _BureauReader
{
  char *path;
  BureauWorker *worker;
  BureauDatabase *database;
  BureauGuard *guard;
  int n_asked;
  int n_waiting;
  int n_covered; /* the newest job that had been asked when the snapshot was taken */
};

typedef struct
{
  BureauReader *reader;
  BureauReadFunc read;
  BureauGuardFunc guard;
  gpointer data;
  GDestroyNotify destroy;
  int number;
} Job;

static Job *
job_new (BureauReader *reader, gpointer data, GDestroyNotify destroy)
{
  Job *job = g_new0 (Job, 1);

  job->reader = reader;
  job->data = data;
  job->destroy = destroy;
  job->number = g_atomic_int_add (&reader->n_asked, 1) + 1;
  g_atomic_int_inc (&reader->n_waiting);
  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_atomic_int_add (&job->reader->n_waiting, -1);
  if (job->destroy != NULL)
    job->destroy (job->data);
  g_free (job);
}

static gboolean
is_reading (BureauReader *self)
{
  return sqlite3_get_autocommit (bureau_database_get_handle (self->database)) == 0;
}

static void
end (BureauReader *self)
{
  if (self->database != NULL && is_reading (self))
    bureau_database_run (self->database, NULL, "COMMIT", "");
}

/* Each commit of the writer costs a reader its cached pages. So the jobs that had been asked when a
 * snapshot was taken share it; whoever asks later sees what was committed until then. */
static gboolean
begin (BureauReader *self, Job *job, GError **error)
{
  if (self->database == NULL)
    self->database = bureau_database_open (self->path, BUREAU_DATABASE_READ, error);
  if (self->database == NULL)
    return FALSE;
  if (is_reading (self) && job->number - self->n_covered <= 0)
    return TRUE;
  end (self);
  self->n_covered = g_atomic_int_get (&self->n_asked);
  return bureau_database_run (self->database, error, "BEGIN", "");
}

static gboolean
run_read (gpointer data, GValue *result, GError **error)
{
  Job *job = data;
  BureauReader *self = job->reader;
  gboolean ok = begin (self, job, error) && job->read (self->database, job->data, result, error);

  if (job->number - self->n_covered >= 0 || bureau_reader_get_load (self) == 1)
    end (self);
  return ok;
}

static gboolean
run_guard (gpointer data, GValue *result, GError **error)
{
  Job *job = data;
  BureauReader *self = job->reader;

  if (self->guard == NULL)
    self->guard = bureau_guard_new (self->path, error);
  return self->guard != NULL && job->guard (self->guard, job->data, result, error);
}

/**
 * bureau_reader_new:
 * @path: the workspace file
 * @name: of the thread
 *
 * Returns: (transfer full): free with bureau_reader_free()
 */
BureauReader *
bureau_reader_new (const char *path, const char *name)
{
  BureauReader *self = g_new0 (BureauReader, 1);

  self->path = g_strdup (path);
  self->worker = bureau_worker_new (name);
  return self;
}

void
bureau_reader_free (BureauReader *self)
{
  bureau_worker_stop (self->worker);
  g_clear_object (&self->worker);
  g_clear_pointer (&self->database, bureau_database_close);
  g_clear_pointer (&self->guard, bureau_guard_free);
  g_free (self->path);
  g_free (self);
}

/**
 * bureau_reader_get_load:
 *
 * Returns: how many jobs wait or run
 */
int
bureau_reader_get_load (BureauReader *self)
{
  return g_atomic_int_get (&self->n_waiting);
}

/**
 * bureau_reader_read:
 * @func: runs on the reader's thread
 *
 * Returns: (transfer full): resolves to what @func left in its result
 */
DexFuture *
bureau_reader_read (BureauReader *self, BureauReadFunc func, gpointer data, GDestroyNotify destroy)
{
  Job *job = job_new (self, data, destroy);

  job->read = func;
  return bureau_worker_run (self->worker, run_read, job, job_free);
}

/**
 * bureau_reader_guard:
 * @func: runs on the reader's thread, with its guard
 *
 * Returns: (transfer full): resolves to what @func left in its result
 */
DexFuture *
bureau_reader_guard (BureauReader *self, BureauGuardFunc func, gpointer data,
                     GDestroyNotify destroy)
{
  Job *job = job_new (self, data, destroy);

  job->guard = func;
  return bureau_worker_run (self->worker, run_guard, job, job_free);
}
