/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/replay-attempt.h"

#include <string.h>

#include "agents/spending.h"
#include "base/error.h"
#include "base/json.h"
#include "base/time.h"

/* How often a question waits for the money that others have set aside. */
#define MAX_WAITS 120

/* What an answer is longer than its words. */
#define FRAME_WRITTEN 60
#define BYTES_PER_TOKEN 4

void
bureau_replay_attempt_clear (BureauReplayAttempt *self)
{
  g_clear_pointer (&self->outcome, bureau_outcome_free);
  g_clear_pointer (&self->agent, bureau_agent_free);
  g_clear_pointer (&self->run, bureau_run_free);
}

/* Reading ----------------------------------------------------------------------------------------
 */

static gboolean
read_run (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  BureauReplayAttempt *self = data;

  self->run = bureau_run_load (database, self->environment->catalog,
                               bureau_json_get_id (self->subject, "run"), error);

  return self->run != NULL;
}

/* The run as it stood when the step began. It is not the run itself: what is asked is not said,
 * paid and shown under its name. */
static gboolean
load_run (BureauReplayAttempt *self, GError **error)
{
  guint seq = (guint)bureau_json_get_int (self->subject, "seq", 0);

  if (!dex_await (bureau_memory_read (self->environment->memory, read_run, self, NULL), error))
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
  if (self->cancellable != NULL)
    g_set_object (&self->run->cancellable, self->cancellable);

  return TRUE;
}

/* The agent as it is, but for who answers. */
static gboolean
change_agent (BureauReplayAttempt *self, GError **error)
{
  const BureauReplayTerms *terms = self->terms;
  BureauAgent *agent = bureau_catalog_find_agent (
      self->environment->catalog, bureau_json_get_string (self->subject, "agent"), error);
  g_autoptr (JsonObject) document = agent != NULL ? bureau_json_copy_object (agent->document)
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
  BureauReplayAttempt *self = context->runner;
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
  BureauReplayAttempt *self = context->runner;
  BureauStepContext paid = *context;

  if (self->estimate != NULL)
    return estimate_call (context, spending, error);
  paid.runner = self->ledger;

  return bureau_ledger_announce_call (&paid, spending, error);
}

/* Adds up before the ledger forgets the calls. */
static gboolean
pay (BureauReplayAttempt *self, GError **error)
{
  GPtrArray *spendings = self->ledger->spendings;

  for (guint i = 0; i < spendings->len; i++)
    {
      gint64 cost = bureau_spending_get_cost (g_ptr_array_index (spendings, i));

      self->cost = cost < 0 || self->cost < 0 ? -1 : self->cost + cost;
    }

  return bureau_ledger_commit (self->ledger, error);
}

/* Whether the step was due is not asked again: it was. */
static gboolean
perform (BureauReplayAttempt *self, GError **error)
{
  BureauStep step = self->run->workflow->steps[self->run->next];
  BureauStepContext context = {
    .environment = self->environment,
    .catalog = self->environment->catalog,
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
perform_in_time (BureauReplayAttempt *self, GError **error)
{
  for (guint i = 0;; i++)
    {
      g_autoptr (GError) failure = NULL;

      if (perform (self, &failure))
        return TRUE;
      if (i == MAX_WAITS || !g_error_matches (failure, BUREAU_ERROR, BUREAU_ERROR_BUSY)
          || g_cancellable_is_cancelled (self->cancellable))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      dex_await (dex_timeout_new_msec ((int)MAX (self->outcome->wait_ms, 1)), NULL);
    }
}

/**
 * bureau_replay_attempt:
 *
 * Does the step once more; what was asked is paid. Nothing else is changed. Awaits, so it belongs
 * into a fiber.
 *
 * Returns: %FALSE with @error set where it failed, or was only to be estimated
 */
gboolean
bureau_replay_attempt (BureauReplayAttempt *self, GError **error)
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

/**
 * bureau_replay_attempt_describe:
 * @failure: (nullable): why it failed
 *
 * Returns: (transfer full): as bureau_replay_compare() with `"ms_after"`, `"cost_after"` and
 *   `"error"?`
 */
JsonObject *
bureau_replay_attempt_describe (BureauReplayAttempt *self, const GError *failure)
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
