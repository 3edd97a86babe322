/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/engine-private.h"

#include "agents/arrival.h"
#include "agents/cursor.h"
#include "agents/run-recover.h"
#include "agents/run-store.h"
#include "agents/skipped.h"
#include "base/error.h"
#include "base/json.h"
#include "base/time.h"
#include "memory/delivery.h"
#include "memory/usage.h"

/* How long memory that cannot be read or written is left alone. */
#define TROUBLE_MS 5000

/* A wall clock may jump: nothing rests longer than this without looking at it again. */
#define LONGEST_REST_MS (60 * 60 * 1000)

G_DEFINE_FINAL_TYPE (BureauEngine, bureau_engine, G_TYPE_OBJECT)

/* The loop */

void
bureau_engine_wake (BureauEngine *self)
{
  self->again = TRUE;
  if (self->wake)
    {
      g_autoptr (DexPromise) wake = g_steal_pointer (&self->wake);

      dex_promise_resolve_boolean (wake, TRUE);
    }
}

/* A file that arrives says nothing when it turns out to be none. */
#define ARRIVING_MS 200

static gint64
time_to_rest (BureauEngine *self)
{
  gint64 due = 0;

  if (self->idlers->len > 0 && !bureau_inlets_is_idle (self->inlets))
    return ARRIVING_MS;
  if (!self->next_due || !bureau_time_parse (self->next_due, &due))
    return -1;

  return CLAMP (due - bureau_time_now (), 1, LONGEST_REST_MS);
}

/* Rests until something happens, or for @milliseconds where they are not negative. */
static void
rest (BureauEngine *self, gint64 milliseconds)
{
  DexFuture *wake;

  if (self->again)
    return;
  self->wake = dex_promise_new ();
  wake = dex_ref (DEX_FUTURE (self->wake));
  if (milliseconds >= 0)
    wake = dex_future_first (wake, dex_timeout_new_msec (milliseconds), NULL);
  dex_await (wake, NULL);
  dex_clear (&self->wake);
}

static void
tell_idlers (BureauEngine *self)
{
  g_autoptr (GPtrArray) idlers = self->idlers;

  self->idlers = g_ptr_array_new_with_free_func (dex_unref);
  for (guint i = 0; i < idlers->len; i++)
    dex_promise_resolve_boolean (g_ptr_array_index (idlers, i), TRUE);
}

static void
work (BureauEngine *self)
{
  while (self->state == BUREAU_ENGINE_RUNNING)
    {
      g_autoptr (GError) error = NULL;
      gboolean is_idle = FALSE;

      self->again = FALSE;
      if (!bureau_engine_take_turn (self, &is_idle, &error))
        {
          bureau_troubles_begin (self->environment.troubles, BUREAU_TROUBLE_WORK, error->message);
          rest (self, TROUBLE_MS);
          continue;
        }
      bureau_troubles_end (self->environment.troubles, BUREAU_TROUBLE_WORK);
      if (is_idle)
        tell_idlers (self);
      rest (self, time_to_rest (self));
    }
}

/* Start and stop */

typedef struct
{
  BureauEngine *engine;
  BureauCatalog *catalog;
  GArray *unfinished;
} Change;

static gboolean
recover (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  return bureau_run_recover (transaction, error) && bureau_usage_recover (transaction, error)
         && bureau_delivery_recover (transaction, error)
         && bureau_requests_recover (transaction, error)
         && bureau_arrival_recover (transaction, error)
         && bureau_reply_board_recover (transaction, error);
}

static gboolean
read_state (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Change *self = data;

  self->catalog = bureau_catalog_load (database, error);

  return self->catalog && bureau_cursor_read (database, &self->engine->cursor, error);
}

static gboolean
prepare (BureauEngine *self, GError **error)
{
  const BureauCause cause = { "system", "start" };
  BureauMemory *memory = self->environment.memory;
  Change change = { .engine = self };

  if (!dex_await (bureau_memory_write (memory, &cause, recover, NULL, NULL), error)
      || !dex_await (bureau_memory_read (memory, read_state, &change, NULL), error))
    return FALSE;
  self->stored_cursor = self->cursor;
  bureau_environment_set_catalog (&self->environment, change.catalog);
  bureau_fleet_set_concurrency (
      self->fleet,
      bureau_json_get_int (bureau_catalog_get_settings (change.catalog), "engine_concurrency", 16));
  bureau_sender_start (self->sender, change.catalog);
  bureau_inlets_set_catalog (self->inlets, change.catalog);
  self->owes_skipped = TRUE;

  return TRUE;
}

static gboolean
write_rest (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Change *self = data;

  for (guint i = 0; i < self->unfinished->len; i++)
    if (!bureau_run_release (transaction, g_array_index (self->unfinished, gint64, i), error))
      return FALSE;

  return bureau_cursor_write (transaction, self->engine->cursor, error);
}

static gboolean
finish (BureauEngine *self, GError **error)
{
  const BureauCause cause = { "system", "stop" };
  g_autoptr (GArray) unfinished = NULL;
  Change change = { .engine = self };

  dex_await (bureau_inlets_stop (self->inlets), NULL);
  bureau_fleet_pause (self->fleet);
  dex_await (bureau_fleet_wait (self->fleet), NULL);
  dex_await (bureau_requests_end (self->requests), NULL);
  dex_await (bureau_sender_stop (self->sender), NULL);
  unfinished = bureau_fleet_take_ready (self->fleet);
  change.unfinished = unfinished;
  self->state = BUREAU_ENGINE_STOPPED;

  return dex_await (
      bureau_memory_write (self->environment.memory, &cause, write_rest, &change, NULL), error);
}

static DexFuture *
loop_fiber (gpointer data)
{
  BureauEngine *self = data;
  g_autoptr (GError) error = NULL;

  work (self);
  if (finish (self, &error))
    return dex_future_new_true ();

  return dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
start_fiber (gpointer data)
{
  BureauEngine *self = data;
  g_autoptr (GError) error = NULL;

  if (!prepare (self, &error))
    {
      self->state = BUREAU_ENGINE_NEW;
      return dex_future_new_for_error (g_steal_pointer (&error));
    }
  self->loop = dex_scheduler_spawn (NULL, 0, loop_fiber, g_object_ref (self), g_object_unref);

  return dex_future_new_true ();
}

/* Callbacks */

static void
memory_changed_cb (BureauEngine *self)
{
  bureau_engine_wake (self);
}

static void
room_cb (gpointer data)
{
  bureau_engine_wake (data);
}

/* vfuncs */

static void
bureau_engine_dispose (GObject *object)
{
  BureauEngine *self = BUREAU_ENGINE (object);

  g_clear_pointer (&self->requests, bureau_requests_free);
  g_clear_pointer (&self->inlets, bureau_inlets_free);
  g_clear_pointer (&self->sender, bureau_sender_free);
  g_clear_pointer (&self->fleet, bureau_fleet_free);
  g_clear_pointer (&self->idlers, g_ptr_array_unref);
  g_clear_pointer (&self->next_due, g_free);
  dex_clear (&self->wake);
  dex_clear (&self->loop);
  bureau_environment_clear (&self->environment);

  G_OBJECT_CLASS (bureau_engine_parent_class)->dispose (object);
}

static void
bureau_engine_class_init (BureauEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bureau_engine_dispose;
}

static void
bureau_engine_init (BureauEngine *self)
{
  self->idlers = g_ptr_array_new_with_free_func (dex_unref);
}

/* Public */

/**
 * bureau_engine_new:
 * @memory: opened with %BUREAU_MEMORY_ENGINE
 *
 * Returns: (transfer full): an engine that does nothing until it is started
 */
BureauEngine *
bureau_engine_new (BureauMemory *memory)
{
  BureauEngine *self = g_object_new (BUREAU_TYPE_ENGINE, NULL);

  bureau_environment_init (&self->environment, memory);
  self->fleet = bureau_fleet_new (&self->environment, room_cb, self);
  self->sender = bureau_sender_new (memory, self->environment.troubles, room_cb, self);
  self->inlets = bureau_inlets_new (memory, self->environment.troubles, room_cb, self);
  self->requests = bureau_requests_new (&self->environment, self->fleet, room_cb, self);
  g_signal_connect_object (memory, "changed", G_CALLBACK (memory_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * bureau_engine_start:
 *
 * Brings what a crash left behind in order, then begins to work.
 *
 * Returns: (transfer full): resolves once it works; rejects with %BUREAU_ERROR_REFUSED where the
 *   workspace was not opened for an engine
 */
DexFuture *
bureau_engine_start (BureauEngine *self)
{
  g_return_val_if_fail (BUREAU_IS_ENGINE (self), NULL);

  if (!bureau_memory_is_engine (self->environment.memory))
    return dex_future_new_reject (BUREAU_ERROR, BUREAU_ERROR_REFUSED,
                                  "This process does not hold the workspace for its engine.");
  if (self->state != BUREAU_ENGINE_NEW)
    return dex_future_new_reject (BUREAU_ERROR, BUREAU_ERROR_REFUSED,
                                  "The engine was started already.");
  self->state = BUREAU_ENGINE_RUNNING;

  return dex_scheduler_spawn (NULL, 0, start_fiber, g_object_ref (self), g_object_unref);
}

/**
 * bureau_engine_stop:
 *
 * Begins nothing more, lets what is under way come to the end of its step, and gives the rest back.
 *
 * Returns: (transfer full): resolves once nothing of the engine works any more
 */
DexFuture *
bureau_engine_stop (BureauEngine *self)
{
  g_return_val_if_fail (BUREAU_IS_ENGINE (self), NULL);

  if (!self->loop)
    return dex_future_new_true ();
  if (self->state == BUREAU_ENGINE_RUNNING)
    self->state = BUREAU_ENGINE_STOPPING;
  bureau_engine_wake (self);

  return dex_ref (self->loop);
}

/**
 * bureau_engine_try_again:
 *
 * Looks into memory at once, where it was left alone because it could not be read or written.
 */
void
bureau_engine_try_again (BureauEngine *self)
{
  g_return_if_fail (BUREAU_IS_ENGINE (self));

  bureau_sender_wake (self->sender);
  bureau_engine_wake (self);
}

/**
 * bureau_engine_until_idle:
 *
 * Idle is: every entry of the journal is dealt with, nothing is runnable or running, no request is
 * open, nothing holds or is being sent. What waits for a time, an answer, a person or the network
 * does not count.
 *
 * Returns: (transfer full): resolves at the next moment that is so
 */
DexFuture *
bureau_engine_until_idle (BureauEngine *self)
{
  DexPromise *promise;

  g_return_val_if_fail (BUREAU_IS_ENGINE (self), NULL);

  promise = dex_promise_new ();
  g_ptr_array_add (self->idlers, dex_ref (promise));
  bureau_engine_wake (self);

  return DEX_FUTURE (promise);
}
