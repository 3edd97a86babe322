/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/reference.h"
#include "agents/tool.h"
#include "base/json.h"

/* What is written in the step, and what its `with` stands for. */
static JsonObject *
make_input (BureauStepContext *context, GError **error)
{
  JsonObject *written = bureau_json_get_object (context->step->arguments, "arguments");
  g_autoptr (JsonObject) bound = bureau_reference_bind (context, error);
  JsonObject *input;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (!bound)
    return NULL;
  input = json_object_new ();
  if (written)
    {
      json_object_iter_init_ordered (&iter, written);
      while (json_object_iter_next_ordered (&iter, &name, &value))
        json_object_set_member (input, name, json_node_copy (value));
    }
  for (guint i = 0; i < context->step->n_bindings; i++)
    json_object_set_member (input, context->step->bindings[i].name,
                            json_object_dup_member (bound, context->step->bindings[i].name));

  return input;
}

/**
 * bureau_step_call:
 *
 * `{"do":"call","agent","tool","arguments"?,"with"?}`: calls a tool that the agent was given, as
 * far as its class allows. Gives what the tool gives.
 *
 * Returns: %FALSE with @error set where it may not be called, or failed
 */
gboolean
bureau_step_call (BureauStepContext *context, GError **error)
{
  BureauOutcome *outcome = context->outcome;
  g_autoptr (JsonObject) input = NULL;
  JsonObject *result;

  if (!context->settle (context, error))
    return FALSE;
  input = make_input (context, error);
  if (!input)
    return FALSE;
  json_object_set_object_member (outcome->input, "arguments", json_object_ref (input));
  result = bureau_tool_call (context, bureau_step_get_argument (context, "tool"), input,
                             outcome->acts, error);
  if (!result)
    return FALSE;
  g_clear_pointer (&outcome->output, json_object_unref);
  outcome->output = result;

  return TRUE;
}
