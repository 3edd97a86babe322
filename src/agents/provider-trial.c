/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A model is tried: a question like any other, paid for under a name of its own. */
#include "agents/provider-trial.h"

#include "base/json.h"
#include "memory/connection.h"
#include "memory/usage.h"

/* No test takes more. */
#define MOST_READ 2000
#define MOST_WRITTEN 1024

typedef struct
{
  BureauCatalog *catalog;
  JsonObject *connection;
  const char *model;
  char *day;
  gint64 worst; /* what it can cost at most */
  gint64 id;    /* its row, once it is reserved */
  BureauSettlement settlement;
} Trial;

static void
trial_clear (Trial *self)
{
  g_free (self->day);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Trial, trial_clear)

static JsonObject *
get_settings (Trial *self)
{
  return bureau_catalog_get_settings (self->catalog);
}

/* What nobody gave a price costs nothing as far as anybody knows; a model here costs nothing. */
static gint64
get_cost (Trial *self, const char *model, gint64 n_read, gint64 n_written)
{
  const BureauTokens tokens = { .input = n_read, .output = n_written };

  return model == NULL ? 0
                       : MAX (bureau_price_list_get_cost (bureau_catalog_get_prices (self->catalog),
                                                          model, self->day, &tokens),
                              0);
}

static gint64
get_limit (Trial *self, const char *name, const char *currency)
{
  gint64 minor = bureau_json_get_int (get_settings (self), name, -1);

  return minor < 0 ? -1 : bureau_micros_of_minor (minor, currency);
}

static gboolean
reserve (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Trial *self = data;
  const char *currency = bureau_json_get_string (get_settings (self), "currency");
  const BureauReservation reservation = {
    .step = "test",
    .agent = "test",
    .provider = bureau_json_get_string (self->connection, "name"),
    .model = self->model,
    .day = self->day,
    .currency = currency,
    .worst = self->worst,
    .limits = { -1, -1, -1, get_limit (self, "budget_per_day", currency),
                get_limit (self, "budget_per_month", currency) },
  };

  return bureau_usage_reserve (transaction, &reservation, &self->id, error);
}

static gboolean
settle (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Trial *self = data;

  return bureau_usage_settle (transaction, self->id, &self->settlement, error);
}

/* One that failed, or asked no model, was not answered: it costs nothing. */
static void
read_verdict (Trial *self, JsonObject *verdict)
{
  gint64 n_read = verdict != NULL ? bureau_json_get_int (verdict, "input_tokens", 0) : 0;
  gint64 n_written = verdict != NULL ? bureau_json_get_int (verdict, "output_tokens", 0) : 0;
  const char *model = verdict != NULL ? bureau_json_get_string (verdict, "model") : NULL;

  self->settlement = (BureauSettlement){
    .model = model,
    .is_known = model == NULL
                || (n_read + n_written > 0 && !bureau_json_get_boolean (verdict, "is_unknown")),
    .tokens = { .input = n_read, .output = n_written },
    .cost = get_cost (self, model, n_read, n_written),
  };
  if (verdict != NULL && self->settlement.is_known)
    json_object_set_int_member (verdict, "cost_micros", self->settlement.cost);
}

static gboolean
store (BureauMemory *memory, BureauWriteFunc func, Trial *self, GError **error)
{
  const BureauCause cause = { "system", "test-connection" };

  return dex_await (bureau_memory_write (memory, &cause, func, self, NULL), error);
}

/**
 * bureau_provider_try:
 * @provider: made of @connection
 *
 * Asks a model the shortest question. The most that it can cost is set aside before, within the
 * limits of the business, and what it cost counted after. Awaits, so it belongs into a fiber.
 *
 * Errors: %BUREAU_ERROR_LIMIT where there is no money for it; else what is wrong with the
 * connection.
 *
 * Returns: (transfer full): `{"ok","verdict","model"?,"input_tokens"?,"output_tokens"?,
 *   "cost_micros"?,"models"?}`, or %NULL with @error set
 */
JsonObject *
bureau_provider_try (BureauMemory *memory, BureauCatalog *catalog, BureauProvider *provider,
                     JsonObject *connection, GError **error)
{
  g_auto (Trial) self = { .catalog = catalog, .connection = connection };
  g_autoptr (GError) failure = NULL;
  g_autoptr (JsonObject) verdict = NULL;

  self.model = bureau_provider_get_model (provider);
  self.day = bureau_usage_today (bureau_json_get_string (get_settings (&self), "time_zone"));
  self.worst = get_cost (&self, self.model, MOST_READ, MOST_WRITTEN);
  if (!store (memory, reserve, &self, error))
    return NULL;
  verdict = dex_await_boxed (bureau_provider_test_connection (provider), &failure);
  read_verdict (&self, verdict);
  if (!store (memory, settle, &self, failure != NULL ? NULL : error))
    return NULL;
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));

  return g_steal_pointer (&verdict);
}
