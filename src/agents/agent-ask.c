/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/agent-ask.h"

#include "agents/answer.h"
#include "agents/provider-choice.h"
#include "agents/spending.h"
#include "base/error.h"
#include "base/json.h"
#include "providers/provider.h"
#include "providers/redaction.h"

static gboolean
is_local (BureauProvider *provider)
{
  return g_str_equal (bureau_provider_get_name (provider), "builtin");
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

static BureauTask *
make_task (BureauStepContext *context, BureauTaskKind kind, JsonObject *inputs, JsonNode *schema)
{
  BureauTaskTerms terms = {
    .schema = schema,
    .instructions = context->agent->instructions,
    .model = context->agent->model,
  };

  return bureau_task_new (kind, inputs, &terms);
}

/* What a provider sees of a task; nothing else of it leaves. */
static BureauTask *
hide (BureauStepContext *context, BureauTask *task, BureauRedaction *redaction, GError **error)
{
  BureauRedactionMode mode = bureau_redaction_mode (
      bureau_json_get_string (bureau_catalog_get_settings (context->catalog), "redaction"),
      bureau_json_get_string (context->agent->document, "redaction"));
  g_autoptr (JsonObject) inputs = NULL;
  g_autofree char *found = NULL;

  if (mode == BUREAU_REDACTION_OFF)
    return bureau_task_ref (task);
  inputs = bureau_redaction_hide_in (redaction, bureau_task_get_inputs (task));
  found = bureau_redaction_describe (redaction);
  if (found && mode == BUREAU_REDACTION_BLOCK)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
                   "Nothing was sent to %s: what it would see has %s, and “redaction” is “block”.",
                   context->agent->provider, found);
      return NULL;
    }

  return make_task (context, bureau_task_get_kind (task), inputs, bureau_task_get_schema (task));
}

/* A model is only asked once the most that it can cost is set aside. */
static JsonObject *
ask_model (BureauStepContext *context, BureauProvider *provider, BureauTask *task, GError **error)
{
  g_autoptr (BureauReply) reply = bureau_reply_new ();
  g_autoptr (BureauRedaction) redaction = bureau_redaction_new ();
  g_autoptr (BureauTask) seen = hide (context, task, redaction, error);
  g_autoptr (JsonObject) answer = NULL;
  BureauSpending *spending;
  gboolean ok;

  if (!seen)
    return NULL;
  spending = bureau_spending_new (context, provider, seen);
  if (!context->announce (context, spending, error))
    return NULL;
  ok = dex_await (bureau_provider_answer (provider, seen, reply), error);
  bureau_spending_answer (spending, reply, ok);
  answer = ok ? take_answer (provider, reply, error) : NULL;

  return answer ? bureau_redaction_show_in (redaction, answer) : NULL;
}

static JsonObject *
ask_once (BureauStepContext *context, BureauProvider *provider, BureauTask *task, GError **error)
{
  return is_local (provider) ? ask_rules (context, provider, task, error)
                             : ask_model (context, provider, task, error);
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

  g_autoptr (BureauTask) again = make_task (context, bureau_task_get_kind (task), inputs,
                                            bureau_task_get_schema (task));
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
  g_autoptr (BureauProvider) provider = bureau_agent_choose_provider (context, inputs, error);
  g_autoptr (JsonNode) node = schema ? bureau_json_node_for_object (schema) : NULL;
  g_autoptr (BureauTask) task = NULL;
  g_autoptr (JsonObject) answer = NULL;
  g_autofree char *problem = NULL;

  if (!provider)
    return NULL;
  task = make_task (context, kind, inputs, node);
  answer = ask_once (context, provider, task, error);
  if (!answer || bureau_answer_check (answer, schema, &problem))
    return g_steal_pointer (&answer);
  if (is_local (provider))
    return refuse (provider, problem, error);

  g_clear_pointer (&answer, json_object_unref);
  answer = repair (context, provider, task, problem, error);
  g_clear_pointer (&problem, g_free);
  if (!answer || bureau_answer_check (answer, schema, &problem))
    return g_steal_pointer (&answer);

  return refuse (provider, problem, error);
}
