/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What agents answered is asked of another model, so that a person sees before switching what would
 * become of it. Nothing is changed by it but the count of what was spent. */
#include "agents/replay.h"

#include <string.h>

#include "agents/ledger.h"
#include "agents/replay-subjects.h"
#include "agents/spending.h"
#include "base/error.h"
#include "base/json.h"
#include "base/time.h"

/* A model that fails so often in a row is not asked any more. */
#define MAX_FAILURES 3

/* How often a question waits for the money that others have set aside. */
#define MAX_WAITS 120

/* What an answer is longer than its words. */
#define FRAME_WRITTEN 60
#define BYTES_PER_TOKEN 4

typedef struct
{
  BureauEnvironment *environment;
  const BureauReplayTerms *terms;
  BureauLedger ledger;
  GCancellable *cancellable;
  JsonArray *subjects;
} Replay;

static void
replay_clear (Replay *self)
{
  bureau_ledger_clear (&self->ledger);
  g_clear_pointer (&self->subjects, json_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Replay, replay_clear)

/* One step that is done once more. */
typedef struct
{
  Replay *replay;
  JsonObject *subject;
  BureauRun *run;
  BureauAgent *agent;
  BureauOutcome *outcome;
  JsonObject *estimate; /* what is added to instead of asking; NULL: it is asked */
  gint64 ms;
  gint64 cost; /* -1 where nobody knows */
} Attempt;

static void
attempt_clear (Attempt *self)
{
  g_clear_pointer (&self->outcome, bureau_outcome_free);
  g_clear_pointer (&self->agent, bureau_agent_unref);
  g_clear_pointer (&self->run, bureau_run_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Attempt, attempt_clear)

/* Reading ----------------------------------------------------------------------------------------
 */

static gboolean
read_subjects (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Replay *self = data;

  self->subjects = bureau_replay_subjects (database, self->terms, error);

  return self->subjects != NULL;
}

static gboolean
read_run (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Attempt *self = data;

  self->run = bureau_run_load (database, self->replay->environment->catalog,
                               bureau_json_get_id (self->subject, "run"), error);

  return self->run != NULL;
}

/* The run as it stood when the step began. It is not the run itself: what is asked is not said,
 * paid and shown under its name. */
static gboolean
load_run (Attempt *self, GError **error)
{
  guint seq = (guint)bureau_json_get_int (self->subject, "seq", 0);

  if (!dex_await (bureau_memory_read (self->replay->environment->memory, read_run, self, NULL),
                  error))
    return FALSE;
  if (self->run->problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->run->problem));
      return FALSE;
    }
  for (guint i = seq; i < self->run->workflow->n_steps; i++)
    json_object_remove_member (self->run->results, self->run->workflow->steps[i].id);
  self->run->id = 0;
  self->run->next = seq;
  if (self->replay->cancellable != NULL)
    g_set_object (&self->run->cancellable, self->replay->cancellable);

  return TRUE;
}

/* The agent as it is, but for who answers. */
static gboolean
change_agent (Attempt *self, GError **error)
{
  const BureauReplayTerms *terms = self->replay->terms;
  BureauAgent *agent = bureau_catalog_find_agent (
      self->replay->environment->catalog, bureau_json_get_string (self->subject, "agent"), error);
  g_autofree char *text = agent != NULL ? bureau_json_print_object (agent->document) : NULL;
  g_autoptr (JsonObject) document = text != NULL ? bureau_json_parse_object (text, -1, error)
                                                 : NULL;

  if (document == NULL)
    return FALSE;
  json_object_set_string_member (document, "provider", terms->provider);
  if (terms->model != NULL)
    json_object_set_string_member (document, "model", terms->model);
  else if (json_object_has_member (document, "model"))
    json_object_remove_member (document, "model");
  /* Nobody else answers for the one that is tried. */
  if (json_object_has_member (document, "fallback"))
    json_object_remove_member (document, "fallback");
  self->agent = bureau_agent_parse (document, error);

  return self->agent != NULL;
}

/* Asking -----------------------------------------------------------------------------------------
 */

static void
add (JsonObject *sum, const char *name, gint64 number)
{
  json_object_set_int_member (sum, name, bureau_json_get_int (sum, name, 0) + number);
}

/* What an answer of this length would take, unless it is known what it took. */
static gint64
guess_written (JsonObject *subject)
{
  static const char *const texts[] = { "output", "draft_body" };
  gint64 n_written = bureau_json_get_int (subject, "n_written", 0);
  gsize bytes = 0;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *text = bureau_json_get_string (subject, texts[i]);

      bytes += text != NULL ? strlen (text) : 0;
    }

  return n_written > 0 ? n_written : (gint64)bytes / BYTES_PER_TOKEN + FRAME_WRITTEN;
}

/* Nothing is asked: what it would cost is all that is wanted. */
static gboolean
estimate_call (BureauStepContext *context, BureauSpending *spending, GError **error)
{
  Attempt *self = context->runner;
  gint64 worst = bureau_spending_get_worst (spending);
  gint64 expected = bureau_spending_guess (
      spending, bureau_json_get_int (self->subject, "n_read", 0), guess_written (self->subject));

  add (self->estimate, "calls", 1);
  if (worst < 0)
    json_object_set_boolean_member (self->estimate, "is_known", FALSE);
  add (self->estimate, "worst", MAX (worst, 0));
  add (self->estimate, "expected", MAX (expected, 0));
  bureau_spending_free (spending);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "It was not asked.");

  return FALSE;
}

static gboolean
announce_call (BureauStepContext *context, BureauSpending *spending, GError **error)
{
  Attempt *self = context->runner;
  BureauStepContext paid = *context;

  if (self->estimate != NULL)
    return estimate_call (context, spending, error);
  paid.runner = &self->replay->ledger;

  return bureau_ledger_announce_call (&paid, spending, error);
}

/* Adds up before the ledger forgets the calls. */
static gboolean
pay (Attempt *self, GError **error)
{
  GPtrArray *spendings = self->replay->ledger.spendings;

  for (guint i = 0; i < spendings->len; i++)
    {
      gint64 cost = bureau_spending_get_cost (g_ptr_array_index (spendings, i));

      self->cost = cost < 0 || self->cost < 0 ? -1 : self->cost + cost;
    }

  return bureau_ledger_commit (&self->replay->ledger, error);
}

/* Whether the step was due is not asked again: it was. */
static gboolean
perform (Attempt *self, GError **error)
{
  BureauStep step = self->run->workflow->steps[self->run->next];
  BureauStepContext context = {
    .environment = self->replay->environment,
    .catalog = self->replay->environment->catalog,
    .run = self->run,
    .step = &step,
    .agent = self->agent,
    .settle = bureau_ledger_settle_step,
    .announce = announce_call,
    .runner = self,
  };
  gboolean ok;

  step.condition = NULL;
  g_clear_pointer (&self->outcome, bureau_outcome_free);
  self->outcome = bureau_outcome_new (self->run, self->run->next, 1);
  context.outcome = self->outcome;
  self->ms = bureau_time_monotonic ();
  ok = bureau_step_perform (&context, error);
  self->ms = bureau_time_monotonic () - self->ms;

  return pay (self, ok ? error : NULL) && ok;
}

/* What others have set aside comes back by itself. */
static gboolean
perform_in_time (Attempt *self, GError **error)
{
  for (guint i = 0;; i++)
    {
      g_autoptr (GError) failure = NULL;

      if (perform (self, &failure))
        return TRUE;
      if (i == MAX_WAITS || !g_error_matches (failure, BUREAU_ERROR, BUREAU_ERROR_BUSY)
          || g_cancellable_is_cancelled (self->replay->cancellable))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      dex_await (dex_timeout_new_msec ((int)MAX (self->outcome->wait_ms, 1)), NULL);
    }
}

static gboolean
attempt (Attempt *self, GError **error)
{
  return load_run (self, error) && change_agent (self, error) && perform_in_time (self, error);
}

/* Telling ----------------------------------------------------------------------------------------
 */

/* What a draft says and nothing that was given supports; the draft itself is never written. */
static void
set_claims (JsonObject *item, BureauOutcome *outcome)
{
  JsonObject *draft = bureau_json_get_object (item, "draft");
  JsonObject *meta = draft != NULL && outcome->effect_data != NULL
                         ? bureau_json_get_object (outcome->effect_data, "meta")
                         : NULL;
  JsonArray *claims = meta != NULL ? bureau_json_get_array (meta, "unsupported") : NULL;

  if (draft != NULL)
    json_object_set_int_member (draft, "unsupported_after",
                                claims != NULL ? json_array_get_length (claims) : 0);
}

static JsonObject *
describe (Attempt *self, const GError *failure)
{
  gboolean is_skipped = failure == NULL
                        && json_object_has_member (self->outcome->output, "skipped");
  JsonObject *item = bureau_replay_compare (
      self->subject, failure == NULL && !is_skipped ? self->outcome->output : NULL);

  json_object_set_int_member (item, "ms_after", self->ms);
  json_object_set_int_member (item, "cost_after", self->cost);
  if (failure != NULL)
    json_object_set_string_member (item, "error", failure->message);
  else if (is_skipped)
    json_object_set_string_member (item, "error",
                                   bureau_json_get_string (self->outcome->output, "skipped"));
  else
    set_claims (item, self->outcome);

  return item;
}

/* Beginning --------------------------------------------------------------------------------------
 */

static gboolean
check_terms (Replay *self, GError **error)
{
  const BureauReplayTerms *terms = self->terms;
  BureauCatalog *catalog = self->environment->catalog;
  g_autoptr (BureauProvider) provider = NULL;

  if (terms->last < 1 || terms->last > BUREAU_REPLAY_MAX)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE,
                   "Between 1 and %d messages can be replayed at once.", BUREAU_REPLAY_MAX);
      return FALSE;
    }
  if (terms->workflow != NULL && bureau_catalog_find_workflow (catalog, terms->workflow) == NULL)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
                   "There is no workflow “%s”; “bureauctl workflow list” shows them.",
                   terms->workflow);
      return FALSE;
    }
  provider = bureau_provider_shelf_find (self->environment->providers, catalog, terms->provider,
                                         error);

  return provider != NULL;
}

static gboolean
begin (Replay *self, BureauEnvironment *environment, const BureauReplayTerms *terms,
       const char *reason, GError **error)
{
  self->environment = environment;
  self->terms = terms;
  bureau_ledger_init (&self->ledger, environment->memory, reason);

  return check_terms (self, error)
         && dex_await (bureau_memory_read (environment->memory, read_subjects, self, NULL), error);
}

static guint
count_messages (JsonArray *subjects)
{
  gint64 last = 0;
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (subjects); i++)
    {
      gint64 id = bureau_json_get_id (json_array_get_object_element (subjects, i), "message");

      n += id != last;
      last = id;
    }

  return n;
}

static JsonObject *
begin_result (Replay *self)
{
  JsonObject *result = json_object_new ();

  json_object_set_string_member (result, "provider", self->terms->provider);
  bureau_json_set_string (result, "model", self->terms->model);
  json_object_set_string_member (
      result, "currency",
      bureau_json_get_string (bureau_catalog_get_settings (self->environment->catalog),
                              "currency"));
  json_object_set_int_member (result, "messages", count_messages (self->subjects));
  json_object_set_int_member (result, "steps", json_array_get_length (self->subjects));

  return result;
}

/**
 * bureau_replay_estimate:
 * @terms: what would be replayed
 *
 * Says beforehand what a replay will probably cost and what it can cost at most; asks nobody.
 * Awaits, so it belongs into a fiber.
 *
 * Errors: as bureau_replay().
 *
 * Returns: (transfer full): `{"provider","model","currency","messages","steps","calls","expected",
 *   "worst","is_known"}` in micros; known is %FALSE where the model has no price
 */
JsonObject *
bureau_replay_estimate (BureauEnvironment *environment, const BureauReplayTerms *terms,
                        GError **error)
{
  g_auto (Replay) self = { 0 };
  g_autoptr (JsonObject) result = NULL;

  if (!begin (&self, environment, terms, "replay", error))
    return NULL;
  result = begin_result (&self);
  json_object_set_boolean_member (result, "is_known", TRUE);
  for (guint i = 0; i < 3; i++)
    json_object_set_int_member (result, (const char *[]){ "calls", "expected", "worst" }[i], 0);
  for (guint i = 0; i < json_array_get_length (self.subjects); i++)
    {
      g_auto (Attempt) one = { .replay = &self,
                               .subject = json_array_get_object_element (self.subjects, i),
                               .estimate = result };
      g_autoptr (GError) failure = NULL;

      /* What cannot even be asked costs nothing; the replay itself will say so. */
      attempt (&one, &failure);
    }

  return g_steal_pointer (&result);
}

/* A limit or a cancel ends it all; a server that is down would fail for each. */
static gboolean
is_end (Replay *self, const GError *failure, guint n_failures)
{
  return failure != NULL
         && (n_failures >= MAX_FAILURES || g_cancellable_is_cancelled (self->cancellable)
             || g_error_matches (failure, BUREAU_ERROR, BUREAU_ERROR_LIMIT));
}

/**
 * bureau_replay:
 * @terms: what is replayed
 * @reason: in whose course, such as "request:ID"
 * @cancellable: ends it; what was asked is paid
 * @func: (nullable): told of each step as it is done
 *
 * Has the steps that agents did for the last messages done once more by another model. Each is
 * given what it was given then; workflows and agents are those of then and now, records as they
 * stand now. Nothing is written but what the calls took: no record, draft, label or delivery.
 * Limits hold as for any call, and the first that is reached ends it. Awaits, so it belongs into a
 * fiber.
 *
 * Errors: %BUREAU_ERROR_USAGE and %BUREAU_ERROR_NOT_FOUND for terms that cannot be met.
 *
 * Returns: (transfer full): `{"provider","model","currency","messages","steps","items":[…],"sum",
 *   "stopped"?}`; an item as bureau_replay_compare() gives it with `"ms_after"`, `"cost_after"` and
 *   `"error"?`, the sum as bureau_replay_add_up(); stopped says why not all was done
 */
JsonObject *
bureau_replay (BureauEnvironment *environment, const BureauReplayTerms *terms, const char *reason,
               GCancellable *cancellable, BureauReplayFunc func, gpointer data, GError **error)
{
  g_auto (Replay) self = { .cancellable = cancellable };
  g_autoptr (JsonObject) result = NULL;
  JsonObject *sum;
  JsonArray *items;
  guint n, n_failures = 0;

  if (!begin (&self, environment, terms, reason, error))
    return NULL;
  result = begin_result (&self);
  items = json_array_new ();
  json_object_set_array_member (result, "items", items);
  sum = json_object_new ();
  json_object_set_object_member (result, "sum", sum);
  n = json_array_get_length (self.subjects);
  for (guint i = 0; i < n; i++)
    {
      g_auto (Attempt) one = { .replay = &self,
                               .subject = json_array_get_object_element (self.subjects, i) };
      g_autoptr (GError) failure = NULL;
      JsonObject *item;

      if (g_cancellable_set_error_if_cancelled (cancellable, &failure))
        n_failures = MAX_FAILURES;
      else
        n_failures = attempt (&one, &failure) ? 0 : n_failures + 1;
      if (is_end (&self, failure, n_failures))
        {
          json_object_set_string_member (result, "stopped", failure->message);
          break;
        }
      item = describe (&one, failure);
      json_array_add_object_element (items, item);
      bureau_replay_add_up (sum, item);
      if (func != NULL)
        func (item, i + 1, n, data);
    }

  return g_steal_pointer (&result);
}
