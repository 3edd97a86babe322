/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One turn of the engine: look, decide what starts, claim, load, let go. */
#include "agents/engine-private.h"

#include "agents/agenda.h"
#include "agents/cursor.h"
#include "agents/run-store.h"
#include "agents/skipped.h"
#include "agents/snooze.h"
#include "base/error.h"
#include "base/failpoint.h"
#include "base/json.h"
#include "base/time.h"

#define MAX_CHANGES 256

/* How far the stored cursor may lag behind over entries that start nothing. */
#define MAX_LAG 1000

typedef struct
{
  BureauEngine *engine;
  BureauAgendaTerms terms;
  BureauAgenda *agenda;
  BureauCatalog *catalog; /* a new one, where it changed */
  BureauCursor *cursor;
  GArray *claimed; /* runs that are ours now */
  GArray *stuck;   /* runs to be given back */
  GPtrArray *runs; /* of BureauRun, loaded */
  guint room;
} Turn;

static void
turn_clear (Turn *self)
{
  g_clear_pointer (&self->agenda, bureau_agenda_free);
  g_clear_pointer (&self->catalog, bureau_catalog_unref);
  g_clear_pointer (&self->cursor, bureau_cursor_free);
  g_clear_pointer (&self->claimed, g_array_unref);
  g_clear_pointer (&self->stuck, g_array_unref);
  g_clear_pointer (&self->runs, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Turn, turn_clear)

/* Look: on a reader's thread */

static gboolean
is_catalog_stale (BureauAgenda *agenda)
{
  for (guint i = 0; i < agenda->changes->len; i++)
    if (bureau_catalog_is_about (g_array_index (agenda->changes, BureauChange, i).table))
      return TRUE;

  return FALSE;
}

static gboolean
look (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Turn *self = data;

  self->agenda = bureau_agenda_read (database, &self->terms, error);
  if (!self->agenda)
    return FALSE;
  if (is_catalog_stale (self->agenda))
    {
      self->catalog = bureau_catalog_load (database, error);
      if (!self->catalog)
        return FALSE;
    }
  self->cursor = bureau_cursor_new (
      self->catalog ? self->catalog : self->engine->environment.catalog, self->agenda);

  return bureau_cursor_read_matches (self->cursor, database, error);
}

/* Decide: on the guard's thread */

static gboolean
evaluate (BureauGuard *guard, gpointer data, GValue *result, GError **error)
{
  bureau_cursor_evaluate (((Turn *)data)->cursor, guard);

  return TRUE;
}

/* Claim: on the writer's thread */

static gboolean
claim (Turn *self, BureauTransaction *transaction, GArray *ids, guint limit, GError **error)
{
  for (guint i = 0; i < MIN (ids->len, limit); i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      gboolean is_claimed = FALSE;

      if (!bureau_run_claim (transaction, id, &is_claimed, error))
        return FALSE;
      if (is_claimed)
        g_array_append_val (self->claimed, id);
    }

  return TRUE;
}

static guint
count_suspects (Turn *self)
{
  return self->room > 0 && !bureau_fleet_has_suspect (self->engine->fleet)
             ? MIN (self->agenda->suspects->len, 1)
             : 0;
}

static gboolean
give_back (BureauTransaction *transaction, GArray *ids, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    if (!bureau_run_release (transaction, g_array_index (ids, gint64, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
load (Turn *self, BureauTransaction *transaction, GError **error)
{
  BureauCatalog *catalog = self->catalog ? self->catalog : self->engine->environment.catalog;

  for (guint i = 0; i < self->claimed->len; i++)
    {
      BureauRun *run = bureau_run_load (bureau_transaction_get_database (transaction), catalog,
                                        g_array_index (self->claimed, gint64, i), error);

      if (!run)
        return FALSE;
      g_ptr_array_add (self->runs, run);
    }

  return TRUE;
}

/* Everything a turn decides is one transaction: none is started twice or lost. Where the power
 * takes it, it is decided again from the journal; what a run does outside waits for a flush of its
 * own. What a turn takes up is loaded there too, where its rows are at hand. */
static gboolean
write_turn (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Turn *self = data;

  g_array_set_size (self->claimed, 0);
  g_ptr_array_set_size (self->runs, 0);

  return give_back (transaction, self->stuck, error)
         && (!self->catalog || bureau_run_try_limited (transaction, error))
         && (self->agenda->n_snoozed == 0 || bureau_snooze_end (transaction, error))
         && claim (self, transaction, self->agenda->suspects, count_suspects (self), error)
         && claim (self, transaction, self->agenda->runnable,
                   self->room - MIN (self->room, self->claimed->len), error)
         && bureau_cursor_commit (self->cursor, transaction, self->claimed, self->room, error)
         && load (self, transaction, error);
}

static gboolean
has_to_write (Turn *self)
{
  return bureau_cursor_has_work (self->cursor) || self->stuck->len > 0 || self->catalog
         || self->agenda->n_snoozed > 0 || count_suspects (self) > 0
         || (self->room > 0 && self->agenda->runnable->len > 0)
         || self->agenda->cursor > self->engine->stored_cursor + MAX_LAG;
}

/* On the engine's thread */

static void
notice_changes (Turn *self)
{
  BureauEnvironment *environment = &self->engine->environment;
  gboolean to_sender = FALSE;

  for (guint i = 0; i < self->agenda->changes->len; i++)
    {
      const BureauChange *change = &g_array_index (self->agenda->changes, BureauChange, i);

      to_sender |= g_str_equal (change->table, "bureau_delivery");
      if (g_str_equal (change->table, "bureau_request") && g_str_equal (change->op, "refused"))
        bureau_requests_cancel (self->engine->requests, change->record);
      if (i == 0 || change->table != (change - 1)->table)
        bureau_environment_notice (environment, change->table);
    }
  if (self->catalog)
    {
      /* What waited for money may go on now. */
      self->engine->again = TRUE;
      JsonObject *settings = bureau_catalog_get_settings (self->catalog);

      bureau_environment_set_catalog (environment, g_steal_pointer (&self->catalog));
      bureau_fleet_set_concurrency (self->engine->fleet,
                                    bureau_json_get_int (settings, "engine_concurrency", 16));
      bureau_sender_set_catalog (self->engine->sender, environment->catalog);
      bureau_inlets_set_catalog (self->engine->inlets, environment->catalog);
      self->engine->owes_skipped = TRUE;
    }
  if (to_sender)
    bureau_sender_wake (self->engine->sender);
}

static gboolean
commit (Turn *self, GError **error)
{
  const BureauCause cause = { "system", "engine" };

  if (!has_to_write (self))
    return TRUE;
  if (!dex_await (bureau_memory_write_unflushed (self->engine->environment.memory, &cause,
                                                 write_turn, self, NULL),
                  error))
    return FALSE;
  self->engine->stored_cursor = self->agenda->cursor;
  bureau_failpoint ("engine-turn");

  return TRUE;
}

/* Until it is committed, nothing was decided: what was to be given back still is. */
static gboolean
decide (Turn *self, GError **error)
{
  BureauMemory *memory = self->engine->environment.memory;
  gboolean ok = dex_await (bureau_memory_read (memory, look, self, NULL), error)
                && (!bureau_cursor_needs_guard (self->cursor)
                    || dex_await (bureau_memory_guard (memory, evaluate, self, NULL), error))
                && commit (self, error);

  if (!ok)
    bureau_fleet_add_stuck (self->engine->fleet, &g_array_index (self->stuck, gint64, 0),
                            self->stuck->len);

  return ok;
}

static void
let_go (Turn *self)
{
  g_ptr_array_set_free_func (self->runs, NULL);
  for (guint i = 0; i < self->runs->len; i++)
    bureau_fleet_add (self->engine->fleet, g_ptr_array_index (self->runs, i));
}

/* A workflow that does not run is told of, however often it takes. */
static gboolean
tell_skipped (BureauEngine *engine, GError **error)
{
  BureauEnvironment *environment = &engine->environment;

  if (engine->owes_skipped
      && !dex_await (bureau_skipped_tell (environment->memory, environment->catalog), error))
    return FALSE;
  engine->owes_skipped = FALSE;

  return TRUE;
}

static gboolean
is_idle_after (Turn *self)
{
  BureauEngine *engine = self->engine;

  return !engine->again && self->claimed->len == 0 && self->agenda->runnable->len == 0
         && self->agenda->suspects->len == 0 && self->agenda->requests->len == 0
         && bureau_fleet_is_empty (engine->fleet) && bureau_requests_is_empty (engine->requests)
         && bureau_sender_is_idle (engine->sender) && bureau_inlets_is_idle (engine->inlets);
}

/**
 * bureau_engine_take_turn:
 * @is_idle: (out): whether there was nothing to do and nothing is under way
 *
 * Looks at the workspace once and does all that follows from it.
 *
 * Returns: %FALSE with @error set where memory could not be read or written
 */
gboolean
bureau_engine_take_turn (BureauEngine *engine, gboolean *is_idle, GError **error)
{
  g_autofree char *now = bureau_time_now_text ();
  g_auto (Turn) self = { .engine = engine, .room = bureau_fleet_get_room (engine->fleet) };

  self.terms = (BureauAgendaTerms){ engine->cursor, MAX_CHANGES, MAX (self.room, 1), now };
  self.claimed = g_array_new (FALSE, FALSE, sizeof (gint64));
  self.stuck = bureau_fleet_take_stuck (engine->fleet);
  self.runs = g_ptr_array_new_with_free_func ((GDestroyNotify)bureau_run_free);

  if (!decide (&self, error))
    return FALSE;
  engine->cursor = self.agenda->cursor;
  engine->again |= self.agenda->cursor < self.agenda->newest;
  g_set_str (&engine->next_due, self.agenda->next_due);
  notice_changes (&self);
  bureau_requests_take (engine->requests, self.agenda->requests);
  let_go (&self);
  *is_idle = is_idle_after (&self);

  return tell_skipped (engine, error);
}
