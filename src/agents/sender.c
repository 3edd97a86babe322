/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/sender.h"

#include "agents/delivery-attempt.h"
#include "agents/sender-write.h"
#include "agents/stuck.h"
#include "base/error.h"
#include "base/json.h"
#include "base/log.h"
#include "base/time.h"

#define TROUBLE_MS 5000
#define LONGEST_REST_MS (60 * 60 * 1000)

#define WAITING                                                                                    \
  "SELECT id, state, next_try FROM bureau_delivery WHERE state IN ('holding', 'queued')"           \
  " ORDER BY approval"

struct _BureauSender
{
  BureauMemory *memory;
  BureauTroubles *troubles;
  BureauCatalog *catalog;
  BureauSenderFunc rested;
  gpointer data;
  BureauWorker *worker;
  GCancellable *cancellable;
  GNetworkMonitor *monitor;
  gulong network_handler;
  GHashTable *held;  /* id → the monotonic time its holding ends, in milliseconds */
  GHashTable *stuck; /* see agents/stuck.h */
  DexFuture *loop;
  DexPromise *wake;
  gint64 next_due; /* milliseconds until something is due; -1: nothing will be */
  gboolean again;
  gboolean is_idle;
  gboolean is_stopping;
  gboolean is_back;       /* the network came back: everything queued is tried in the next turn */
  gboolean ignores_times; /* this is that turn */
};

static gint64 *
new_id (gint64 id)
{
  return g_memdup2 (&id, sizeof id);
}

/**
 * bureau_sender_wake:
 *
 * Looks into the rows again: a delivery may have come, or changed.
 */
void
bureau_sender_wake (BureauSender *self)
{
  self->again = TRUE;
  self->is_idle = FALSE;
  if (self->wake)
    {
      g_autoptr (DexPromise) wake = g_steal_pointer (&self->wake);

      dex_promise_resolve_boolean (wake, TRUE);
    }
}

/* Holding: undo is possible for so long since the engine saw the approval, by the monotonic clock.
 */

static gint64
undo_delay (BureauSender *self)
{
  return bureau_json_get_int (bureau_catalog_get_settings (self->catalog), "undo_seconds", 5)
         * 1000;
}

static gint64
hold_time_left (BureauSender *self, gint64 id)
{
  gint64 *end = g_hash_table_lookup (self->held, &id);

  if (!end)
    {
      end = new_id (bureau_time_monotonic () + undo_delay (self));
      g_hash_table_insert (self->held, new_id (id), end);
    }

  return *end - bureau_time_monotonic ();
}

static void
note_due (BureauSender *self, gint64 milliseconds)
{
  milliseconds = CLAMP (milliseconds, 1, LONGEST_REST_MS);
  if (self->next_due < 0 || milliseconds < self->next_due)
    self->next_due = milliseconds;
}

static gboolean
release (BureauSender *self, JsonArray *rows, GError **error)
{
  const BureauCause cause = { "system", "delivery" };
  g_autoptr (GArray) ended = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      gint64 id = bureau_json_get_id (row, "id");
      gint64 left;

      if (!g_str_equal (bureau_json_get_string (row, "state"), "holding"))
        continue;
      left = hold_time_left (self, id);
      if (left > 0)
        note_due (self, left);
      else
        g_array_append_val (ended, id);
    }
  if (ended->len == 0)
    return TRUE;
  self->again = TRUE;

  return dex_await (
      bureau_memory_write (self->memory, &cause, bureau_sender_write_release, ended, NULL), error);
}

/* Sending, one after another */

static void
note_stuck (BureauSender *self, gint64 id, BureauDeliveryRest rest)
{
  gint64 wait = bureau_stuck_add (self->stuck, id, rest);

  if (wait > 0)
    note_due (self, wait);
}

static gboolean
is_stuck (BureauSender *self, gint64 id)
{
  gint64 left = bureau_stuck_get_left (self->stuck, id);

  if (left > 0 && left < G_MAXINT64)
    note_due (self, left);

  return left > 0;
}

static gboolean
is_due (BureauSender *self, JsonObject *row)
{
  const char *next_try = bureau_json_get_string (row, "next_try");
  gint64 id = bureau_json_get_id (row, "id");
  gint64 at = 0;

  if (!g_str_equal (bureau_json_get_string (row, "state"), "queued") || is_stuck (self, id))
    return FALSE;
  if (self->ignores_times || !next_try || !bureau_time_parse (next_try, &at)
      || at <= bureau_time_now ())
    return TRUE;
  note_due (self, at - bureau_time_now ());

  return FALSE;
}

static gboolean
attempt (BureauSender *self, gint64 id, GError **error)
{
  g_autoptr (BureauCatalog) catalog = bureau_catalog_ref (self->catalog);
  BureauDeliveryMeans means = { self->memory, catalog, self->worker, self->cancellable };
  BureauDeliveryRest rest;

  g_hash_table_remove (self->held, &id);
  if (!bureau_delivery_attempt (&means, id, &rest, error))
    return FALSE;
  /* What was judged by accounts that changed meanwhile is judged anew. */
  if (rest >= BUREAU_DELIVERY_STUCK && self->catalog == catalog)
    note_stuck (self, id, rest);
  else
    self->again = TRUE;

  return TRUE;
}

/* What is wrong with one letter keeps no other waiting. */
static gboolean
set_aside (BureauSender *self, gint64 id, const GError *failure, GError **error)
{
  const BureauCause cause = { "system", "delivery" };
  BureauSenderAside aside = { id, failure };

  bureau_log_event ("agents", "delivery-not-tried", "error", failure->message, NULL);
  if (g_error_matches (failure, BUREAU_ERROR, BUREAU_ERROR_FULL)
      || g_error_matches (failure, BUREAU_ERROR, BUREAU_ERROR_BUSY))
    {
      g_propagate_error (error, g_error_copy (failure));
      return FALSE;
    }
  self->again = TRUE;

  return dex_await (
      bureau_memory_write (self->memory, &cause, bureau_sender_write_aside, &aside, NULL), error);
}

static gboolean
send_due (BureauSender *self, JsonArray *rows, GError **error)
{
  self->ignores_times = self->is_back;
  self->is_back = FALSE;
  for (guint i = 0; i < json_array_get_length (rows) && !self->is_stopping; i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      gint64 id = bureau_json_get_id (row, "id");
      g_autoptr (GError) failure = NULL;

      if (is_due (self, row) && !attempt (self, id, &failure)
          && !set_aside (self, id, failure, error))
        return FALSE;
    }

  return TRUE;
}

/* The loop */

static gboolean
is_at_rest (BureauSender *self, JsonArray *rows)
{
  for (guint i = 0; i < json_array_get_length (rows); i++)
    if (g_str_equal (bureau_json_get_string (json_array_get_object_element (rows, i), "state"),
                     "holding"))
      return FALSE;

  return !self->again;
}

static gboolean
take_turn (BureauSender *self, GError **error)
{
  g_autoptr (JsonArray) rows = dex_await_boxed (bureau_memory_rows (self->memory, WAITING, ""),
                                                error);

  self->next_due = -1;
  if (!rows || !release (self, rows, error) || !send_due (self, rows, error))
    return FALSE;
  self->is_idle = is_at_rest (self, rows);
  if (self->is_idle)
    self->rested (self->data);

  return TRUE;
}

static void
rest (BureauSender *self, gint64 milliseconds)
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

static DexFuture *
loop_fiber (gpointer data)
{
  BureauSender *self = data;

  while (!self->is_stopping)
    {
      g_autoptr (GError) error = NULL;

      self->again = FALSE;
      if (take_turn (self, &error))
        {
          bureau_troubles_end (self->troubles, BUREAU_TROUBLE_SENDING);
          rest (self, self->next_due);
          continue;
        }
      bureau_troubles_begin (self->troubles, BUREAU_TROUBLE_SENDING, error->message);
      rest (self, TROUBLE_MS);
    }

  return dex_future_new_true ();
}

/* Callbacks */

static void
network_changed_cb (BureauSender *self, gboolean available)
{
  if (!available)
    return;
  self->is_back = TRUE;
  bureau_sender_wake (self);
}

/* Public */

/**
 * bureau_sender_new:
 * @troubles: outlives this
 * @rested: told when there is nothing left to send now
 *
 * Sends nothing before bureau_sender_start().
 *
 * Returns: (transfer full): a sender of this workspace's deliveries
 */
BureauSender *
bureau_sender_new (BureauMemory *memory, BureauTroubles *troubles, BureauSenderFunc rested,
                   gpointer data)
{
  BureauSender *self = g_new0 (BureauSender, 1);

  self->memory = g_object_ref (memory);
  self->troubles = troubles;
  self->rested = rested;
  self->data = data;
  self->cancellable = g_cancellable_new ();
  self->monitor = g_object_ref (g_network_monitor_get_default ());
  self->held = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->stuck = bureau_stuck_new ();

  return self;
}

void
bureau_sender_free (BureauSender *self)
{
  g_clear_signal_handler (&self->network_handler, self->monitor);
  if (self->worker)
    bureau_worker_stop (self->worker);
  g_clear_object (&self->worker);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->monitor);
  g_clear_pointer (&self->held, g_hash_table_unref);
  g_clear_pointer (&self->stuck, g_hash_table_unref);
  g_clear_pointer (&self->catalog, bureau_catalog_unref);
  dex_clear (&self->wake);
  dex_clear (&self->loop);
  g_clear_object (&self->memory);
  g_free (self);
}

/**
 * bureau_sender_start:
 *
 * Begins with what stands in the rows.
 */
void
bureau_sender_start (BureauSender *self, BureauCatalog *catalog)
{
  self->worker = bureau_worker_new ("bureau-smtp");
  /* bureau_sender_free() disconnects: what listens is no object. */
  self->network_handler = g_signal_connect_data (self->monitor, "network-changed",
                                                 G_CALLBACK (network_changed_cb), self, NULL,
                                                 G_CONNECT_SWAPPED);
  bureau_sender_set_catalog (self, catalog);
  self->loop = dex_scheduler_spawn (NULL, 0, loop_fiber, self, NULL);
}

/**
 * bureau_sender_stop:
 *
 * Begins no further delivery. One under way is broken off before its end, never after it.
 *
 * Returns: (transfer full): resolves once nothing is being sent any more
 */
DexFuture *
bureau_sender_stop (BureauSender *self)
{
  self->is_stopping = TRUE;
  g_cancellable_cancel (self->cancellable);
  bureau_sender_wake (self);

  return self->loop ? dex_ref (self->loop) : dex_future_new_true ();
}

/**
 * bureau_sender_set_catalog:
 *
 * Accounts and settings as they are now; what waited for an account is tried again.
 */
void
bureau_sender_set_catalog (BureauSender *self, BureauCatalog *catalog)
{
  bureau_catalog_ref (catalog);
  g_clear_pointer (&self->catalog, bureau_catalog_unref);
  self->catalog = catalog;
  g_hash_table_remove_all (self->stuck);
  bureau_sender_wake (self);
}

/**
 * bureau_sender_is_idle:
 *
 * Returns: whether nothing holds, nothing is being sent and nothing could be sent now
 */
gboolean
bureau_sender_is_idle (BureauSender *self)
{
  return self->is_idle;
}
