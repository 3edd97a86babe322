/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/draft-inputs.h"
#include "agents/ledger.h"
#include "agents/request-handler.h"
#include "base/error.h"
#include "base/json.h"
#include "memory/draft.h"

/* A draft that is written once more: its row, and its run as it stood at the step that wrote it. */
typedef struct
{
  BureauRequestTask *task;
  JsonObject *draft;
  BureauRun *run;
  BureauOutcome *outcome;
  BureauLedger ledger;
  JsonObject *answer;
} Redraft;

static void
redraft_free (gpointer data)
{
  Redraft *self = data;

  g_clear_pointer (&self->outcome, bureau_outcome_free);
  bureau_ledger_clear (&self->ledger);
  g_clear_pointer (&self->run, bureau_run_free);
  g_clear_pointer (&self->draft, json_object_unref);
  g_clear_pointer (&self->answer, json_object_unref);
  g_free (self);
}

/* Reading ---------------------------------------------------------------------------------------
 */

static gboolean
find_step (Redraft *self, GError **error)
{
  gint64 draft = bureau_json_get_id (self->draft, "id");

  if (self->run->problem)
    {
      g_propagate_error (error, g_steal_pointer (&self->run->problem));
      return FALSE;
    }
  for (guint i = 0; i < self->run->workflow->n_steps; i++)
    {
      JsonObject *result = bureau_json_get_object (self->run->results,
                                                   self->run->workflow->steps[i].id);

      if (self->run->workflow->steps[i].kind != BUREAU_STEP_DRAFT || !result
          || bureau_json_get_id (result, "id") != draft)
        continue;
      self->outcome = bureau_outcome_new (self->run, i, 1);
      return TRUE;
    }
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
                       "The step that wrote this draft is not there any more. Edit it yourself.");

  return FALSE;
}

static gboolean
read_redraft (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Redraft *self = data;

  self->draft = bureau_draft_load (database, bureau_json_get_id (self->task->args, "draft"), error);
  if (!self->draft)
    return FALSE;
  self->run = bureau_run_load (database, self->task->catalog,
                               bureau_json_get_id (self->draft, "run"), error);

  return self->run && find_step (self, error);
}

/* Asking ----------------------------------------------------------------------------------------
 */

static JsonObject *
describe_again (Redraft *self)
{
  JsonObject *again = json_object_new ();
  JsonObject *previous = json_object_new ();

  bureau_json_set_string (again, "note", bureau_json_get_string (self->task->args, "note"));
  bureau_json_set_string (previous, "subject", bureau_json_get_string (self->draft, "subject"));
  bureau_json_set_string (previous, "body", bureau_json_get_string (self->draft, "body"));
  json_object_set_object_member (again, "previous", previous);

  return again;
}

static gboolean
ask (Redraft *self, GError **error)
{
  g_autoptr (JsonObject) again = describe_again (self);
  BureauStepContext context = {
    .environment = self->task->environment,
    .catalog = self->task->catalog,
    .run = self->run,
    .step = self->outcome->step,
    .draft = bureau_json_get_id (self->draft, "id"),
    .outcome = self->outcome,
    .settle = bureau_ledger_settle_step,
    .announce = bureau_ledger_announce_call,
    .runner = &self->ledger,
  };

  context.agent = bureau_catalog_find_agent (self->task->catalog, context.step->agent, error);
  self->task->actor = g_strconcat ("agent:", context.step->agent, NULL);
  self->answer = context.agent ? bureau_draft_ask (&context, again, error) : NULL;

  return bureau_ledger_commit (&self->ledger, self->answer ? error : NULL) && self->answer != NULL;
}

static gboolean
is_same (Redraft *self, const char *name, const char *agents)
{
  return g_strcmp0 (bureau_json_get_string (self->answer, name),
                    bureau_json_get_string (self->draft, agents))
         == 0;
}

static gboolean
require_news (Redraft *self, GError **error)
{
  if (!is_same (self, "body", "agent_body") || !is_same (self, "subject", "agent_subject"))
    return TRUE;
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
                       "With this note the agent wrote the same again, so nothing was changed.");

  return FALSE;
}

static gboolean
write_redraft (BureauTransaction *transaction, BureauRequestTask *task, GError **error)
{
  Redraft *self = task->data;

  return bureau_outcome_commit_usage (self->outcome, transaction, error)
         && bureau_draft_rewrite (transaction, bureau_json_get_id (self->draft, "id"),
                                  bureau_json_get_string (task->args, "hash"), self->answer, error);
}

/**
 * bureau_request_do_redraft:
 *
 * `{"draft","note","hash"}`: the agent that wrote a draft writes it once more, with what it was
 * given then and the operator's note. A draft that has another hash by then is left as it is.
 *
 * Returns: %FALSE with @error set where the draft changed or was decided meanwhile, or the agent
 *   cannot write it
 */
gboolean
bureau_request_do_redraft (BureauRequestTask *task, GError **error)
{
  Redraft *self = g_new0 (Redraft, 1);
  g_autofree char *reason = g_strdup_printf ("request:%" G_GINT64_FORMAT, task->id);

  self->task = task;
  bureau_ledger_init (&self->ledger, task->environment->memory, reason);
  task->data = self;
  task->destroy = redraft_free;
  task->effect = write_redraft;

  return bureau_request_get_id (task, "draft", error) != 0
         && dex_await (bureau_memory_read (task->environment->memory, read_redraft, self, NULL),
                       error)
         && ask (self, error) && require_news (self, error);
}
