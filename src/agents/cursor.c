/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/cursor.h"

#include "agents/run-store.h"
#include "agents/truth.h"
#include "base/error.h"
#include "base/json.h"

#define MESSAGES "messages"
#define MESSAGE_TABLE "bureau_message"

/* A change that may meet a workflow's trigger. */
typedef struct
{
  const BureauCatalogEntry *entry;
  const BureauChange *change;
  gboolean matched; /* it met it before */
  gboolean fits;    /* it meets it now */
  char *problem;    /* why that cannot be said */
} Candidate;

struct _BureauCursor
{
  BureauCatalog *catalog;
  BureauAgenda *agenda; /* borrowed */
  GArray *candidates;
};

static void
clear_candidate (gpointer data)
{
  g_free (((Candidate *)data)->problem);
}

static gboolean
is_deleted (const BureauChange *change)
{
  return g_str_equal (change->op, "delete");
}

static const char *
table_of (const BureauTrigger *trigger)
{
  return trigger->kind == BUREAU_TRIGGER_MESSAGE ? MESSAGE_TABLE : trigger->collection;
}

static gboolean
is_moment (const BureauTrigger *trigger, const BureauChange *change)
{
  switch (trigger->moment)
    {
    case BUREAU_TRIGGER_ADDED:
      return g_str_equal (change->op, "insert");
    case BUREAU_TRIGGER_CHANGED:
      return g_str_equal (change->op, "update");
    case BUREAU_TRIGGER_BECOMES:
      return g_str_equal (change->op, "insert") || g_str_equal (change->op, "update")
             || is_deleted (change);
    case BUREAU_TRIGGER_SENT:
      return g_str_equal (change->op, "sent");
    default:
      g_assert_not_reached ();
    }
}

static gboolean
may_meet (const BureauTrigger *trigger, const BureauChange *change)
{
  return trigger->kind != BUREAU_TRIGGER_HAND && g_strcmp0 (table_of (trigger), change->table) == 0
         && is_moment (trigger, change);
}

/* Whether a record fits is the same for all its changes in one batch: it is asked once. */
static gboolean
is_listed (BureauCursor *self, const BureauCatalogEntry *entry, const BureauChange *change)
{
  if (entry->workflow->trigger.moment != BUREAU_TRIGGER_BECOMES
      || g_str_equal (change->op, "insert"))
    return FALSE;
  for (guint i = self->candidates->len; i > 0; i--)
    {
      const Candidate *other = &g_array_index (self->candidates, Candidate, i - 1);

      if (other->entry == entry && other->change->record == change->record)
        return TRUE;
    }

  return FALSE;
}

static void
add_candidates (BureauCursor *self, const BureauChange *change)
{
  guint n_workflows = 0;
  const BureauCatalogEntry *workflows = bureau_catalog_get_workflows (self->catalog, &n_workflows);

  for (guint i = 0; i < n_workflows; i++)
    {
      const BureauTrigger *trigger = &workflows[i].workflow->trigger;
      Candidate candidate = { .entry = &workflows[i], .change = change };

      if (!workflows[i].enabled || !may_meet (trigger, change)
          || is_listed (self, &workflows[i], change))
        continue;
      candidate.fits = !trigger->where && !is_deleted (change);
      g_array_append_val (self->candidates, candidate);
    }
}

/**
 * bureau_cursor_new:
 * @agenda: outlives the cursor's batch
 *
 * Lists which workflows the changes of @agenda may start.
 *
 * Returns: (transfer full): the candidates, not yet judged
 */
BureauCursor *
bureau_cursor_new (BureauCatalog *catalog, BureauAgenda *agenda)
{
  BureauCursor *self = g_new0 (BureauCursor, 1);

  self->catalog = bureau_catalog_ref (catalog);
  self->agenda = agenda;
  self->candidates = g_array_new (FALSE, TRUE, sizeof (Candidate));
  g_array_set_clear_func (self->candidates, clear_candidate);
  for (guint i = 0; i < agenda->changes->len; i++)
    add_candidates (self, &g_array_index (agenda->changes, BureauChange, i));

  return self;
}

void
bureau_cursor_free (BureauCursor *self)
{
  g_clear_pointer (&self->candidates, g_array_unref);
  bureau_catalog_unref (self->catalog);
  g_free (self);
}

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

/**
 * bureau_cursor_read_matches:
 *
 * Notes which candidates met their trigger before, so that only news needs a commit.
 *
 * Returns: %FALSE with @error set where memory could not be read
 */
gboolean
bureau_cursor_read_matches (BureauCursor *self, BureauDatabase *database, GError **error)
{
  for (guint i = 0; i < self->candidates->len; i++)
    {
      Candidate *candidate = &g_array_index (self->candidates, Candidate, i);
      gint64 n = 0;

      if (!bureau_database_int (database, &n, error,
                                "SELECT 1 FROM bureau_match WHERE workflow = ?1 AND record = ?2",
                                "si", candidate->entry->workflow->name, candidate->change->record))
        return FALSE;
      candidate->matched = n != 0;
    }

  return TRUE;
}

static gboolean
needs_guard (const Candidate *candidate)
{
  return candidate->entry->workflow->trigger.where && !is_deleted (candidate->change);
}

/**
 * bureau_cursor_needs_guard:
 *
 * Returns: whether a condition is to be judged, for which the guard must be open
 */
gboolean
bureau_cursor_needs_guard (BureauCursor *self)
{
  for (guint i = 0; i < self->candidates->len; i++)
    if (needs_guard (&g_array_index (self->candidates, Candidate, i)))
      return TRUE;

  return FALSE;
}

static void
evaluate (Candidate *candidate, BureauGuard *guard)
{
  const BureauTrigger *trigger = &candidate->entry->workflow->trigger;
  const char *collection = trigger->kind == BUREAU_TRIGGER_MESSAGE ? MESSAGES : trigger->collection;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) value = bureau_guard_evaluate (guard, collection, candidate->change->record,
                                                      trigger->where, NULL, &error);

  candidate->fits = bureau_is_true (value);
  if (error && !g_error_matches (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND))
    candidate->problem = g_strdup (error->message);
}

/**
 * bureau_cursor_evaluate:
 *
 * Asks the guard for each candidate whether its record meets the trigger's `where` now. A record
 * that is gone does not; an expression that fails is kept as the candidate's problem.
 */
void
bureau_cursor_evaluate (BureauCursor *self, BureauGuard *guard)
{
  for (guint i = 0; i < self->candidates->len; i++)
    {
      Candidate *candidate = &g_array_index (self->candidates, Candidate, i);

      if (needs_guard (candidate))
        evaluate (candidate, guard);
    }
}

static gboolean
becomes (const Candidate *candidate)
{
  return candidate->entry->workflow->trigger.moment == BUREAU_TRIGGER_BECOMES;
}

static gboolean
starts (const Candidate *candidate)
{
  return (candidate->fits || candidate->problem) && !(becomes (candidate) && candidate->matched);
}

static gboolean
ends_match (const Candidate *candidate)
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
      const Candidate *candidate = &g_array_index (self->candidates, Candidate, i);

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
describe_cause (const Candidate *candidate)
{
  JsonObject *cause = json_object_new ();

  json_object_set_string_member (cause, "trigger",
                                 name_trigger (&candidate->entry->workflow->trigger));
  json_object_set_string_member (cause, "op", candidate->change->op);

  return cause;
}

static gint64
insert_run (const Candidate *candidate, BureauTransaction *transaction, gboolean is_taken,
            gboolean *is_parked, GError **error)
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
claim_match (const Candidate *candidate, BureauTransaction *transaction, gboolean *is_new,
             GError **error)
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
commit_start (const Candidate *candidate, BureauTransaction *transaction, GArray *started,
              guint room, GError **error)
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
commit_candidate (const Candidate *candidate, BureauTransaction *transaction, GArray *started,
                  guint room, GError **error)
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
    if (!commit_candidate (&g_array_index (self->candidates, Candidate, i), transaction, started,
                           room, error))
      return FALSE;

  return bureau_cursor_write (transaction, self->agenda->cursor, error);
}
