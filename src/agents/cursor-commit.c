/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starting it, together with how far the journal was dealt with. */
#include "agents/cursor-private.h"

#include "agents/run-insert.h"
#include "base/json.h"

/**
 * bureau_cursor_read:
 * @entry: (out): the entry up to which the journal was dealt with
 *
 * Returns: %FALSE with @error set where it could not be read; @entry is 0 in a workspace without a
 *   cursor
 */
gboolean
bureau_cursor_read (BureauDatabase *database, gint64 *entry, GError **error)
{
  *entry = 0;

  return bureau_database_int (database, entry, error,
                              "SELECT entry FROM bureau_cursor WHERE name = 'engine'", "");
}

/**
 * bureau_cursor_write:
 * @entry: the entry up to which the journal is dealt with
 *
 * Belongs into the transaction that also inserts the runs of those entries.
 *
 * Returns: %FALSE with @error set where it could not be written
 */
gboolean
bureau_cursor_write (BureauTransaction *transaction, gint64 entry, GError **error)
{
  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "INSERT INTO bureau_cursor VALUES ('engine', ?1)"
                              " ON CONFLICT (name) DO UPDATE SET entry = excluded.entry",
                              "i", entry);
}

static gboolean
becomes (const BureauCursorCandidate *candidate)
{
  return candidate->entry->workflow->trigger.moment == BUREAU_TRIGGER_BECOMES;
}

static gboolean
starts (const BureauCursorCandidate *candidate)
{
  return (candidate->fits || candidate->problem) && !(becomes (candidate) && candidate->matched);
}

static gboolean
ends_match (const BureauCursorCandidate *candidate)
{
  return becomes (candidate) && candidate->matched && !candidate->fits && !candidate->problem;
}

/**
 * bureau_cursor_has_work:
 *
 * Returns: whether anything has to be committed; where not, the stored cursor may lag behind,
 *   because looking at those entries again would change nothing
 */
gboolean
bureau_cursor_has_work (BureauCursor *self)
{
  for (guint i = 0; i < self->candidates->len; i++)
    {
      const BureauCursorCandidate *candidate = &g_array_index (self->candidates,
                                                               BureauCursorCandidate, i);

      if (starts (candidate) || ends_match (candidate))
        return TRUE;
    }

  return FALSE;
}

static const char *
name_trigger (const BureauTrigger *trigger)
{
  if (trigger->kind == BUREAU_TRIGGER_MESSAGE)
    return "message";
  return trigger->moment == BUREAU_TRIGGER_SENT ? "sent" : "record";
}

static JsonObject *
describe_cause (const BureauCursorCandidate *candidate)
{
  JsonObject *cause = json_object_new ();

  json_object_set_string_member (cause, "trigger",
                                 name_trigger (&candidate->entry->workflow->trigger));
  json_object_set_string_member (cause, "op", candidate->change->op);

  return cause;
}

static gint64
insert_run (const BureauCursorCandidate *candidate, BureauTransaction *transaction,
            gboolean is_taken, gboolean *is_parked, GError **error)
{
  const BureauWorkflow *workflow = candidate->entry->workflow;
  gboolean is_message = workflow->trigger.kind == BUREAU_TRIGGER_MESSAGE;
  g_autoptr (JsonObject) cause = describe_cause (candidate);

  return bureau_run_insert (
      transaction,
      &(BureauRunStart){
          .workflow = workflow->name,
          .version = candidate->entry->version,
          .cause = cause,
          .entry = candidate->change->entry,
          .message = is_message ? candidate->change->record : 0,
          .collection = is_message ? NULL : workflow->trigger.collection,
          .record = is_message ? 0 : candidate->change->record,
          .parent = candidate->change->run,
          .state = is_taken ? "running" : "queued",
          .error = candidate->problem,
          .advice = candidate->problem ? "Correct the workflow's trigger, then retry the run."
                                       : NULL,
      },
      is_parked, error);
}

/* The row of the match decides, inside the transaction: a run starts when it appears. */
static gboolean
claim_match (const BureauCursorCandidate *candidate, BureauTransaction *transaction,
             gboolean *is_new, GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);

  *is_new = TRUE;
  if (!becomes (candidate))
    return TRUE;
  if (!bureau_database_run (database, error, "INSERT OR IGNORE INTO bureau_match VALUES (?1, ?2)",
                            "si", candidate->entry->workflow->name, candidate->change->record))
    return FALSE;
  *is_new = bureau_database_changes (database) > 0;

  return TRUE;
}

static gboolean
commit_start (const BureauCursorCandidate *candidate, BureauTransaction *transaction,
              GArray *started, guint room, GError **error)
{
  gboolean is_new = FALSE, is_parked = FALSE, is_taken = started->len < room;
  gint64 id;

  if (!claim_match (candidate, transaction, &is_new, error))
    return FALSE;
  if (!is_new)
    return TRUE;
  id = insert_run (candidate, transaction, is_taken, &is_parked, error);
  if (id == 0)
    return FALSE;
  if (is_taken && !is_parked)
    g_array_append_val (started, id);

  return TRUE;
}

static gboolean
commit_candidate (const BureauCursorCandidate *candidate, BureauTransaction *transaction,
                  GArray *started, guint room, GError **error)
{
  if (starts (candidate))
    return commit_start (candidate, transaction, started, room, error);
  if (ends_match (candidate))
    return bureau_database_run (bureau_transaction_get_database (transaction), error,
                                "DELETE FROM bureau_match WHERE workflow = ?1 AND record = ?2",
                                "si", candidate->entry->workflow->name, candidate->change->record);

  return TRUE;
}

/**
 * bureau_cursor_commit:
 * @started: (element-type gint64): gets the runs that were taken up at once
 * @room: up to how many @started may grow; runs behind that are queued
 *
 * Inserts the runs together with the cursor, so that none is started twice or lost.
 *
 * Returns: %FALSE with @error set where a run or the cursor could not be written: then none was
 */
gboolean
bureau_cursor_commit (BureauCursor *self, BureauTransaction *transaction, GArray *started,
                      guint room, GError **error)
{
  for (guint i = 0; i < self->candidates->len; i++)
    if (!commit_candidate (&g_array_index (self->candidates, BureauCursorCandidate, i), transaction,
                           started, room, error))
      return FALSE;

  return bureau_cursor_write (transaction, self->agenda->cursor, error);
}
