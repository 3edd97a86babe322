/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/agent-ask.h"

#include "agents/answer.h"
#include "base/error.h"
#include "base/json.h"
#include "providers/provider.h"

/* Kept with the step: what answered, and what it took, over all turns. */
static void
add_usage (BureauOutcome *outcome, BureauReply *reply)
{
  BureauUsage usage = bureau_reply_get_usage (reply);

  g_set_str (&outcome->provider, bureau_reply_get_provider (reply));
  g_set_str (&outcome->model, bureau_reply_get_model (reply));
  outcome->input_tokens += usage.input_tokens;
  outcome->output_tokens += usage.output_tokens;
}

static JsonObject *
ask_once (BureauStepContext *context, BureauProvider *provider, BureauTask *task, GError **error)
{
  g_autoptr (BureauReply) reply = bureau_reply_new ();
  gboolean ok = dex_await (bureau_provider_answer (provider, task, reply), error);
  JsonObject *answer = bureau_reply_get_answer (reply);

  add_usage (context->outcome, reply);
  if (!ok)
    return NULL;
  if (answer)
    return json_object_ref (answer);
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID, "%s gave no answer; try again later.",
               bureau_provider_get_name (provider));

  return NULL;
}

static BureauTask *
make_task (BureauStepContext *context, BureauTaskKind kind, JsonObject *inputs, JsonObject *schema)
{
  g_autoptr (JsonNode) node = schema ? bureau_json_node_for_object (schema) : NULL;
  BureauTaskTerms terms = { .schema = node, .instructions = context->agent->instructions };

  return bureau_task_new (kind, inputs, &terms);
}

/* One repair: the same task, with what was wrong with the first answer. */
static JsonObject *
repair (BureauStepContext *context, BureauProvider *provider, BureauTask *task, const char *problem,
        GError **error)
{
  g_autoptr (JsonObject) inputs = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, bureau_task_get_inputs (task));
  while (json_object_iter_next (&iter, &name, &value))
    json_object_set_member (inputs, name, json_node_copy (value));
  json_object_set_string_member (inputs, "problem", problem);

  JsonNode *schema = bureau_task_get_schema (task);
  g_autoptr (BureauTask) again = make_task (context, bureau_task_get_kind (task), inputs,
                                            schema ? json_node_get_object (schema) : NULL);
  return ask_once (context, provider, again, error);
}

static JsonObject *
refuse (BureauProvider *provider, const char *problem, GError **error)
{
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID, "The answer of %s cannot be used: %s",
               bureau_provider_get_name (provider), problem);

  return NULL;
}

JsonObject *
bureau_agent_ask (BureauStepContext *context, BureauTaskKind kind, JsonObject *inputs,
                  JsonObject *schema, GError **error)
{
  const char *name = context->agent->provider;
  gboolean is_local = g_str_equal (name, "builtin");
  g_autoptr (BureauProvider) provider = bureau_provider_shelf_find (
      context->environment->providers, context->environment->catalog, name, error);
  g_autoptr (BureauTask) task = NULL;
  g_autoptr (JsonObject) answer = NULL;
  g_autofree char *problem = NULL;

  if (!provider || (!is_local && !context->announce (context, error)))
    return NULL;
  task = make_task (context, kind, inputs, schema);
  answer = ask_once (context, provider, task, error);
  if (!answer || bureau_answer_check (answer, schema, &problem))
    return g_steal_pointer (&answer);
  if (is_local)
    return refuse (provider, problem, error);

  g_clear_pointer (&answer, json_object_unref);
  answer = repair (context, provider, task, problem, error);
  g_clear_pointer (&problem, g_free);
  if (!answer || bureau_answer_check (answer, schema, &problem))
    return g_steal_pointer (&answer);

  return refuse (provider, problem, error);
}
