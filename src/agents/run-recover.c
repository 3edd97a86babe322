/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a program that stopped left running. */
#include "agents/run-recover.h"

#include "agents/retry.h"

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
