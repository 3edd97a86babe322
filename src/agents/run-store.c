/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of runs and steps: every statement that changes them. */
#include "agents/run-store.h"

#include "agents/retry.h"
#include "base/error.h"
#include "base/json.h"

/* The message that a record came from: that of the run which added the record. */
#define MESSAGE_OF_RECORD                                                                          \
  "SELECT r.message FROM bureau_journal_item i"                                                    \
  " JOIN bureau_journal j ON j.entry = i.entry AND j.reason LIKE 'run:%'"                          \
  " JOIN bureau_run r ON r.id = CAST(substr(j.reason, 5) AS INTEGER)"                              \
  " WHERE i.record = ?1 AND i.op = 'insert' LIMIT 1"

#define PARENT "SELECT depth + 1, message, taint FROM bureau_run WHERE id = ?1"

#define INSERT_RUN                                                                                 \
  "INSERT INTO bureau_run (id, created_at, updated_at, workflow, version, state, cause, entry,"    \
  " message, collection, record, parent, depth, taint, opened_from, error, advice)"                \
  " VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6, nullif(?7, 0), nullif(?8, 0), ?9, nullif(?10, 0),"         \
  " nullif(?11, 0), ?12, ?13, ?14, ?15, ?16)"

/* A step that was done in one go has no start of its own. */
#define PUT_STEP                                                                                   \
  "INSERT INTO bureau_step (id, run, seq, step, \"do\", agent, state, attempt, not_before, input," \
  " output, error, started_at, finished_at)"                                                       \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, iif(?7 = 'done', NULL, ?13),"       \
  "  iif(?7 = 'done', ?13, NULL))"                                                                 \
  " ON CONFLICT (run, seq) DO UPDATE SET state = excluded.state, attempt = excluded.attempt,"      \
  " agent = excluded.agent, not_before = excluded.not_before,"                                     \
  " input = coalesce(excluded.input, input), output = excluded.output, error = excluded.error,"    \
  " started_at = coalesce(started_at, excluded.started_at), finished_at = excluded.finished_at"

/* A crash counts against the first step that was not finished; it may have no row yet. */
#define CRASHED                                                                                    \
  "SELECT n.id, n.seq, coalesce(json_extract(v.body, '$.steps[' || n.seq || '].id'), ''),"         \
  " coalesce(json_extract(v.body, '$.steps[' || n.seq || '].do'), '')"                             \
  " FROM (SELECT r.id, r.workflow, r.version, (SELECT count(*) FROM bureau_step s"                 \
  "  WHERE s.run = r.id AND s.state = 'done') AS seq FROM bureau_run r WHERE r.state = "           \
  "'running') n"                                                                                   \
  " LEFT JOIN bureau_document d ON d.kind = 'workflow' AND d.name = n.workflow"                    \
  " LEFT JOIN bureau_document_version v ON v.document = d.id AND v.version = n.version"

#define COUNT_CRASH                                                                                \
  "INSERT INTO bureau_step (id, run, seq, step, \"do\", state, crashes)"                           \
  " VALUES (?1, ?2, ?3, ?4, ?5, 'queued', 1)"                                                      \
  " ON CONFLICT (run, seq) DO UPDATE SET crashes = crashes + 1,"                                   \
  "  state = CASE WHEN state = 'waiting' THEN state ELSE 'queued' END"

#define PARK_CRASHED                                                                               \
  "UPDATE bureau_run SET state = 'parked', updated_at = ?1,"                                       \
  " error = 'This run stopped Bureau three times.',"                                               \
  " advice = 'Look at what it was given; then retry it, or cancel it.'"                            \
  " WHERE state = 'running' AND EXISTS (SELECT 1 FROM bureau_step s"                               \
  "  WHERE s.run = bureau_run.id AND s.state <> 'done' AND s.crashes >= ?2)"

typedef struct
{
  gint64 depth;
  gint64 message;
  char *taint;
} Lineage;

static void
lineage_clear (Lineage *self)
{
  g_free (self->taint);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lineage, lineage_clear)

static gboolean
read_parent (Lineage *lineage, BureauDatabase *database, gint64 parent, GError **error)
{
  g_autoptr (BureauStatement) row = bureau_database_prepare (database, PARENT, error);
  g_autoptr (GError) failure = NULL;

  if (!row || !bureau_statement_bind (row, error, "i", parent))
    return FALSE;
  if (bureau_statement_step (row, &failure))
    {
      lineage->depth = bureau_statement_int (row, 0);
      lineage->message = bureau_statement_int (row, 1);
      lineage->taint = g_strdup (bureau_statement_text (row, 2));
    }
  if (!failure)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
read_lineage (Lineage *lineage, BureauDatabase *database, const BureauRunStart *start,
              GError **error)
{
  if (start->parent != 0 && !read_parent (lineage, database, start->parent, error))
    return FALSE;
  if (start->message != 0)
    lineage->message = start->message;
  if (lineage->message == 0 && start->record != 0
      && !bureau_database_int (database, &lineage->message, error, MESSAGE_OF_RECORD, "i",
                               start->record))
    return FALSE;
  if (!lineage->taint || *lineage->taint == '\0')
    g_set_str (&lineage->taint, lineage->message != 0 ? "external" : "");

  return TRUE;
}

/**
 * bureau_run_insert:
 * @is_parked: (out) (optional): whether it was parked at once, because the chain is too deep or
 *   @start says so
 *
 * Inserts a run. It inherits depth, message and taint from the run that caused it.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
bureau_run_insert (BureauTransaction *transaction, const BureauRunStart *start, gboolean *is_parked,
                   GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  g_auto (Lineage) lineage = { 0 };

  if (!read_lineage (&lineage, database, start, error))
    return 0;

  gboolean too_deep = lineage.depth > BUREAU_RUN_MAX_DEPTH;
  gboolean parked = too_deep || start->error != NULL;
  g_autofree char *cause = bureau_json_print_object (start->cause);
  g_autofree char *from = start->opened_from ? bureau_json_print_object (start->opened_from) : NULL;
  gint64 id = bureau_transaction_new_id (transaction);

  if (!bureau_database_run (
          database, error, INSERT_RUN, "ississiisiiissss", id,
          bureau_transaction_get_time (transaction), start->workflow, start->version,
          parked ? "parked" : start->state, cause, start->entry, lineage.message, start->collection,
          start->record, start->parent, lineage.depth, lineage.taint, from,
          too_deep ? "More than eight runs started each other in a row." : start->error,
          too_deep
              ? "Look whether the workflows start each other in a circle; then retry or cancel."
              : start->advice))
    return 0;

  bureau_transaction_add_fact (transaction, "bureau_run", id, parked ? "parked" : "started");
  if (is_parked)
    *is_parked = parked;

  return id;
}

static gboolean
set_state (BureauTransaction *transaction, const char *sql, gint64 run, gboolean *is_changed,
           GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);

  if (!bureau_database_run (database, error, sql, "si", bureau_transaction_get_time (transaction),
                            run))
    return FALSE;
  if (is_changed)
    *is_changed = bureau_database_changes (database) > 0;

  return TRUE;
}

/**
 * bureau_run_claim:
 * @is_claimed: (out): %FALSE where the run went on to another state meanwhile
 *
 * Marks a run as taken up, before it does anything: a crash is counted by this mark. It is queue
 * state, not a fact, so the journal gets no entry for it.
 *
 * Returns: %FALSE with @error set where it could not be written
 */
gboolean
bureau_run_claim (BureauTransaction *transaction, gint64 run, gboolean *is_claimed, GError **error)
{
  return set_state (transaction,
                    "UPDATE bureau_run SET state = 'running', updated_at = ?1, not_before = NULL"
                    " WHERE id = ?2 AND (state IN ('queued', 'waiting')"
                    " OR (state = 'parked' AND not_before IS NOT NULL))",
                    run, is_claimed, error);
}

/**
 * bureau_run_release:
 *
 * Gives a run back that was claimed and not finished.
 *
 * Returns: %FALSE with @error set where it could not be written
 */
gboolean
bureau_run_release (BureauTransaction *transaction, gint64 run, GError **error)
{
  return set_state (transaction,
                    "UPDATE bureau_run SET state = 'queued', updated_at = ?1"
                    " WHERE id = ?2 AND state = 'running'",
                    run, NULL, error);
}

static gboolean
has_error (BureauDatabase *database, gint64 run)
{
  gint64 n = 0;

  return bureau_database_int (database, &n, NULL,
                              "SELECT 1 FROM bureau_run WHERE id = ?1 AND error IS NOT NULL", "i",
                              run)
         && n != 0;
}

/* Writing these columns goes through the search index, so only what has an error pays for it. */
static gboolean
tell_error (BureauDatabase *database, gint64 run, const BureauRunMove *move, GError **error)
{
  if (!move->error && !has_error (database, run))
    return TRUE;
  return bureau_database_run (database, error,
                              "UPDATE bureau_run SET error = ?1, advice = ?2 WHERE id = ?3", "ssi",
                              move->error, move->advice, run);
}

/**
 * bureau_run_move:
 *
 * Moves a run to a state in which it rests or ends.
 *
 * Returns: %FALSE with @error set where it could not be stored
 */
gboolean
bureau_run_move (BureauTransaction *transaction, gint64 run, const BureauRunMove *move,
                 GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);

  bureau_transaction_add_fact (transaction, "bureau_run", run, move->state);
  return bureau_database_run (database, error,
                              "UPDATE bureau_run SET state = ?1, updated_at = ?2, not_before = ?3"
                              " WHERE id = ?4",
                              "sssi", move->state, bureau_transaction_get_time (transaction),
                              move->not_before, run)
         && tell_error (database, run, move, error);
}

static gboolean
set_rest_of_steps (BureauTransaction *transaction, gint64 run, const char *state, GError **error)
{
  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "UPDATE bureau_step SET state = ?1, not_before = NULL, attempt = 0,"
                              " crashes = 0 WHERE run = ?2 AND state <> 'done'",
                              "si", state, run);
}

/**
 * bureau_run_try_limited:
 *
 * Those that are parked at a limit of money are due now, because limits, prices or what was spent
 * may be others.
 *
 * Returns: %FALSE with @error set where it could not be written
 */
gboolean
bureau_run_try_limited (BureauTransaction *transaction, GError **error)
{
  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "UPDATE bureau_run SET not_before = ?1 WHERE state = 'parked'"
                              " AND not_before > ?1",
                              "s", bureau_transaction_get_time (transaction));
}

/**
 * bureau_run_cancel:
 *
 * Ends a run that is not working. One that works gets the flag and ends at its next step border.
 *
 * Returns: %FALSE with @error set where there is no such run, or it has ended
 */
gboolean
bureau_run_cancel (BureauTransaction *transaction, gint64 run, GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  g_autofree char *state = bureau_database_text (
      database, error, "SELECT state FROM bureau_run WHERE id = ?1", "i", run);

  if (!state)
    {
      g_clear_error (error);
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
                   "There is no run %" G_GINT64_FORMAT ".", run);
      return FALSE;
    }
  if (g_str_equal (state, "done") || g_str_equal (state, "cancelled"))
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
                   "Run %" G_GINT64_FORMAT " has ended already; there is nothing to cancel.", run);
      return FALSE;
    }
  if (g_str_equal (state, "running"))
    return bureau_database_run (database, error, "UPDATE bureau_run SET cancel = 1 WHERE id = ?1",
                                "i", run);

  return set_rest_of_steps (transaction, run, "cancelled", error)
         && bureau_database_run (database, error,
                                 "UPDATE bureau_question SET state = 'withdrawn'"
                                 " WHERE run = ?1 AND state = 'open'",
                                 "i", run)
         && bureau_run_move (transaction, run, &(BureauRunMove){ .state = "cancelled" }, error);
}

/**
 * bureau_run_retry:
 *
 * Queues a parked run again from the step where it stopped, with fresh counts.
 *
 * Returns: %FALSE with @error set where there is no such run, or it is not parked
 */
gboolean
bureau_run_retry (BureauTransaction *transaction, gint64 run, GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);

  if (!bureau_database_run (database, error,
                            "UPDATE bureau_run SET state = 'queued', updated_at = ?1, error = NULL,"
                            " advice = NULL, not_before = NULL WHERE id = ?2 AND state = 'parked'",
                            "si", bureau_transaction_get_time (transaction), run))
    return FALSE;
  if (bureau_database_changes (database) == 0)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
                   "Run %" G_GINT64_FORMAT " is not parked; only a parked run can be retried.",
                   run);
      return FALSE;
    }
  bureau_transaction_add_fact (transaction, "bureau_run", run, "retried");

  return set_rest_of_steps (transaction, run, "queued", error);
}

static gboolean
count_crashes (BureauTransaction *transaction, GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  g_autoptr (BureauStatement) rows = bureau_database_prepare (database, CRASHED, error);
  g_autoptr (GError) failure = NULL;
  gboolean ok = rows != NULL;

  while (ok && bureau_statement_step (rows, &failure))
    ok = bureau_database_run (database, error, COUNT_CRASH, "iiiss",
                              bureau_transaction_new_id (transaction),
                              bureau_statement_int (rows, 0), bureau_statement_int (rows, 1),
                              bureau_statement_text (rows, 2), bureau_statement_text (rows, 3));
  if (!failure)
    return ok;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * bureau_run_recover:
 *
 * At the start of an engine, whatever was running is queued again and its crash counted, all in one
 * transaction; what stopped the program three times is parked instead.
 *
 * Returns: %FALSE with @error set where it could not be written
 */
gboolean
bureau_run_recover (BureauTransaction *transaction, GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  const char *now = bureau_transaction_get_time (transaction);

  return count_crashes (transaction, error)
         && bureau_database_run (database, error, PARK_CRASHED, "si", now,
                                 (gint64)BUREAU_RETRY_CRASHES)
         && bureau_database_run (database, error,
                                 "UPDATE bureau_step SET state = 'parked' WHERE state <> 'done'"
                                 " AND crashes >= ?1 AND run IN"
                                 " (SELECT id FROM bureau_run WHERE state = 'parked')",
                                 "i", (gint64)BUREAU_RETRY_CRASHES)
         && bureau_database_run (database, error,
                                 "UPDATE bureau_run SET state = 'queued', updated_at = ?1"
                                 " WHERE state = 'running'",
                                 "s", now);
}

/**
 * bureau_step_put:
 *
 * Writes a step's row: the first of a run's step inserts it, later ones move it on.
 *
 * Returns: %FALSE with @error set where it could not be written
 */
gboolean
bureau_step_put (BureauTransaction *transaction, const BureauStepRow *row, GError **error)
{
  g_autofree char *input = row->input ? bureau_json_print_object (row->input) : NULL;
  g_autofree char *output = row->output ? bureau_json_print_object (row->output) : NULL;

  return bureau_database_run (bureau_transaction_get_database (transaction), error, PUT_STEP,
                              "iiissssisssss", bureau_transaction_new_id (transaction), row->run,
                              row->seq, row->step, row->kind, row->agent, row->state, row->attempt,
                              row->not_before, input, output, row->error,
                              bureau_transaction_get_time (transaction));
}
