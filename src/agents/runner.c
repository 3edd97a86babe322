/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/runner.h"

#include "agents/outcome.h"
#include "agents/retry.h"
#include "agents/spending.h"
#include "agents/step.h"
#include "base/error.h"
#include "base/failpoint.h"
#include "base/json.h"
#include "base/time.h"
#include "memory/usage.h"

/* What a person can do about a limit of money, but need not. */
#define MONEY_ADVICE                                                                               \
  "Raise the limit or say the price, and it goes on by itself; so it does when the day or the "    \
  "month is over."

typedef struct _Runner Runner;

/* What one commit writes besides the pending outcomes. */
typedef struct
{
  Runner *runner;
  const BureauStepRow *row;  /* the step that failed or begins, or NULL */
  const BureauRunMove *move; /* where the run goes, or NULL */
  guint n_done;              /* the outcomes that went well, when one of them failed; else all */
} Commit;

/* What one run works with. Finished steps wait in @pending and are committed together as soon as
 * somebody has to see them: a later step that reads memory, something slow, or the end. */
struct _Runner
{
  BureauEnvironment *environment;
  BureauRun *run;
  GPtrArray *pending;    /* of BureauOutcome, in order */
  GPtrArray *spendings;  /* of BureauSpending: calls that are not settled */
  BureauOutcome *failed; /* what the step that failed came to */
  char *actor;           /* in whose name @pending is done; NULL: nobody's in particular */
  BureauRunMove end;
  Commit last;
  GError *refusal; /* why @last was not written */
};

static void
runner_clear (gpointer data)
{
  Runner *self = data;

  g_clear_pointer (&self->pending, g_ptr_array_unref);
  g_clear_error (&self->refusal);
  g_clear_pointer (&self->spendings, g_ptr_array_unref);
  g_clear_pointer (&self->failed, bureau_outcome_free);
  g_free (self->actor);
}

static void
runner_unref (gpointer data)
{
  g_rc_box_release_full (data, runner_clear);
}

/* On the writer's thread */

static gboolean
write_commit (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Commit *self = data;
  GPtrArray *pending = self->runner->pending;

  for (self->n_done = 0; self->n_done < pending->len; self->n_done++)
    if (!bureau_outcome_commit (g_ptr_array_index (pending, self->n_done), transaction, error))
      return FALSE;

  return bureau_spendings_commit (self->runner->spendings, transaction, error)
         && (!self->row || bureau_step_put (transaction, self->row, error))
         && (!self->move
             || bureau_run_move (transaction, self->runner->run->id, self->move, error));
}

/* In the run's fiber */

static DexFuture *
write_pending (Runner *self, Commit *commit)
{
  g_autofree char *reason = g_strdup_printf ("run:%" G_GINT64_FORMAT, self->run->id);
  BureauCause cause = { self->actor ? self->actor : "system", reason };

  if (bureau_failpoint ("run-commit"))
    return dex_future_new_reject (BUREAU_ERROR, BUREAU_ERROR_FULL, "The disk is full.");

  /* What is only settled is there for later steps to read. It goes to the disk along with the next
   * commit that is flushed, which comes before anybody outside is asked; lost before that, it is
   * worked out again.
   */
  return commit->row || commit->move
             ? bureau_memory_write (self->environment->memory, &cause, write_commit, commit, NULL)
             : bureau_memory_write_unflushed (self->environment->memory, &cause, write_commit,
                                              commit, NULL);
}

static void
forget_pending (Runner *self)
{
  bureau_failpoint ("run-committed");
  bureau_spendings_end (self->spendings, TRUE);
  g_ptr_array_set_size (self->pending, 0);
  g_clear_pointer (&self->actor, g_free);
}

static gboolean
commit (Runner *self, const BureauStepRow *row, const BureauRunMove *move, guint *n_done,
        GError **error)
{
  Commit commit = { self, row, move, G_MAXUINT };

  if (!dex_await (write_pending (self, &commit), error))
    {
      if (n_done)
        *n_done = commit.n_done;
      bureau_spendings_end (self->spendings, FALSE);
      return FALSE;
    }
  forget_pending (self);

  return TRUE;
}

static gboolean
has_effects (Runner *self)
{
  for (guint i = 0; i < self->pending->len; i++)
    if (bureau_outcome_has_effect (g_ptr_array_index (self->pending, i)))
      return TRUE;

  return FALSE;
}

static gboolean
settle_cb (BureauStepContext *context, GError **error)
{
  Runner *self = context->runner;

  return !has_effects (self) || commit (self, NULL, NULL, NULL, error);
}

static BureauStepRow
describe_step (Runner *self, const char *state)
{
  const BureauStep *step = &self->run->workflow->steps[self->run->next];

  return (BureauStepRow){
    .run = self->run->id,
    .seq = self->run->next,
    .step = step->id,
    .kind = bureau_step_kind_to_text (step->kind),
    .agent = step->agent,
    .state = state,
    .attempt = self->run->attempt,
  };
}

static gboolean
announce_cb (BureauStepContext *context, BureauSpending *spending, GError **error)
{
  Runner *self = context->runner;
  BureauStepRow row = describe_step (self, "running");
  g_autofree char *actor = g_strdup (self->actor);
  gboolean ok;

  g_ptr_array_add (self->spendings, spending);
  ok = commit (self, &row, NULL, NULL, error);
  /* What the step changes is still its agent's doing. */
  g_set_str (&self->actor, actor);

  return ok;
}

/* A transaction is made in the name of one agent; steps that name none go along with it. */
static gboolean
change_actor (Runner *self, const BureauStep *step, GError **error)
{
  g_autofree char *actor = step->agent ? g_strconcat ("agent:", step->agent, NULL) : NULL;

  if (!actor)
    return TRUE;
  if (self->actor && !g_str_equal (self->actor, actor) && has_effects (self)
      && !commit (self, NULL, NULL, NULL, error))
    return FALSE;
  g_set_str (&self->actor, actor);

  return TRUE;
}

static BureauOutcome *
perform_next (Runner *self, GError **error)
{
  g_autoptr (BureauOutcome) outcome = bureau_outcome_new (self->run, self->run->next,
                                                          self->run->attempt);
  g_autoptr (BureauCatalog) catalog = bureau_catalog_ref (self->environment->catalog);
  BureauStepContext context = {
    .environment = self->environment,
    .catalog = catalog,
    .run = self->run,
    .step = outcome->step,
    .outcome = outcome,
    .settle = settle_cb,
    .announce = announce_cb,
    .runner = self,
  };

  g_clear_pointer (&self->failed, bureau_outcome_free);
  if (!change_actor (self, context.step, error))
    return NULL;
  if (context.step->agent)
    {
      context.agent = bureau_catalog_find_agent (catalog, context.step->agent, error);
      if (!context.agent)
        return NULL;
    }
  if (bureau_failpoint ("step"))
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE, "The server does not answer.");
      return NULL;
    }

  if (bureau_step_perform (&context, error))
    return g_steal_pointer (&outcome);
  self->failed = g_steal_pointer (&outcome);

  return NULL;
}

/* Keeps the outcome for the next commit and lets the following steps see its result. */
static void
keep (Runner *self, BureauOutcome *outcome)
{
  json_object_set_object_member (self->run->results, outcome->step->id,
                                 json_object_ref (outcome->output));
  g_ptr_array_add (self->pending, outcome);
  g_clear_pointer (&self->run->waited_until, g_free);
  self->run->next++;
  self->run->attempt = 0;
}

static gboolean
rest (Runner *self, BureauOutcome *outcome, GError **error)
{
  g_autofree char *not_before = g_strdup (outcome->not_before);

  g_ptr_array_add (self->pending, outcome);

  return commit (self, NULL, &(BureauRunMove){ .state = "waiting", .not_before = not_before }, NULL,
                 error);
}

/* A server that says when it may be asked again is not asked before. */
static char *
next_attempt_at (Runner *self)
{
  gint64 wait = self->failed ? self->failed->wait_ms : -1;
  gint64 delay = self->failed && self->failed->is_held
                     ? 0
                     : bureau_retry_delay (self->run->attempt, g_random_double ());

  return bureau_time_format (bureau_time_now () + MAX (wait, delay));
}

/* What waits for money is tried again when the day turns: of the day's limit and the month's, what
 * is spent is another then. */
static char *
next_money_at (Runner *self)
{
  JsonObject *settings = bureau_catalog_get_settings (self->environment->catalog);

  return bureau_usage_tomorrow (bureau_json_get_string (settings, "time_zone"));
}

/* What a step that failed leaves to be read: the words of a model that could not be used. */
static JsonObject *
get_remains (Runner *self)
{
  JsonObject *output = self->failed ? self->failed->output : NULL;

  return output && json_object_get_size (output) > 0 ? output : NULL;
}

/* A step that failed is tried again later or parked; the steps before it stay done. */
static gboolean
fail (Runner *self, const GError *failure, GError **error)
{
  gboolean is_held = self->failed && self->failed->is_held;
  gboolean is_broke = self->failed && self->failed->is_broke;
  gboolean again = is_held || bureau_retry_is_worthwhile (failure, self->run->attempt);
  g_autofree char *advice = again ? NULL : bureau_retry_advice (failure);
  g_autofree char *not_before = again ? next_attempt_at (self) : NULL;
  BureauRunMove move = { again ? "queued" : "parked", failure->message, advice, not_before };
  BureauStepRow row;

  if (is_broke)
    {
      move.advice = MONEY_ADVICE;
      move.not_before = not_before = next_money_at (self);
    }
  if (is_held || is_broke)
    self->run->attempt--;
  row = describe_step (self, again ? "queued" : "parked");
  row.error = failure->message;
  row.not_before = not_before;
  row.output = get_remains (self);

  return commit (self, &row, &move, NULL, error);
}

/* A step that was stopped in the middle of an answer keeps the part of it that had come. */
static gboolean
stop (Runner *self, GError **error)
{
  BureauRunMove move = { .state = self->run->is_cancelled ? "cancelled" : "queued" };
  BureauStepRow row;

  self->run->attempt--;
  row = describe_step (self, move.state);
  row.output = get_remains (self);

  return commit (self, &row, &move, NULL, error);
}

/* What failed only when it was written is the failure of that step; those behind it are undone. */
static gboolean
fail_at (Runner *self, guint index, const GError *failure, GError **error)
{
  BureauOutcome *outcome = g_ptr_array_index (self->pending, index);

  self->run->next = outcome->seq;
  self->run->attempt = outcome->attempt;
  g_ptr_array_set_size (self->pending, index);
  g_clear_pointer (&self->failed, bureau_outcome_free);

  return fail (self, failure, error);
}

static gboolean
park_problem (Runner *self, GError **error)
{
  g_autofree char *advice = bureau_retry_advice (self->run->problem);

  return commit (self, NULL,
                 &(BureauRunMove){ "parked", self->run->problem->message, advice, NULL }, NULL,
                 error);
}

static DexFuture *
refused_fiber (gpointer data)
{
  Runner *self = data;
  g_autoptr (GError) error = NULL;

  if (fail_at (self, self->last.n_done, self->refusal, &error))
    return dex_future_new_true ();

  return dex_future_new_for_error (g_steal_pointer (&error));
}

/* The error of a commit is memory's own, unless one outcome of it was refused. */
static DexFuture *
finished_cb (DexFuture *future, gpointer data)
{
  Runner *self = data;

  if (!dex_future_get_value (future, &self->refusal))
    return self->last.n_done < self->pending->len
               ? dex_scheduler_spawn (NULL, 0, refused_fiber, g_rc_box_acquire (self), runner_unref)
               : dex_future_new_for_error (g_steal_pointer (&self->refusal));
  forget_pending (self);

  return dex_future_new_true ();
}

/* Nothing but the disk is waited for: whoever ran it is free for the next. */
static DexFuture *
finish (Runner *self, const char *state)
{
  self->end = (BureauRunMove){ .state = state };
  self->last = (Commit){ self, NULL, &self->end, G_MAXUINT };

  return dex_future_finally (write_pending (self, &self->last), finished_cb,
                             g_rc_box_acquire (self), runner_unref);
}

/* A failure in between belongs to the step whose outcome was refused, if it was one. */
static gboolean
fail_step (Runner *self, const GError *failure, GError **error)
{
  if (self->pending->len > 0 && has_effects (self))
    {
      g_autoptr (GError) other = NULL;
      guint n_done = G_MAXUINT;

      if (!commit (self, NULL, NULL, &n_done, &other) && n_done < self->pending->len)
        return fail_at (self, n_done, other, error);
      if (other)
        {
          g_propagate_error (error, g_steal_pointer (&other));
          return FALSE;
        }
    }

  return fail (self, failure, error);
}

/* Goes as far as it can; @end says in which state the run then ends, or is %NULL where it rests. */
static gboolean
run_steps (Runner *self, const char **end, GError **error)
{
  BureauRun *run = self->run;

  while (run->next < run->workflow->n_steps && !run->is_cancelled && !run->is_paused)
    {
      g_autoptr (GError) failure = NULL;
      BureauOutcome *outcome;

      run->attempt++;
      outcome = perform_next (self, &failure);
      if (!outcome && (run->is_cancelled || run->is_paused)
          && g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return stop (self, error);
      if (!outcome)
        return fail_step (self, failure, error);
      if (outcome->waits)
        return rest (self, outcome, error);
      keep (self, outcome);
    }
  if (run->is_cancelled)
    *end = "cancelled";
  else
    *end = run->next < run->workflow->n_steps ? "queued" : "done";

  return TRUE;
}

DexFuture *
bureau_runner_run (BureauEnvironment *environment, BureauRun *run)
{
  Runner *self = g_rc_box_new0 (Runner);
  GError *error = NULL;
  const char *end = NULL;
  DexFuture *ended;
  gboolean ok;

  self->environment = environment;
  self->run = run;
  self->pending = g_ptr_array_new_with_free_func ((GDestroyNotify)bureau_outcome_free);
  self->spendings = g_ptr_array_new_with_free_func ((GDestroyNotify)bureau_spending_free);
  ok = run->problem ? park_problem (self, &error) : run_steps (self, &end, &error);
  if (!ok)
    ended = dex_future_new_for_error (error);
  else
    ended = end ? finish (self, end) : dex_future_new_true ();
  runner_unref (self);

  return ended;
}
