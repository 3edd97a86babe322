/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A task asked of a model until there is an answer, or it is clear that there will be none. */
#include "providers/model-answer.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/time.h"
#include "providers/call-retry.h"
#include "providers/turn-answer.h"

#define LONGEST_WAIT_MS (10 * 1000)
#define MAX_CHANGES 3

typedef struct
{
  BureauModelServer *server;
  BureauTask *task;
  BureauReply *reply;
  BureauPrompt *prompt;
  BureauWireOptions options;
  BureauDeadlines deadlines;
  gsize n_shown;
  guint n_changes; /* how often the options gave way */
  gboolean was_key_asked_for;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *self = data;

  g_clear_pointer (&self->server, bureau_model_server_unref);
  g_clear_pointer (&self->task, bureau_task_unref);
  g_clear_object (&self->reply);
  g_clear_pointer (&self->prompt, bureau_prompt_free);
  g_free (self);
}

static void
grown_cb (const BureauTurn *turn, gpointer data)
{
  Asking *self = data;

  bureau_reply_append (self->reply, turn->text->str + self->n_shown);
  self->n_shown = turn->text->len;
}

static gboolean
call (Asking *self, BureauModelOutcome *outcome, GError **error)
{
  g_autoptr (JsonObject) body = self->server->place.wire->write (self->prompt, &self->options);
  const BureauModelCall model_call = {
    .place = &self->server->place,
    .body = body,
    .deadlines = self->deadlines,
    .cancellable = bureau_reply_get_cancellable (self->reply),
    .grown = grown_cb,
    .data = self,
  };

  bureau_reply_clear (self->reply);
  self->n_shown = 0;
  return bureau_model_call (&model_call, outcome, error);
}

/* What the server said it used; what it took and did not account for is unknown. */
static void
add_usage (Asking *self, const BureauModelOutcome *outcome)
{
  BureauUsage usage = outcome->turn->usage;

  usage.is_unknown = outcome->was_taken && (!outcome->turn->has_usage || !outcome->turn->is_ended);
  bureau_reply_set_usage (self->reply, &usage);
  if (outcome->turn->model != NULL)
    bureau_reply_set_origin (self->reply, self->server->name, outcome->turn->model);
}

/* What was not asked for is not what the server lacks, and what was called stays in the request. */
static gboolean
give_way (Asking *self, const char *words)
{
  return bureau_model_options_give_way (
      &self->options, self->prompt->tools != NULL && self->prompt->rounds == NULL, words);
}

/* A refusal may be about a part of the request that the server does not know, or the key. */
static gboolean
mend (Asking *self, const BureauModelOutcome *outcome, const GError *failure)
{
  if (outcome->status == 401 && self->server->place.key == NULL && !self->was_key_asked_for)
    {
      self->was_key_asked_for = TRUE;
      return bureau_model_server_find_key (self->server, TRUE, NULL)
             && self->server->place.key != NULL;
    }
  if ((outcome->status != 400 && outcome->status != 422 && outcome->status != 501)
      || self->n_changes >= MAX_CHANGES
      || g_error_matches (failure, BUREAU_ERROR, BUREAU_ERROR_LIMIT))
    return FALSE;
  self->n_changes++;
  return give_way (self, failure->message);
}

/* Waits for the server, unless somebody takes the question back. */
static gboolean
rest (Asking *self, gint64 milliseconds)
{
  GCancellable *cancellable = bureau_reply_get_cancellable (self->reply);

  dex_await (dex_future_first (dex_timeout_new_msec ((int)milliseconds),
                               dex_cancellable_new_from_cancellable (cancellable), NULL),
             NULL);
  return !g_cancellable_is_cancelled (cancellable);
}

static gboolean
wait_for_next (Asking *self, const BureauModelOutcome *outcome, guint attempt)
{
  gint64 wait = outcome->wait_ms >= 0 ? outcome->wait_ms
                                      : bureau_call_get_backoff (attempt, g_random_double ());

  /* What was taken may have cost something, so whoever pays decides whether it is asked again. */
  if (!outcome->may_retry || outcome->was_taken || attempt > BUREAU_CALL_RETRIES
      || wait > LONGEST_WAIT_MS || bureau_time_monotonic () + wait >= self->deadlines.end)
    return FALSE;
  return rest (self, wait);
}

/* What no waiting mends: its key, what is paid for, what it has. */
static gboolean
is_shut (const BureauModelOutcome *outcome)
{
  return (outcome->status >= 401 && outcome->status <= 404)
         || (outcome->status == 429 && !outcome->may_retry);
}

static void
note_failure (Asking *self, const BureauModelOutcome *outcome, const GError *failure)
{
  BureauModelServer *server = self->server;
  BureauReplyFailure known = {
    .wait_ms = outcome->wait_ms,
    .is_cut = outcome->may_retry && outcome->was_taken,
    .is_shut = is_shut (outcome),
  };

  bureau_reply_set_failure (self->reply, &known);
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    bureau_breaker_abandon (&server->breaker);
  else if (outcome->may_retry)
    bureau_breaker_fail (&server->breaker, bureau_time_monotonic ());
  else
    bureau_breaker_succeed (&server->breaker);
  if (outcome->status == 401 && server->refusal == NULL)
    server->refusal = g_error_copy (failure);
}

static gboolean
ask (Asking *self, BureauModelOutcome *outcome, GError **error)
{
  for (guint attempt = 1;;)
    {
      g_autoptr (GError) failure = NULL;
      gboolean ok = call (self, outcome, &failure);

      add_usage (self, outcome);
      if (ok)
        {
          self->server->options = self->options;
          bureau_breaker_succeed (&self->server->breaker);
          return TRUE;
        }
      if (!mend (self, outcome, failure) && !wait_for_next (self, outcome, attempt++))
        {
          note_failure (self, outcome, failure);
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      bureau_model_outcome_clear (outcome);
    }
}

static gboolean
find_model (Asking *self, GError **error)
{
  const char *wanted = bureau_task_get_model (self->task);

  self->options = self->server->options;
  self->options.model = wanted != NULL ? wanted : self->server->model;
  bureau_reply_set_origin (self->reply, self->server->name, self->options.model);
  if (self->options.model != NULL)
    return TRUE;
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
               "The connection “%s” names no model. Choose one of its models.", self->server->name);
  return FALSE;
}

/* A provider that fails for everybody is left alone, and a key that is not taken stays refused. */
static gboolean
enter (Asking *self, GError **error)
{
  gint64 wait;

  if (self->server->refusal != NULL)
    {
      bureau_reply_set_failure (self->reply,
                                &(BureauReplyFailure){ .wait_ms = -1, .is_shut = TRUE });
      g_propagate_error (error, g_error_copy (self->server->refusal));
      return FALSE;
    }
  wait = bureau_breaker_enter (&self->server->breaker, bureau_time_monotonic ());
  if (wait == 0)
    return TRUE;
  bureau_reply_set_failure (self->reply, &(BureauReplyFailure){ .wait_ms = wait, .is_held = TRUE });
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE,
               "“%s” did not answer several times and is left alone for now; its work waits.",
               self->server->name);
  return FALSE;
}

static gboolean
answer (Asking *self, GError **error)
{
  g_auto (BureauModelOutcome) outcome = { 0 };

  if (!find_model (self, error) || !bureau_model_server_find_key (self->server, FALSE, error))
    {
      bureau_reply_set_failure (self->reply,
                                &(BureauReplyFailure){ .wait_ms = -1, .is_shut = TRUE });
      return FALSE;
    }
  if (!enter (self, error))
    return FALSE;
  self->deadlines = (BureauDeadlines){
    .idle_ms = bureau_task_get_idle_ms (self->task),
    .end = bureau_time_monotonic () + bureau_task_get_deadline_ms (self->task),
  };
  self->prompt = bureau_task_steal_prepared (self->task);
  if (self->prompt == NULL)
    self->prompt = bureau_prompt_new (self->task);
  if (!ask (self, &outcome, error))
    return FALSE;
  return bureau_turn_answer (
      outcome.turn, self->reply,
      &(BureauTurnTerms){
          .max_tokens = self->prompt->max_tokens,
          .with_tools = bureau_wire_get_tools (self->prompt, &self->options) != NULL,
      },
      error);
}

static DexFuture *
answer_fiber (gpointer data)
{
  GError *error = NULL;

  return answer (data, &error) ? dex_future_new_true () : dex_future_new_for_error (error);
}

/**
 * bureau_model_answer:
 * @reply: grows with what comes; where that is not one JSON object it stays without an answer
 *
 * Has a model answer a task: with its key, within its deadlines, and worked round what its server
 * lacks.
 *
 * Returns: (transfer full): as bureau_provider_answer()
 */
DexFuture *
bureau_model_answer (BureauModelServer *server, BureauTask *task, BureauReply *reply)
{
  Asking *self = g_new0 (Asking, 1);

  self->server = bureau_model_server_ref (server);
  self->task = bureau_task_ref (task);
  self->reply = g_object_ref (reply);
  return dex_scheduler_spawn (NULL, 0, answer_fiber, self, asking_free);
}
