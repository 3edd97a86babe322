/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/outcome.h"

#include "base/json.h"

#define INSERT_USAGE                                                                               \
  "INSERT INTO bureau_usage (id, at, run, step, agent, provider, model, state, input_tokens,"      \
  " output_tokens) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'settled', 0, 0)"

/**
 * bureau_tool_act_new:
 * @data: (transfer full): for @change
 *
 * Returns: (transfer full): a change that waits for the step's transaction
 */
BureauToolAct *
bureau_tool_act_new (BureauEffect change, gpointer data, GDestroyNotify destroy)
{
  BureauToolAct *self = g_new0 (BureauToolAct, 1);

  *self = (BureauToolAct){ change, data, destroy };

  return self;
}

void
bureau_tool_act_free (BureauToolAct *self)
{
  if (self->destroy)
    self->destroy (self->data);
  g_free (self);
}

/**
 * bureau_outcome_new:
 * @run: outlives the outcome
 * @seq: the step's place in the workflow, from 0
 * @attempt: how often it was tried, this time included
 *
 * Returns: (transfer full): of a step that has come to nothing yet
 */
BureauOutcome *
bureau_outcome_new (BureauRun *run, guint seq, guint attempt)
{
  BureauOutcome *self = g_new0 (BureauOutcome, 1);

  self->run = run;
  self->step = &run->workflow->steps[seq];
  self->seq = seq;
  self->attempt = attempt;
  self->input = json_object_new ();
  self->output = json_object_new ();
  self->acts = g_ptr_array_new_with_free_func ((GDestroyNotify)bureau_tool_act_free);
  self->wait_ms = -1;

  return self;
}

void
bureau_outcome_free (BureauOutcome *self)
{
  if (self->effect_destroy)
    self->effect_destroy (self->effect_data);
  g_clear_pointer (&self->acts, g_ptr_array_unref);
  g_clear_pointer (&self->input, json_object_unref);
  g_clear_pointer (&self->output, json_object_unref);
  g_free (self->not_before);
  g_free (self->provider);
  g_free (self->model);
  g_free (self);
}

/**
 * bureau_outcome_set_effect:
 * @data: (nullable) (transfer full): freed with @destroy when the outcome is
 *
 * Says what the step changes.
 */
void
bureau_outcome_set_effect (BureauOutcome *self, BureauEffect effect, gpointer data,
                           GDestroyNotify destroy)
{
  g_return_if_fail (!self->effect);

  self->effect = effect;
  self->effect_data = data;
  self->effect_destroy = destroy;
}

/**
 * bureau_outcome_add_act:
 * @act: (transfer full): of a tool that was called on the way
 */
void
bureau_outcome_add_act (BureauOutcome *self, BureauToolAct *act)
{
  g_ptr_array_add (self->acts, act);
}

/**
 * bureau_outcome_has_effect:
 *
 * Returns: whether the step changes anything
 */
gboolean
bureau_outcome_has_effect (BureauOutcome *self)
{
  return self->effect || self->acts->len > 0;
}

/**
 * bureau_outcome_skip:
 *
 * The step is done without having done anything; its result says why.
 */
void
bureau_outcome_skip (BureauOutcome *self, const char *why)
{
  json_object_set_string_member (self->output, "skipped", why);
}

/**
 * bureau_outcome_commit_usage:
 *
 * Writes what was answered by rules, where something was. What models take is set aside and settled
 * by spending.h.
 *
 * Returns: %FALSE with @error set where it could not be written
 */
gboolean
bureau_outcome_commit_usage (BureauOutcome *self, BureauTransaction *transaction, GError **error)
{
  if (!self->provider)
    return TRUE;

  return bureau_database_run (bureau_transaction_get_database (transaction), error, INSERT_USAGE,
                              "isissss", bureau_transaction_new_id (transaction),
                              bureau_transaction_get_time (transaction), self->run->id,
                              self->step->id, self->step->agent, self->provider, self->model);
}

/* A draft's words are kept once, with the draft; whoever loads the run finds them there. */
static JsonObject *
stored_output (BureauOutcome *self)
{
  JsonObject *stored;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (self->step->kind != BUREAU_STEP_DRAFT)
    return json_object_ref (self->output);
  stored = json_object_new ();
  json_object_iter_init_ordered (&iter, self->output);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (!g_str_equal (name, "body"))
      json_object_set_member (stored, name, json_node_ref (value));

  return stored;
}

static gboolean
change (BureauOutcome *self, BureauTransaction *transaction, GError **error)
{
  for (guint i = 0; i < self->acts->len; i++)
    {
      BureauToolAct *act = g_ptr_array_index (self->acts, i);

      if (!act->change (transaction, self, act->data, error))
        return FALSE;
    }

  return !self->effect || self->effect (transaction, self, self->effect_data, error);
}

/**
 * bureau_outcome_commit:
 *
 * Writes what the step changed and its own row, in one transaction.
 *
 * Returns: %FALSE with @error set where the effect was refused or could not be written: then
 *   nothing was
 */
gboolean
bureau_outcome_commit (BureauOutcome *self, BureauTransaction *transaction, GError **error)
{
  g_autoptr (JsonObject) output = NULL;

  if (!change (self, transaction, error))
    return FALSE;
  output = stored_output (self);

  return bureau_outcome_commit_usage (self, transaction, error)
         && bureau_step_put (transaction,
                             &(BureauStepRow){
                                 .run = self->run->id,
                                 .seq = self->seq,
                                 .step = self->step->id,
                                 .kind = bureau_step_kind_to_text (self->step->kind),
                                 .agent = self->step->agent,
                                 .state = self->waits ? "waiting" : "done",
                                 .attempt = self->attempt,
                                 .not_before = self->not_before,
                                 .input = self->input,
                                 .output = output,
                             },
                             error);
}
