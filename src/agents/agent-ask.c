/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/agent-ask.h"

#include "agents/answer.h"
#include "agents/spending.h"
#include "base/error.h"
#include "base/json.h"
#include "providers/provider.h"

static gboolean
is_local (BureauStepContext *context)
{
  return g_str_equal (context->agent->provider, "builtin");
}

static JsonObject *
take_answer (BureauProvider *provider, BureauReply *reply, GError **error)
{
  JsonObject *answer = bureau_reply_get_answer (reply);

  if (answer)
    return json_object_ref (answer);
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID, "%s gave no answer; try again later.",
               bureau_provider_get_name (provider));

  return NULL;
}

/* Rules cost nothing: what answered is kept with the step. */
static JsonObject *
ask_rules (BureauStepContext *context, BureauProvider *provider, BureauTask *task, GError **error)
{
  g_autoptr (BureauReply) reply = bureau_reply_new ();
  gboolean ok = dex_await (bureau_provider_answer (provider, task, reply), error);

  g_set_str (&context->outcome->provider, bureau_reply_get_provider (reply));
  g_set_str (&context->outcome->model, bureau_reply_get_model (reply));

  return ok ? take_answer (provider, reply, error) : NULL;
}

/* A model is only asked once the most that it can cost is set aside. */
static JsonObject *
ask_model (BureauStepContext *context, BureauProvider *provider, BureauTask *task, GError **error)
{
  g_autoptr (BureauReply) reply = bureau_reply_new ();
  BureauSpending *spending = bureau_spending_new (context, provider, task);
  gboolean ok;

  if (!context->announce (context, spending, error))
    return NULL;
  ok = dex_await (bureau_provider_answer (provider, task, reply), error);
  bureau_spending_answer (spending, reply, ok);

  return ok ? take_answer (provider, reply, error) : NULL;
}

static JsonObject *
ask_once (BureauStepContext *context, BureauProvider *provider, BureauTask *task, GError **error)
{
  return is_local (context) ? ask_rules (context, provider, task, error)
                            : ask_model (context, provider, task, error);
}

static BureauTask *
make_task (BureauStepContext *context, BureauTaskKind kind, JsonObject *inputs, JsonObject *schema)
{
  g_autoptr (JsonNode) node = schema ? bureau_json_node_for_object (schema) : NULL;
  BureauTaskTerms terms = {
    .schema = node,
    .instructions = context->agent->instructions,
    .model = context->agent->model,
  };

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
  g_autoptr (BureauProvider) provider = bureau_provider_shelf_find (
      context->environment->providers, context->environment->catalog, context->agent->provider,
      error);
  g_autoptr (BureauTask) task = NULL;
  g_autoptr (JsonObject) answer = NULL;
  g_autofree char *problem = NULL;

  if (!provider)
    return NULL;
  task = make_task (context, kind, inputs, schema);
  answer = ask_once (context, provider, task, error);
  if (!answer || bureau_answer_check (answer, schema, &problem))
    return g_steal_pointer (&answer);
  if (is_local (context))
    return refuse (provider, problem, error);

  g_clear_pointer (&answer, json_object_unref);
  answer = repair (context, provider, task, problem, error);
  g_clear_pointer (&problem, g_free);
  if (!answer || bureau_answer_check (answer, schema, &problem))
    return g_steal_pointer (&answer);

  return refuse (provider, problem, error);
}
