/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question of an agent to its provider: paid for, watched while its answer comes, and asked again
 * where that broke off. */
#include "agents/agent-call.h"

#include "agents/reply-board.h"
#include "agents/spending.h"
#include "base/error.h"
#include "base/json.h"
#include "memory/scratch.h"

/* How often a question is asked once more because its answer broke off. */
#define MAX_REPEATS 2

/* How long a question waits for the money that others have set aside. */
#define BUSY_MS 500

typedef struct
{
  BureauStepContext *context;
  BureauProvider *provider;
  BureauTask *task;
  gboolean is_cut; /* the answer broke off */
} Question;

static void
note_failure (Question *self, BureauReply *reply)
{
  BureauReplyFailure failure = bureau_reply_get_failure (reply);

  self->context->outcome->wait_ms = failure.wait_ms;
  self->context->outcome->is_held = failure.is_held;
  self->context->outcome->is_shut = failure.is_shut;
  self->is_cut = failure.is_cut;
}

static void
cancelled_cb (GCancellable *cancellable, gpointer reply)
{
  bureau_reply_cancel (reply);
}

/* Cancelling the run, or the engine's end, stops what is coming. */
static gboolean
await_answer (Question *self, BureauReply *reply, GError **error)
{
  BureauStepContext *context = self->context;
  GCancellable *cancellable = context->run->cancellable;
  gulong handler = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), reply, NULL);
  BureauReplyBoard *board = context->environment->board;
  g_autofree char *key = bureau_reply_board_add (board, context->run->id, context->step,
                                                 context->draft, reply);
  gboolean ok = dex_await (bureau_provider_answer (self->provider, self->task, reply), error);

  context->outcome->is_stopped = bureau_reply_board_remove (board, key) && !ok;
  g_cancellable_disconnect (cancellable, handler);

  return ok;
}

/* What was stopped stays readable as the part that it is. */
static void
keep_part (BureauStepContext *context, BureauReply *reply)
{
  const char *content = bureau_reply_get_content (reply);

  if (*content != '\0')
    json_object_set_string_member (context->outcome->output, "partial", content);
}

/* What its server lacks is remembered with the connection, where a person sees it. */
static void
remember (Question *self)
{
  BureauEnvironment *environment = self->context->environment;
  const char *name = self->context->provider;
  g_autofree char *lacks = NULL;
  g_autofree char *key = g_strconcat ("lacks:", name, NULL);

  if (bureau_provider_shelf_learn (environment->providers, name, &lacks))
    dex_future_disown (bureau_scratch_put (environment->memory, key, lacks));
}

/* A limit would be passed, or cannot be kept because nobody knows the price. */
static gboolean
is_about_money (const GError *failure)
{
  return g_error_matches (failure, BUREAU_ERROR, BUREAU_ERROR_LIMIT)
         || g_error_matches (failure, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND);
}

/* A model is only asked once the most that it can cost is set aside. */
static BureauReply *
ask_once (Question *self, GError **error)
{
  g_autoptr (BureauReply) reply = bureau_reply_new ();
  BureauSpending *spending = bureau_spending_new (self->context, self->provider, self->task);
  g_autoptr (GError) failure = NULL;
  gboolean ok;

  self->is_cut = FALSE;
  if (!self->context->announce (self->context, spending, &failure))
    {
      self->context->outcome->is_held = g_error_matches (failure, BUREAU_ERROR, BUREAU_ERROR_BUSY);
      self->context->outcome->wait_ms = self->context->outcome->is_held ? BUSY_MS : -1;
      self->context->outcome->is_broke = is_about_money (failure);
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  ok = await_answer (self, reply, &failure);
  bureau_spending_answer (spending, reply, ok);
  if (ok)
    {
      remember (self);
      return g_steal_pointer (&reply);
    }
  note_failure (self, reply);
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    keep_part (self->context, reply);
  g_propagate_error (error, g_steal_pointer (&failure));

  return NULL;
}

/**
 * bureau_agent_call:
 * @provider: one that is not the engine's own
 * @task: what is asked
 *
 * Asks a provider within the limits of money. Awaits, so it belongs into a fiber.
 *
 * Returns: (transfer full): the reply, which may hold words and no answer; %NULL with @error set
 */
BureauReply *
bureau_agent_call (BureauStepContext *context, BureauProvider *provider, BureauTask *task,
                   GError **error)
{
  Question self = { .context = context, .provider = provider, .task = task };

  for (guint repeat = 0;; repeat++)
    {
      g_autoptr (GError) failure = NULL;
      BureauReply *reply = ask_once (&self, &failure);

      if (reply)
        return reply;
      if (repeat == MAX_REPEATS || !self.is_cut)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
    }
}
