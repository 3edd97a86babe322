/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a batch of the journal may start, and whether it does. */
#include "agents/cursor-private.h"

#include "agents/truth.h"
#include "base/error.h"

#define MESSAGES "messages"
#define MESSAGE_TABLE "bureau_message"

static void
clear_candidate (gpointer data)
{
  g_free (((BureauCursorCandidate *)data)->problem);
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
      const BureauCursorCandidate *other = &g_array_index (self->candidates, BureauCursorCandidate,
                                                           i - 1);

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
      BureauCursorCandidate candidate = { .entry = &workflows[i], .change = change };

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
  self->candidates = g_array_new (FALSE, TRUE, sizeof (BureauCursorCandidate));
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
      BureauCursorCandidate *candidate = &g_array_index (self->candidates, BureauCursorCandidate,
                                                         i);
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
needs_guard (const BureauCursorCandidate *candidate)
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
    if (needs_guard (&g_array_index (self->candidates, BureauCursorCandidate, i)))
      return TRUE;

  return FALSE;
}

static void
evaluate (BureauCursorCandidate *candidate, BureauGuard *guard)
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
      BureauCursorCandidate *candidate = &g_array_index (self->candidates, BureauCursorCandidate,
                                                         i);

      if (needs_guard (candidate))
        evaluate (candidate, guard);
    }
}
