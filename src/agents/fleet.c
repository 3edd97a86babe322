/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/fleet.h"

#include "agents/retry.h"
#include "agents/run-store.h"
#include "agents/runner.h"

/* How many runs are taken up for each that works. */
#define AHEAD 4

struct _BureauFleet
{
  BureauEnvironment *environment;
  BureauFleetFunc ended;
  gpointer data;
  guint concurrency;
  guint n_places;
  GQueue free_places;  /* of DexPromise: what wakes a place that has no run */
  GHashTable *working; /* id → BureauRun, until its last commit is on the disk */
  GQueue ready;        /* of BureauRun, oldest first */
  GArray *stuck;       /* runs whose outcome could not be written */
  DexPromise *empty;   /* who waits until nothing works */
  gboolean is_paused;
  gboolean has_suspect;
};

typedef struct
{
  BureauFleet *fleet;
  BureauRun *run;
} Voyage;

static void
voyage_free (gpointer data)
{
  Voyage *self = data;

  bureau_run_free (self->run);
  g_free (self);
}

/**
 * bureau_fleet_new:
 * @environment: outlives the fleet
 * @ended: told whenever a run ended
 *
 * One run works at a time until bureau_fleet_set_concurrency() allows more.
 *
 * Returns: (transfer full): a fleet without runs
 */
BureauFleet *
bureau_fleet_new (BureauEnvironment *environment, BureauFleetFunc ended, gpointer data)
{
  BureauFleet *self = g_new0 (BureauFleet, 1);

  self->environment = environment;
  self->ended = ended;
  self->data = data;
  self->concurrency = 1;
  self->working = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->stuck = g_array_new (FALSE, FALSE, sizeof (gint64));

  return self;
}

void
bureau_fleet_free (BureauFleet *self)
{
  g_queue_clear_full (&self->ready, (GDestroyNotify)bureau_run_free);
  g_clear_pointer (&self->working, g_hash_table_unref);
  g_clear_pointer (&self->stuck, g_array_unref);
  dex_clear (&self->empty);
  g_free (self);
}

/* A run whose rows could not be written still says running: the engine gives it back later. */
static void
note_failure (BureauFleet *self, BureauRun *run, const GError *error)
{
  bureau_troubles_begin (self->environment->troubles, BUREAU_TROUBLE_RUNS, error->message);
  g_array_append_val (self->stuck, run->id);
}

typedef struct
{
  gint64 run;
  char *message;
  char *advice;
} Parking;

static void
parking_free (gpointer data)
{
  Parking *self = data;

  g_free (self->message);
  g_free (self->advice);
  g_free (self);
}

static gboolean
write_parking (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Parking *self = data;

  return bureau_run_move (transaction, self->run,
                          &(BureauRunMove){ "parked", self->message, self->advice, NULL }, error);
}

/* What can never be written is not worked out, and paid, again and again. */
static DexFuture *
not_written_cb (DexFuture *future, gpointer data)
{
  Voyage *voyage = data;
  const BureauCause cause = { "system", "trouble" };
  g_autoptr (GError) error = NULL;
  Parking *parking;

  dex_future_get_value (future, &error);
  if (bureau_retry_is_worthwhile (error, 1))
    return NULL;
  parking = g_new0 (Parking, 1);
  parking->run = voyage->run->id;
  parking->message = g_strdup (error->message);
  parking->advice = bureau_retry_advice (error);

  return bureau_memory_write (voyage->fleet->environment->memory, &cause, write_parking, parking,
                              parking_free);
}

static gboolean
is_empty (BureauFleet *self)
{
  return self->n_places == 0 && g_hash_table_size (self->working) == 0;
}

static void
tell_if_empty (BureauFleet *self)
{
  if (self->empty && is_empty (self))
    dex_promise_resolve_boolean (self->empty, TRUE);
}

static DexFuture *
run_ended_cb (DexFuture *future, gpointer data)
{
  Voyage *voyage = data;
  BureauFleet *self = voyage->fleet;
  g_autoptr (GError) error = NULL;

  g_hash_table_remove (self->working, &voyage->run->id);
  if (voyage->run->is_suspect)
    self->has_suspect = FALSE;
  if (dex_future_get_value (future, &error))
    bureau_troubles_end (self->environment->troubles, BUREAU_TROUBLE_RUNS);
  else
    note_failure (self, voyage->run, error);
  tell_if_empty (self);
  if (self->ready.length < self->concurrency)
    self->ended (self->data);

  return dex_future_new_true ();
}

static void
work_on (BureauFleet *self, BureauRun *run)
{
  Voyage *voyage = g_new0 (Voyage, 1);
  DexFuture *written;

  voyage->fleet = self;
  voyage->run = run;
  g_hash_table_insert (self->working, &run->id, run);
  written = dex_future_catch (bureau_runner_run (self->environment, run), not_written_cb, voyage,
                              NULL);
  dex_future_disown (dex_future_finally (written, run_ended_cb, voyage, voyage_free));
}

static void
wait_for_run (BureauFleet *self)
{
  DexPromise *wake = dex_promise_new ();

  g_queue_push_head (&self->free_places, dex_ref (wake));
  dex_await (DEX_FUTURE (wake), NULL);
}

/* A place is a fiber that works on one run after the other: a fiber for each run would map and
 * unmap a stack for each. A run that only waits for the disk has left its place, so that one flush
 * serves many. */
static DexFuture *
place_fiber (gpointer data)
{
  BureauFleet *self = data;

  while (!self->is_paused && self->n_places <= self->concurrency)
    if (self->ready.length > 0)
      work_on (self, g_queue_pop_head (&self->ready));
    else
      wait_for_run (self);
  self->n_places--;
  tell_if_empty (self);

  return dex_future_new_true ();
}

static void
wake_place (BureauFleet *self)
{
  g_autoptr (DexPromise) place = g_queue_pop_head (&self->free_places);

  if (place)
    dex_promise_resolve_boolean (place, TRUE);
  else if (!self->is_paused && self->n_places < self->concurrency)
    {
      self->n_places++;
      dex_future_disown (dex_scheduler_spawn (NULL, 0, place_fiber, self, NULL));
    }
}

/**
 * bureau_fleet_set_concurrency:
 * @concurrency: how many runs may work at once, at least one
 *
 * Begins more at once where it allows more; what works already goes on where it allows fewer.
 */
void
bureau_fleet_set_concurrency (BureauFleet *self, guint concurrency)
{
  self->concurrency = MAX (concurrency, 1);
  for (guint i = 0; i < self->ready.length; i++)
    wake_place (self);
}

/**
 * bureau_fleet_get_room:
 *
 * Returns: how many more runs can be taken up
 */
guint
bureau_fleet_get_room (BureauFleet *self)
{
  guint taken = g_hash_table_size (self->working) + self->ready.length;
  guint limit = self->concurrency * AHEAD;

  return !self->is_paused && taken < limit ? limit - taken : 0;
}

/**
 * bureau_fleet_has_suspect:
 *
 * Returns: whether a run is taken up in which the program stopped before. Those go one at a time,
 * so that a crash is counted against the run that caused it, not against its neighbours
 */
gboolean
bureau_fleet_has_suspect (BureauFleet *self)
{
  return self->has_suspect;
}

/**
 * bureau_fleet_is_empty:
 *
 * Returns: whether no run works, is ready or waits to be given back
 */
gboolean
bureau_fleet_is_empty (BureauFleet *self)
{
  return g_hash_table_size (self->working) == 0 && self->ready.length == 0 && self->stuck->len == 0;
}

/**
 * bureau_fleet_add:
 * @run: (transfer full): claimed and loaded
 */
void
bureau_fleet_add (BureauFleet *self, BureauRun *run)
{
  self->has_suspect |= run->is_suspect;
  g_queue_push_tail (&self->ready, run);
  wake_place (self);
}

/**
 * bureau_fleet_cancel:
 *
 * Returns: whether the run is taken up here; it then ends at its next step border
 */
gboolean
bureau_fleet_cancel (BureauFleet *self, gint64 id)
{
  BureauRun *run = g_hash_table_lookup (self->working, &id);

  for (GList *l = self->ready.head; l && !run; l = l->next)
    if (((BureauRun *)l->data)->id == id)
      run = l->data;
  if (run)
    {
      run->is_cancelled = TRUE;
      g_cancellable_cancel (run->cancellable);
    }

  return run != NULL;
}

static GArray *
steal (GArray **array)
{
  GArray *taken = *array;

  *array = g_array_new (FALSE, FALSE, sizeof (gint64));

  return taken;
}

/**
 * bureau_fleet_add_stuck:
 * @ids: (array length=n_ids): runs whose row says running and that nobody works on
 *
 * They are given back with the next turn that can write.
 */
void
bureau_fleet_add_stuck (BureauFleet *self, const gint64 *ids, guint n_ids)
{
  g_array_append_vals (self->stuck, ids, n_ids);
}

/**
 * bureau_fleet_take_stuck:
 *
 * Returns: (transfer full) (element-type gint64): the runs that could not be given back when they
 *   ended; the caller tries again
 */
GArray *
bureau_fleet_take_stuck (BureauFleet *self)
{
  return steal (&self->stuck);
}

/**
 * bureau_fleet_pause:
 *
 * Nothing more is begun; what works rests at its next step border.
 */
void
bureau_fleet_pause (BureauFleet *self)
{
  GHashTableIter iter;
  gpointer run;

  self->is_paused = TRUE;
  g_hash_table_iter_init (&iter, self->working);
  while (g_hash_table_iter_next (&iter, NULL, &run))
    {
      ((BureauRun *)run)->is_paused = TRUE;
      g_cancellable_cancel (((BureauRun *)run)->cancellable);
    }
  while (self->free_places.length > 0)
    wake_place (self);
}

/**
 * bureau_fleet_wait:
 *
 * Returns: (transfer full): resolves once nothing works any more
 */
DexFuture *
bureau_fleet_wait (BureauFleet *self)
{
  if (is_empty (self))
    return dex_future_new_true ();
  if (!self->empty)
    self->empty = dex_promise_new ();

  return dex_ref (DEX_FUTURE (self->empty));
}

/**
 * bureau_fleet_take_ready:
 *
 * Returns: (transfer full): the runs that were taken up and not begun; they are forgotten here
 */
GArray *
bureau_fleet_take_ready (BureauFleet *self)
{
  GArray *ids = steal (&self->stuck);

  for (BureauRun *run = g_queue_pop_head (&self->ready); run; run = g_queue_pop_head (&self->ready))
    {
      g_array_append_val (ids, run->id);
      bureau_run_free (run);
    }

  return ids;
}
