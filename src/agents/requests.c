/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/requests.h"

#include "agents/request-handler.h"
#include "agents/request-progress.h"
#include "agents/retry.h"
#include "base/error.h"
#include "base/json.h"
#include "memory/request.h"

/* How long one whose answer could not be stored is let alone. */
#define TROUBLE_MS 5000

struct _BureauRequests
{
  BureauEnvironment *environment;
  BureauFleet *fleet;
  BureauRequestsFunc answered;
  gpointer data;
  GHashTable *taken; /* ids under way → BureauProgress */
  GCancellable *ending;
  DexPromise *empty;
};

static const struct
{
  const char *kind;
  BureauRequestFunc func;
  gboolean is_slow; /* its row says doing meanwhile */
  gboolean is_long; /* and how far it is; cut short it fails, and leaves nothing half */
} handlers[] = {
  { "ask", bureau_request_do_ask, TRUE },
  { "run", bureau_request_do_run },
  { "retry", bureau_request_do_retry },
  { "cancel", bureau_request_do_cancel },
  { "stop", bureau_request_do_stop },
  { "answer", bureau_request_do_answer },
  { "list-models", bureau_request_do_list_models, TRUE },
  { "test-connection", bureau_request_do_test_connection, TRUE },
  { "import", bureau_request_do_import, TRUE, TRUE },
  { "snapshot", bureau_request_do_snapshot, TRUE, TRUE },
  { "teach", bureau_request_do_teach },
  { "redraft", bureau_request_do_redraft, TRUE },
  { "replay", bureau_request_do_replay, TRUE },
};

static void
task_free (gpointer data)
{
  BureauRequestTask *self = data;

  if (self->destroy)
    self->destroy (self->data);
  g_free (self->kind);
  g_free (self->by);
  g_free (self->actor);
  g_clear_object (&self->progress);
  g_clear_pointer (&self->catalog, bureau_catalog_unref);
  g_clear_object (&self->ending);
  g_clear_pointer (&self->args, json_object_unref);
  g_clear_pointer (&self->result, json_object_unref);
  g_free (self);
}

/**
 * bureau_request_get_id:
 * @name: a member of the arguments
 *
 * Returns: the id it holds, or 0 with %BUREAU_ERROR_USAGE
 */
gint64
bureau_request_get_id (BureauRequestTask *task, const char *name, GError **error)
{
  gint64 id = bureau_json_get_id (task->args, name);

  if (id <= 0)
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE, "The request “%s” needs the id of a %s.",
                 task->kind, name);

  return MAX (id, 0);
}

/* Reading it */

static gboolean
read_task (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  BureauRequestTask *self = data;
  g_autoptr (JsonArray) rows = bureau_database_rows (
      database, error, "SELECT kind, args, \"by\" FROM bureau_request WHERE id = ?1", "i",
      self->id);
  JsonObject *row;

  if (!rows)
    return FALSE;
  if (json_array_get_length (rows) == 0)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND, "There is no such request.");
      return FALSE;
    }
  row = json_array_get_object_element (rows, 0);
  self->kind = g_strdup (bureau_json_get_string (row, "kind"));
  self->by = g_strdup (bureau_json_get_string (row, "by"));
  self->args = bureau_json_parse_object (bureau_json_get_string (row, "args"), -1, error);

  return self->args != NULL;
}

/* Answering it */

typedef struct
{
  BureauRequestTask *task;
  const char *state;
  const char *error;
} Answer;

static gboolean
write_answer (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Answer *self = data;
  BureauRequestTask *task = self->task;
  gboolean is_done = g_str_equal (self->state, "done");
  g_autoptr (JsonNode) node = NULL;

  if (!bureau_request_is_open (bureau_transaction_get_database (transaction), task->id))
    return TRUE; /* withdrawn meanwhile: then it has no effect, either */
  if (is_done && task->effect && !task->effect (transaction, task, error))
    return FALSE;
  if (is_done)
    node = bureau_json_node_for_object (task->result);

  return bureau_request_move (transaction, task->id, self->state, node, self->error, error);
}

static gboolean
answer (BureauRequestTask *task, const char *state, const char *message, GError **error)
{
  Answer answer = { task, state, message };
  gboolean is_done = g_str_equal (state, "done");
  g_autofree char *reason = g_strdup_printf ("request:%" G_GINT64_FORMAT, task->id);
  const char *by = is_done && task->actor ? task->actor : task->by;
  const BureauCause cause = { by ? by : "system", reason };

  return dex_await (
      bureau_memory_write (task->environment->memory, &cause, write_answer, &answer, NULL), error);
}

/* A rule that says no refuses; what the end of the engine cut short is done at its next start;
 * anything else that goes wrong has failed. */
static const char *
state_for (const BureauRequestTask *task, const GError *error)
{
  gboolean is_refusal = g_error_matches (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED)
                        || g_error_matches (error, BUREAU_ERROR, BUREAU_ERROR_USAGE)
                        || g_error_matches (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND)
                        || g_error_matches (error, BUREAU_ERROR, BUREAU_ERROR_INVALID);

  if (task->is_cut_short)
    return "asked";
  return is_refusal ? "refused" : "failed";
}

static gboolean
perform_long (BureauRequestTask *task, BureauRequestFunc func, GError **error)
{
  g_autoptr (BureauRequestProgress) told = bureau_request_progress_new (task->environment->memory,
                                                                        task->id, task->progress);
  gboolean ok = func (task, error);

  task->is_cut_short = !ok && bureau_progress_is_cancelled (task->progress);

  return ok;
}

static gboolean
perform (BureauRequestTask *task, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    if (g_str_equal (handlers[i].kind, task->kind))
      return (!handlers[i].is_slow || answer (task, "doing", NULL, error))
             && (handlers[i].is_long ? perform_long (task, handlers[i].func, error)
                                     : handlers[i].func (task, error))
             && answer (task, "done", NULL, error);

  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
               "“%s” is not available in this version of Bureau.", task->kind);

  return FALSE;
}

static DexFuture *
request_fiber (gpointer data)
{
  BureauRequestTask *task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) trouble = NULL;

  if ((dex_await (bureau_memory_read (task->environment->memory, read_task, task, NULL), &error)
       && perform (task, &error))
      || answer (task, state_for (task, error), error->message, &trouble))
    return dex_future_new_true ();
  bureau_troubles_begin (task->environment->troubles, BUREAU_TROUBLE_REQUESTS, trouble->message);
  dex_await (dex_timeout_new_msec (TROUBLE_MS), NULL);

  return dex_future_new_for_error (g_steal_pointer (&trouble));
}

/* Keeping them */

/**
 * bureau_requests_new:
 * @environment: outlives this
 * @fleet: which takes up the runs that requests start; outlives this
 * @answered: told whenever a request has its answer
 *
 * Returns: (transfer full): nothing under way
 */
BureauRequests *
bureau_requests_new (BureauEnvironment *environment, BureauFleet *fleet,
                     BureauRequestsFunc answered, gpointer data)
{
  BureauRequests *self = g_new0 (BureauRequests, 1);

  self->environment = environment;
  self->fleet = fleet;
  self->answered = answered;
  self->data = data;
  self->ending = g_cancellable_new ();
  self->taken = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);

  return self;
}

void
bureau_requests_free (BureauRequests *self)
{
  g_clear_pointer (&self->taken, g_hash_table_unref);
  g_clear_object (&self->ending);
  dex_clear (&self->empty);
  g_free (self);
}

typedef struct
{
  BureauRequests *requests;
  gint64 id;
} Taken;

/* One that could not be answered at all is taken up again with the next turn; it was let alone for
 * a while, so that a full disk does not make the turns chase each other. */
static DexFuture *
answered_cb (DexFuture *future, gpointer data)
{
  Taken *taken = data;
  BureauRequests *self = taken->requests;
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (future, &error))
    bureau_troubles_end (self->environment->troubles, BUREAU_TROUBLE_REQUESTS);
  g_hash_table_remove (self->taken, &taken->id);
  if (self->empty && g_hash_table_size (self->taken) == 0)
    dex_promise_resolve_boolean (self->empty, TRUE);
  self->answered (self->data);

  return dex_future_new_true ();
}

static void
take (BureauRequests *self, gint64 id)
{
  BureauRequestTask *task = g_new0 (BureauRequestTask, 1);
  Taken *taken = g_new0 (Taken, 1);

  task->environment = self->environment;
  task->catalog = bureau_catalog_ref (self->environment->catalog);
  task->fleet = self->fleet;
  task->ending = g_object_ref (self->ending);
  task->id = id;
  task->result = json_object_new ();
  task->progress = bureau_progress_new ();
  taken->requests = self;
  taken->id = id;
  g_hash_table_insert (self->taken, g_memdup2 (&id, sizeof id), g_object_ref (task->progress));
  dex_future_disown (dex_future_finally (
      dex_scheduler_spawn (NULL, 0, request_fiber, task, task_free), answered_cb, taken, g_free));
}

/**
 * bureau_requests_take:
 * @ids: (element-type gint64): the requests asked now; those under way are passed over
 */
void
bureau_requests_take (BureauRequests *self, GArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (!g_hash_table_contains (self->taken, &id))
        take (self, id);
    }
}

/**
 * bureau_requests_cancel:
 * @id: a request that has an answer already, as one that was withdrawn
 *
 * What is being done for it ends where it leaves nothing half.
 */
void
bureau_requests_cancel (BureauRequests *self, gint64 id)
{
  BureauProgress *progress = g_hash_table_lookup (self->taken, &id);

  if (progress != NULL)
    bureau_progress_cancel (progress);
}

/**
 * bureau_requests_is_empty:
 *
 * Returns: whether no request is being done
 */
gboolean
bureau_requests_is_empty (BureauRequests *self)
{
  return g_hash_table_size (self->taken) == 0;
}

/**
 * bureau_requests_end:
 *
 * What takes long comes to its end early.
 *
 * Returns: (transfer full): resolves once no request is being done any more
 */
DexFuture *
bureau_requests_end (BureauRequests *self)
{
  GHashTableIter iter;
  gpointer progress;

  g_cancellable_cancel (self->ending);
  g_hash_table_iter_init (&iter, self->taken);
  while (g_hash_table_iter_next (&iter, NULL, &progress))
    bureau_progress_cancel (progress);
  if (bureau_requests_is_empty (self))
    return dex_future_new_true ();
  if (!self->empty)
    self->empty = dex_promise_new ();

  return dex_ref (DEX_FUTURE (self->empty));
}

#define COUNT_CRASHES                                                                              \
  "INSERT INTO bureau_scratch SELECT 'request:' || id || ':crashes', ?1, '1' FROM bureau_request"  \
  " WHERE state = 'doing' ON CONFLICT (key)"                                                       \
  " DO UPDATE SET value = CAST(value AS INTEGER) + 1, updated_at = excluded.updated_at"

#define FAIL_CRASHED                                                                               \
  "UPDATE bureau_request SET state = 'failed', updated_at = ?1, error = 'Bureau stopped several"   \
  " times while doing this, so it is not tried again. Look at what was asked, then ask anew.'"     \
  " WHERE state = 'doing' AND (SELECT CAST(value AS INTEGER) FROM bureau_scratch"                  \
  " WHERE key = 'request:' || bureau_request.id || ':crashes') >= ?2"

/* What is paid for is not paid for again without being asked. */
#define FAIL_REPLAYS                                                                               \
  "UPDATE bureau_request SET state = 'failed', updated_at = ?1, error = 'Bureau stopped in the"    \
  " middle of it. What was asked until then is paid; ask again to replay it.'"                     \
  " WHERE state = 'doing' AND kind = 'replay'"

/* Also what one left behind that was withdrawn while it was being done. */
#define FORGET_ENDED                                                                               \
  "DELETE FROM bureau_scratch WHERE key GLOB 'request:*' AND CAST(substr(key, 9) AS INTEGER)"      \
  " NOT IN (SELECT id FROM bureau_request WHERE state IN ('asked', 'doing'))"

/**
 * bureau_requests_recover:
 *
 * At the engine's start, what was being done is asked again, unless it stopped the program three
 * times.
 *
 * Returns: %FALSE with @error set where it could not be written
 */
gboolean
bureau_requests_recover (BureauTransaction *transaction, GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  const char *now = bureau_transaction_get_time (transaction);

  return bureau_database_run (database, error, COUNT_CRASHES, "s", now)
         && bureau_database_run (database, error, FAIL_CRASHED, "si", now,
                                 (gint64)BUREAU_RETRY_CRASHES)
         && bureau_database_run (database, error, FAIL_REPLAYS, "s", now)
         && bureau_database_run (database, error, FORGET_ENDED, "")
         && bureau_database_run (database, error,
                                 "UPDATE bureau_request SET state = 'asked', updated_at = ?1"
                                 " WHERE state = 'doing'",
                                 "s", now);
}
