/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/spending.h"

#include "agents/provider-choice.h"
#include "base/error.h"
#include "base/json.h"
#include "memory/connection.h"
#include "memory/private.h"
#include "memory/usage.h"

/* What a wire puts around the words that are measured, in tokens, and more. */
#define FRAME_TOKENS 500

/* What a token is of, as a rule of thumb; for what is expected, not for what is set aside. */
#define BYTES_PER_TOKEN 4

/* How often one run may ask models, from its beginning or since a person let it go on. */
#define MAX_CALLS 32

#define COUNT_CALLS                                                                                \
  "SELECT count(*) FROM bureau_usage u WHERE u.run = ?1 AND u.day IS NOT NULL AND u.at >="         \
  " coalesce((SELECT max(j.at) FROM bureau_journal_item i JOIN bureau_journal j USING (entry)"     \
  " WHERE i.record = ?1 AND i.collection = 'bureau_run' AND i.op = 'retried'), '')"

struct _BureauSpending
{
  BureauCatalog *catalog; /* its prices are those of the reservation */
  gint64 run;
  char *step;
  char *agent;
  char *provider;
  char *model;
  char *day;
  gboolean is_free;
  gboolean is_in_run; /* and not asked by a person besides */
  char *subjects;     /* ids of what the call is about, as JSON */
  gsize most_read;    /* bytes, so more than its tokens */
  BureauReservation reservation;
  BureauSettlement settlement;
  char *answered_by;
  gboolean is_reserved;
  gboolean is_answered;
  gint64 id; /* its row, once it is reserved */
};

/* A model on this machine costs nothing, unless the operator gave it a price. */
static gboolean
is_local (BureauStepContext *context)
{
  JsonObject *connection = bureau_provider_find_connection (context->catalog, context->provider);
  JsonObject *config = connection != NULL ? bureau_json_get_object (connection, "config") : NULL;
  const char *url = config != NULL ? bureau_json_get_string (config, "base_url") : NULL;
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_NONE, NULL) : NULL;

  return uri != NULL && g_uri_get_host (uri) != NULL
         && bureau_host_is_loopback (g_uri_get_host (uri));
}

static gint64
get_cost (BureauSpending *self, const char *model, const BureauTokens *tokens)
{
  BureauPriceList *prices = bureau_catalog_get_prices (self->catalog);
  gint64 cost = model != NULL ? bureau_price_list_get_cost (prices, model, self->day, tokens) : -1;

  return cost < 0 && self->is_free ? 0 : cost;
}

static gint64
get_limit (JsonObject *settings, const char *name, const char *currency)
{
  gint64 minor = bureau_json_get_int (settings, name, -1);

  return minor < 0 ? -1 : bureau_micros_of_minor (minor, currency);
}

static BureauLimits
list_limits (const BureauAgent *agent, JsonObject *settings, const char *currency)
{
  JsonObject *budget = bureau_json_get_object (agent->document, "budget");

  return (BureauLimits){
    .run = budget != NULL ? get_limit (budget, "per_run", currency) : -1,
    .agent_day = budget != NULL ? get_limit (budget, "per_day", currency) : -1,
    .agent_month = budget != NULL ? get_limit (budget, "per_month", currency) : -1,
    .day = get_limit (settings, "budget_per_day", currency),
    .month = get_limit (settings, "budget_per_month", currency),
  };
}

static void
fill_reservation (BureauSpending *self, BureauStepContext *context, gsize most_read,
                  guint most_written)
{
  JsonObject *settings = bureau_catalog_get_settings (self->catalog);
  const char *currency = bureau_json_get_string (settings, "currency");
  const BureauTokens worst = { .written = most_read + FRAME_TOKENS, .output = most_written };

  self->reservation = (BureauReservation){
    .run = context->run->id,
    .step = self->step,
    .agent = self->agent,
    .provider = self->provider,
    .model = self->model,
    .day = self->day,
    .currency = currency,
    .worst = get_cost (self, self->model, &worst),
    .limits = list_limits (context->agent, settings, currency),
  };
  /* What is asked outside of a run is of none. */
  if (context->run->id == 0)
    self->reservation.limits.run = -1;
}

/**
 * bureau_spending_new:
 * @context: whose agent asks
 * @provider: who is asked
 * @task: what is asked
 *
 * Returns: (transfer full): the call before it is made, with the most that it can cost
 */
BureauSpending *
bureau_spending_new (BureauStepContext *context, BureauProvider *provider, BureauTask *task)
{
  BureauSpending *self = g_new0 (BureauSpending, 1);
  const char *model = context->model;
  g_autoptr (JsonArray) subjects = bureau_agent_list_subjects (context,
                                                               bureau_task_get_inputs (task));
  guint most_written = 0;
  gsize most_read = bureau_provider_measure (provider, task, &most_written);

  if (model == NULL)
    model = bureau_provider_get_model (provider);
  self->catalog = bureau_catalog_ref (context->catalog);
  self->step = g_strdup (context->step->id);
  self->agent = g_strdup (context->agent->name);
  self->provider = g_strdup (context->provider);
  self->model = g_strdup (model);
  self->is_free = is_local (context);
  self->is_in_run = context->run->id != 0 && context->draft == 0;
  self->day = bureau_usage_today (
      bureau_json_get_string (bureau_catalog_get_settings (self->catalog), "time_zone"));
  self->subjects = bureau_json_print_array (subjects);
  self->most_read = most_read;
  fill_reservation (self, context, most_read, most_written);
  return self;
}

void
bureau_spending_free (BureauSpending *self)
{
  bureau_catalog_unref (self->catalog);
  g_free (self->step);
  g_free (self->agent);
  g_free (self->provider);
  g_free (self->model);
  g_free (self->day);
  g_free (self->answered_by);
  g_free (self->subjects);
  g_free (self);
}

/* A model that answers under a longer name is still the one that was asked. */
static gint64
get_final_cost (BureauSpending *self, const BureauTokens *tokens)
{
  gint64 cost = get_cost (self, self->answered_by, tokens);

  return cost >= 0 ? cost : get_cost (self, self->model, tokens);
}

/**
 * bureau_spending_answer:
 * @reply: what came
 * @is_ok: whether it came to its end
 *
 * Says what the call took. A whole answer without numbers counts as its worst case, and so does one
 * that broke off: its numbers are those of its beginning.
 */
void
bureau_spending_answer (BureauSpending *self, BureauReply *reply, gboolean is_ok)
{
  BureauUsage usage = bureau_reply_get_usage (reply);
  gint64 cached = CLAMP (usage.cached_tokens, 0, usage.input_tokens);
  gint64 written = CLAMP (usage.written_tokens, 0, usage.input_tokens - cached);
  gboolean has_numbers = usage.input_tokens > 0 || usage.output_tokens > 0;
  BureauTokens tokens = {
    .input = usage.input_tokens - cached - written,
    .cached = cached,
    .written = written,
    .output = usage.output_tokens,
  };

  g_set_str (&self->answered_by, bureau_reply_get_model (reply));
  self->is_answered = TRUE;
  self->settlement = (BureauSettlement){
    .model = self->answered_by,
    .is_known = !usage.is_unknown && has_numbers == is_ok,
    .tokens = tokens,
    .cost = get_final_cost (self, &tokens),
  };
}

/**
 * bureau_spending_guess:
 * @n_read: tokens that such a call took before; 0 where nobody knows
 * @n_written: tokens that it gave
 *
 * Returns: what the call will probably cost, in micros; -1 where nobody knows
 */
gint64
bureau_spending_guess (BureauSpending *self, gint64 n_read, gint64 n_written)
{
  const BureauTokens tokens = {
    .input = n_read > 0 ? n_read : (gint64)self->most_read / BYTES_PER_TOKEN,
    .output = n_written,
  };

  return get_cost (self, self->model, &tokens);
}

/**
 * bureau_spending_get_worst:
 *
 * Returns: the most that the call can cost, in micros; -1 where nobody knows
 */
gint64
bureau_spending_get_worst (BureauSpending *self)
{
  return self->reservation.worst;
}

/**
 * bureau_spending_get_cost:
 *
 * Returns: what the call cost, or its worst case where its provider did not say, in micros; -1
 * where nobody knows
 */
gint64
bureau_spending_get_cost (BureauSpending *self)
{
  return self->is_answered && self->settlement.is_known ? self->settlement.cost
                                                        : self->reservation.worst;
}

/* A mark that was set since the provider was chosen counts too. */
static gboolean
check_private (BureauSpending *self, BureauDatabase *database, GError **error)
{
  gboolean has_any = FALSE;
  gint64 found = 0;

  if (!bureau_private_has_any (database, &has_any, error)
      || (has_any && !bureau_private_find (database, self->subjects, &found, error)))
    return FALSE;
  if (found == 0)
    return TRUE;
  g_set_error_literal (
      error, BUREAU_ERROR, BUREAU_ERROR_CONFLICT,
      "What the model should see was marked “never send to a provider” meanwhile.");
  return FALSE;
}

/* A run that asks and asks has lost its way, whatever it costs. */
static gboolean
check_calls (BureauSpending *self, BureauDatabase *database, GError **error)
{
  gint64 n = 0;

  if (!self->is_in_run)
    return TRUE;
  if (!bureau_database_int (database, &n, error, COUNT_CALLS, "i", self->reservation.run))
    return FALSE;
  if (n < MAX_CALLS)
    return TRUE;
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT,
               "This run has asked models %d times, the most that a run may. Look at its steps; if "
               "all is well, try it again, and it may ask as often once more.",
               MAX_CALLS);
  return FALSE;
}

static gboolean
reserve (BureauSpending *self, BureauTransaction *transaction, GError **error)
{
  return check_private (self, bureau_transaction_get_database (transaction), error)
         && check_calls (self, bureau_transaction_get_database (transaction), error)
         && bureau_usage_reserve (transaction, &self->reservation, &self->id, error);
}

/**
 * bureau_spendings_commit:
 * @spendings: (element-type BureauSpending): those of a run that are not settled yet
 *
 * Settles those that were answered and reserves those that are to be asked.
 *
 * Errors: %BUREAU_ERROR_LIMIT and %BUREAU_ERROR_NOT_FOUND, as bureau_usage_reserve();
 * %BUREAU_ERROR_LIMIT also where the run has asked too often.
 *
 * Returns: %FALSE with @error set where nothing may be asked, or it could not be written
 */
gboolean
bureau_spendings_commit (GPtrArray *spendings, BureauTransaction *transaction, GError **error)
{
  for (guint i = 0; i < spendings->len; i++)
    {
      BureauSpending *self = g_ptr_array_index (spendings, i);

      if (self->is_answered
          && !bureau_usage_settle (transaction, self->id, &self->settlement, error))
        return FALSE;
      if (!self->is_reserved && !reserve (self, transaction, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * bureau_spendings_end:
 * @is_committed: whether what bureau_spendings_commit() did is committed
 *
 * Forgets what is settled, and what could not be reserved.
 */
void
bureau_spendings_end (GPtrArray *spendings, gboolean is_committed)
{
  for (guint i = spendings->len; i > 0; i--)
    {
      BureauSpending *self = g_ptr_array_index (spendings, i - 1);

      if (is_committed ? self->is_answered : !self->is_reserved)
        g_ptr_array_remove_index (spendings, i - 1);
      else
        self->is_reserved = TRUE;
    }
}
