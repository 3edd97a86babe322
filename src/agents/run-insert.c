/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a run begins: what it inherits from the run that caused it. */
#include "agents/run-insert.h"

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
