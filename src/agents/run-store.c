/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The states that a run goes through, and the rows of its steps. */
#include "agents/run-store.h"

#include "base/error.h"
#include "base/json.h"

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
