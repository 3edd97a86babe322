/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/agent-ask.h"
#include "agents/reference.h"
#include "agents/step.h"
#include "base/json.h"

static JsonObject *
make_schema (JsonArray *choices)
{
  JsonObject *schema = bureau_json_parse_object (
      "{\"type\":\"object\",\"required\":[\"choice\"],\"properties\":{"
      "\"choice\":{\"type\":\"string\"},\"reason\":{\"type\":\"string\"}}}",
      -1, NULL);
  JsonObject *properties = bureau_json_get_object (schema, "properties");

  json_object_set_array_member (bureau_json_get_object (properties, "choice"), "enum",
                                json_array_ref (choices));

  return schema;
}

static JsonObject *
make_inputs (BureauStepContext *context, JsonArray *choices, GError **error)
{
  JsonObject *given = bureau_reference_gather (context, "given", error);
  JsonObject *inputs;

  if (!given)
    return NULL;
  inputs = json_object_new ();
  json_object_set_string_member (inputs, "question",
                                 bureau_step_get_argument (context, "question"));
  json_object_set_array_member (inputs, "choices", json_array_ref (choices));
  json_object_set_object_member (inputs, "given", given);

  return inputs;
}

/**
 * bureau_step_decide:
 *
 * `{"do":"decide","question","choices":[…],"given"?}`: an agent chooses one answer. Gives `choice`
 * and `reason`.
 *
 * Returns: %FALSE with @error set where the agent gave none of the choices
 */
gboolean
bureau_step_decide (BureauStepContext *context, GError **error)
{
  JsonArray *choices = bureau_json_get_array (context->step->arguments, "choices");
  g_autoptr (JsonObject) schema = make_schema (choices);
  g_autoptr (JsonObject) inputs = make_inputs (context, choices, error);
  g_autoptr (JsonObject) answer = NULL;

  if (!inputs)
    return FALSE;
  json_object_set_string_member (context->outcome->input, "question",
                                 bureau_step_get_argument (context, "question"));
  answer = bureau_agent_ask (context, BUREAU_TASK_DECIDE, inputs, schema, error);
  if (!answer)
    return FALSE;
  bureau_json_set_string (context->outcome->output, "choice",
                          bureau_json_get_string (answer, "choice"));
  bureau_json_set_string (context->outcome->output, "reason",
                          bureau_json_get_string (answer, "reason"));

  return TRUE;
}
