/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What calls of providers may cost and did cost: reserved before, settled after (design.md §4). */
#include "memory/usage.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/log.h"
#include "base/time.h"
#include "memory/act.h"

/* What counts of a row: its cost, or its worst case as long as the cost is not known. */
#define COUNTED "iif(state = 'settled', cost, reserved)"

#define RUN_SPENT                                                                                  \
  "SELECT coalesce(sum(" COUNTED "), 0) FROM bureau_usage WHERE run = ?1 AND day IS NOT NULL"      \
  " AND currency = ?2"

#define SPENT                                                                                      \
  "SELECT coalesce((SELECT micros FROM bureau_spent WHERE agent = ?1 AND period = ?2"              \
  " AND currency = ?3), 0)"

#define RESERVED                                                                                   \
  "SELECT coalesce(sum(reserved), 0) FROM bureau_usage WHERE state = 'reserved' AND currency = ?1"

#define SPEND                                                                                      \
  "INSERT INTO bureau_spent VALUES (?1, ?2, ?3, ?4)"                                               \
  " ON CONFLICT (agent, period, currency) DO UPDATE SET micros = micros + excluded.micros"

#define RESERVE                                                                                    \
  "INSERT INTO bureau_usage (id, at, run, step, agent, provider, model, state, reserved, day,"     \
  " currency) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'reserved', ?8, ?9, ?10)"

#define SETTLE                                                                                     \
  "UPDATE bureau_usage SET state = ?1, input_tokens = ?2, cached_tokens = ?3, output_tokens = ?4," \
  " cost = ?5, model = coalesce(?6, model) WHERE id = ?7"

#define FIND                                                                                       \
  "SELECT run, agent, day, currency, reserved FROM bureau_usage WHERE id = ?1"                     \
  " AND state = 'reserved'"

/* Each limit is of an agent or of all, in a period or in a run. */
typedef struct
{
  gint64 limit;
  const char *agent; /* NULL: the run's */
  const char *period;
  const char *what;
} Check;

static gboolean
read_spent (BureauDatabase *database, const BureauReservation *self, const Check *check,
            gint64 *spent, GError **error)
{
  if (check->agent == NULL)
    return bureau_database_int (database, spent, error, RUN_SPENT, "is", self->run, self->currency);
  return bureau_database_int (database, spent, error, SPENT, "sss", check->agent, check->period,
                              self->currency);
}

static gboolean
refuse (const BureauReservation *self, const Check *check, gint64 spent, GError **error)
{
  g_autofree char *worst = bureau_micros_format (self->worst, self->currency);
  g_autofree char *so_far = bureau_micros_format (spent, self->currency);
  g_autofree char *limit = bureau_micros_format (check->limit, self->currency);

  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT,
               "The next answer may cost up to %s, and %s of the %s that %s are spent.", worst,
               so_far, limit, check->what);
  return FALSE;
}

/* What is only set aside for calls under way comes back when they are settled. */
static gboolean
is_set_aside (BureauDatabase *database, const BureauReservation *self, const Check *check,
              gint64 spent)
{
  gint64 reserved = 0;

  return bureau_database_int (database, &reserved, NULL, RESERVED, "s", self->currency)
         && bureau_micros_add (spent - reserved, self->worst) <= check->limit;
}

static gboolean
refuse_for_now (GError **error)
{
  g_set_error_literal (
      error, BUREAU_ERROR, BUREAU_ERROR_BUSY,
      "The money is set aside for questions that are under way; this one waits for "
      "them.");
  return FALSE;
}

static gboolean
refuse_unknown (const BureauReservation *self, GError **error)
{
  g_set_error (
      error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
      "Nobody said what the model “%s” costs in %s, so its limit cannot be kept. Say it in "
      "the settings “prices” and “exchange_rates”, or take the limit away.",
      self->model != NULL ? self->model : self->provider, self->currency);
  return FALSE;
}

/* Told once, when the share is passed; the desk shows it as long as it is so. */
static void
warn (const BureauReservation *self, const Check *check, gint64 spent)
{
  gint64 line = check->limit / 100 * BUREAU_USAGE_WARN_AT;

  if (spent < line && bureau_micros_add (spent, self->worst) >= line)
    bureau_log_event ("usage", "limit-near", "agent", check->agent != NULL ? check->agent : "",
                      "period", check->period != NULL ? check->period : "run", NULL);
}

static gboolean
check_limit (BureauDatabase *database, const BureauReservation *self, const Check *check,
             GError **error)
{
  gint64 spent = 0;

  if (check->limit < 0)
    return TRUE;
  if (self->worst < 0)
    return refuse_unknown (self, error);
  if (!read_spent (database, self, check, &spent, error))
    return FALSE;
  if (self->worst > 0 && bureau_micros_add (spent, self->worst) > check->limit)
    return is_set_aside (database, self, check, spent) ? refuse_for_now (error)
                                                       : refuse (self, check, spent, error);
  warn (self, check, spent);
  return TRUE;
}

static gboolean
check_limits (BureauDatabase *database, const BureauReservation *self, GError **error)
{
  g_autofree char *month = g_strndup (self->day, strlen ("2026-11"));
  const Check checks[] = {
    { self->limits.run, NULL, NULL, "this run may cost" },
    { self->limits.agent_day, self->agent, self->day, "its agent may cost in a day" },
    { self->limits.agent_month, self->agent, month, "its agent may cost in a month" },
    { self->limits.day, "", self->day, "all agents may cost in a day" },
    { self->limits.month, "", month, "all agents may cost in a month" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (!check_limit (database, self, &checks[i], error))
      return FALSE;
  return TRUE;
}

/* Adds to the sums that limits are weighed against; a difference may be less than nothing. */
static gboolean
spend (BureauDatabase *database, const char *agent, const char *day, const char *currency,
       gint64 micros, GError **error)
{
  g_autofree char *month = g_strndup (day, strlen ("2026-11"));
  const char *const agents[] = { "", agent };
  const char *const periods[] = { day, month };

  for (guint i = 0; micros != 0 && i < G_N_ELEMENTS (agents) * G_N_ELEMENTS (periods); i++)
    if (!bureau_database_run (database, error, SPEND, "sssi", agents[i / 2], periods[i % 2],
                              currency, micros))
      return FALSE;
  return TRUE;
}

/**
 * bureau_usage_reserve:
 * @id: (out): the row of the call, to be settled
 *
 * Sets the most that a call can cost aside before it is made. It stays counted until it is settled,
 * also when the program stops in between.
 *
 * Errors: %BUREAU_ERROR_LIMIT where a limit would be passed; %BUREAU_ERROR_BUSY where it would not
 * be once the calls under way are settled; %BUREAU_ERROR_NOT_FOUND where there is
 * a limit and nobody knows what the model costs.
 *
 * Returns: whether the call may be made
 */
gboolean
bureau_usage_reserve (BureauTransaction *transaction, const BureauReservation *reservation,
                      gint64 *id, GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  gint64 worst = MAX (reservation->worst, 0);

  *id = bureau_transaction_new_id (transaction);
  return check_limits (database, reservation, error)
         && spend (database, reservation->agent, reservation->day, reservation->currency, worst,
                   error)
         && bureau_database_run (database, error, RESERVE, "isissssiss", *id,
                                 bureau_transaction_get_time (transaction), reservation->run,
                                 reservation->step, reservation->agent, reservation->provider,
                                 reservation->model, worst, reservation->day,
                                 reservation->worst < 0 ? "" : reservation->currency);
}

/* One of a call's own numbers; what nobody knows is no number. */
static gboolean
put_settlement (BureauDatabase *database, gint64 id, const BureauSettlement *self, gint64 cost,
                GError **error)
{
  if (!self->is_known)
    return bureau_database_run (database, error,
                                "UPDATE bureau_usage SET state = 'unknown', cost = ?1,"
                                " model = coalesce(?2, model) WHERE id = ?3",
                                "isi", cost, self->model, id);
  return bureau_database_run (database, error, SETTLE, "siiiisi", "settled",
                              self->tokens.input + self->tokens.cached + self->tokens.written,
                              self->tokens.cached, self->tokens.output, cost, self->model, id);
}

/**
 * bureau_usage_settle:
 * @id: what bureau_usage_reserve() gave
 *
 * Replaces what was set aside for a call by what it cost. Where that is not known, the worst case
 * stays. A call that was settled before is left as it is.
 *
 * Returns: %FALSE with @error set where it could not be written
 */
gboolean
bureau_usage_settle (BureauTransaction *transaction, gint64 id, const BureauSettlement *settlement,
                     GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  g_autoptr (BureauStatement) row = bureau_database_prepare (database, FIND, error);
  g_autoptr (GError) failure = NULL;
  gint64 reserved, cost;

  if (row == NULL || !bureau_statement_bind (row, error, "i", id))
    return FALSE;
  if (!bureau_statement_step (row, &failure))
    {
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      return error == NULL || *error == NULL;
    }
  reserved = bureau_statement_int (row, 4);
  cost = settlement->is_known ? MAX (settlement->cost, 0) : reserved;
  return spend (database, bureau_statement_text (row, 1), bureau_statement_text (row, 2),
                bureau_statement_text (row, 3), cost - reserved, error)
         && bureau_database_run (database, error,
                                 "UPDATE bureau_run SET cost = cost + ?1 WHERE id = ?2", "ii", cost,
                                 bureau_statement_int (row, 0))
         && put_settlement (database, id, settlement, cost, error);
}

static gboolean
correct (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  g_autoptr (JsonObject) row = bureau_database_row (
      database, error,
      "SELECT run, agent, day, currency, cost FROM bureau_usage WHERE id = ?1 AND state = "
      "'unknown'",
      "i", act->id);
  gint64 cost = json_node_get_int (act->node), difference;

  if (row == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
                     "%" G_GINT64_FORMAT " is no question whose cost is unknown; “bureauctl usage "
                     "unknown” lists them.",
                     act->id);
      return FALSE;
    }
  difference = cost - bureau_json_get_int (row, "cost", 0);
  bureau_transaction_add_fact (transaction, "bureau_usage", act->id, "corrected");
  return spend (database, bureau_json_get_string (row, "agent"),
                bureau_json_get_string (row, "day"), bureau_json_get_string (row, "currency"),
                difference, error)
         && bureau_database_run (database, error,
                                 "UPDATE bureau_run SET cost = cost + ?1 WHERE id = ?2", "ii",
                                 difference, bureau_json_get_id (row, "run"))
         && bureau_database_run (database, error,
                                 "UPDATE bureau_usage SET state = 'settled', cost = ?1 WHERE id = "
                                 "?2",
                                 "ii", cost, act->id)
         && bureau_database_run (database, error,
                                 "UPDATE bureau_run SET not_before = ?1 WHERE state = 'parked'"
                                 " AND not_before > ?1",
                                 "s", bureau_transaction_get_time (transaction));
}

/**
 * bureau_usage_correct:
 * @id: a call whose provider did not say what it took, so that its worst case is counted
 * @cost: what it cost, in micros, as the provider's bill says
 *
 * Counts what a call cost in place of its worst case. What waits for money may go on.
 *
 * Errors: %BUREAU_ERROR_NOT_FOUND for any other call.
 *
 * Returns: (transfer full): resolves to %TRUE
 */
DexFuture *
bureau_usage_correct (BureauMemory *memory, const BureauCause *cause, gint64 id, gint64 cost)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);

  json_node_set_int (node, MAX (cost, 0));
  return bureau_memory_act (memory, cause, correct, &(BureauAct){ .id = id, .node = node });
}

/**
 * bureau_usage_recover:
 *
 * At the start of an engine nobody waits for an answer any more: what was reserved may have been
 * used, so its worst case stays counted.
 *
 * Returns: %FALSE with @error set where it could not be written
 */
gboolean
bureau_usage_recover (BureauTransaction *transaction, GError **error)
{
  static const BureauSettlement unknown = { .is_known = FALSE };
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  g_autoptr (JsonArray) rows = bureau_database_rows (
      database, error, "SELECT id FROM bureau_usage WHERE state = 'reserved'", "");

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    if (!bureau_usage_settle (transaction,
                              bureau_json_get_id (json_array_get_object_element (rows, i), "id"),
                              &unknown, error))
      return FALSE;
  return rows != NULL;
}

static GDateTime *
get_now (const char *time_zone)
{
  g_autoptr (GTimeZone) zone = time_zone != NULL && *time_zone != '\0'
                                   ? g_time_zone_new_identifier (time_zone)
                                   : NULL;
  g_autoptr (GTimeZone) local = zone != NULL ? g_time_zone_ref (zone) : g_time_zone_new_local ();

  return g_date_time_new_now (local);
}

/**
 * bureau_usage_today:
 * @time_zone: as the setting has it; empty is the computer's
 *
 * Returns: (transfer full): the day, as "2026-11-22"
 */
char *
bureau_usage_today (const char *time_zone)
{
  g_autoptr (GDateTime) now = get_now (time_zone);

  return g_date_time_format (now, "%Y-%m-%d");
}

/**
 * bureau_usage_tomorrow:
 * @time_zone: as the setting has it; empty is the computer's
 *
 * Returns: (transfer full): the moment at which another day is counted, in UTC
 */
char *
bureau_usage_tomorrow (const char *time_zone)
{
  g_autoptr (GDateTime) now = get_now (time_zone);
  g_autoptr (GDateTime) later = g_date_time_add_days (now, 1);
  g_autoptr (GDateTime) turn = g_date_time_new (
      g_date_time_get_timezone (later), g_date_time_get_year (later), g_date_time_get_month (later),
      g_date_time_get_day_of_month (later), 0, 0, 0);

  return bureau_time_format (g_date_time_to_unix (turn) * 1000);
}
