/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/agent-ask.h"

#include "agents/agent-call.h"
#include "agents/answer.h"
#include "agents/provider-choice.h"
#include "agents/stand-in.h"
#include "agents/tool-use.h"
#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "providers/redaction.h"

/* What is kept of an answer that cannot be used, and what a model is shown of it. */
#define MAX_RAW_BYTES (64 * 1024)
#define MAX_SHOWN_BYTES (16 * 1024)

static BureauTask *
make_task (BureauStepContext *context, BureauTaskKind kind, JsonObject *inputs, JsonNode *schema)
{
  BureauTaskTerms terms = {
    .schema = schema,
    .instructions = context->agent->instructions,
    .model = context->model,
  };

  return bureau_task_new (kind, inputs, &terms);
}

/* The rules that come with Bureau: at once, for nothing, and always the same. */
static JsonObject *
ask_rules (BureauStepContext *context, BureauProvider *provider, BureauTask *task, GError **error)
{
  g_autoptr (BureauReply) reply = bureau_reply_new ();
  gboolean ok = dex_await (bureau_provider_answer (provider, task, reply), error);
  JsonObject *answer = bureau_reply_get_answer (reply);

  g_set_str (&context->outcome->provider, bureau_reply_get_provider (reply));
  g_set_str (&context->outcome->model, bureau_reply_get_model (reply));
  if (!ok)
    return NULL;
  if (answer)
    return json_object_ref (answer);
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID, "The rules gave no answer.");

  return NULL;
}

static JsonObject *
get_schema (BureauTask *task)
{
  JsonNode *schema = bureau_task_get_schema (task);

  return schema ? json_node_get_object (schema) : NULL;
}

/* One question of a few, and what came of it. */
typedef struct
{
  const BureauAnswerTerms *terms;
  BureauStepContext *context;
  BureauProvider *provider;
  BureauRedaction *redaction; /* NULL: nothing is hidden */
  BureauRedactionMode mode;
  BureauToolUse *tools;
  BureauReply *reply;
  JsonObject *answer; /* with what was hidden shown again; NULL where it is no JSON object */
  char *problem;      /* in words that a model can mend it by; NULL where there is none */
} Talk;

static void
talk_forget (Talk *self)
{
  g_clear_object (&self->reply);
  g_clear_pointer (&self->answer, json_object_unref);
  g_clear_pointer (&self->problem, g_free);
}

static void
talk_init (Talk *self, BureauTask *task)
{
  BureauStepContext *context = self->context;

  self->mode = bureau_redaction_mode (
      bureau_json_get_string (bureau_catalog_get_settings (context->catalog), "redaction"),
      bureau_json_get_string (context->agent->document, "redaction"));
  self->redaction = self->mode != BUREAU_REDACTION_OFF ? bureau_redaction_new () : NULL;
  self->tools = bureau_tool_use_new (context, bureau_task_get_kind (task));
}

static void
talk_clear (Talk *self)
{
  talk_forget (self);
  g_clear_pointer (&self->redaction, bureau_redaction_free);
  g_clear_pointer (&self->tools, bureau_tool_use_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Talk, talk_clear)

static JsonObject *
hide_in (Talk *self, JsonObject *object)
{
  return self->redaction ? bureau_redaction_hide_in (self->redaction, object)
                         : json_object_ref (object);
}

static JsonObject *
show_in (Talk *self, JsonObject *object)
{
  return self->redaction ? bureau_redaction_show_in (self->redaction, object)
                         : json_object_ref (object);
}

static gboolean
check_hidden (Talk *self, GError **error)
{
  g_autofree char *found = self->mode == BUREAU_REDACTION_BLOCK
                               ? bureau_redaction_describe (self->redaction)
                               : NULL;

  if (!found)
    return TRUE;
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
               "Nothing was sent to %s: what it would see has %s, and “redaction” is “block”.",
               self->context->provider, found);

  return FALSE;
}

/* What a provider sees of a task, the agent's own words too; nothing else of it leaves. */
static BureauTask *
hide (Talk *self, BureauTask *task)
{
  const char *told = self->context->agent->instructions;
  g_autoptr (JsonObject) inputs = hide_in (self, bureau_task_get_inputs (task));
  g_autofree char *instructions = told && self->redaction
                                      ? bureau_redaction_hide (self->redaction, told)
                                      : g_strdup (told);
  const BureauTaskTerms terms = {
    .schema = bureau_task_get_schema (task),
    .instructions = instructions,
    .model = self->context->model,
  };

  return bureau_task_new (bureau_task_get_kind (task), inputs, &terms);
}

/* With its tools, and what was called until now. */
static BureauTask *
add_tools (Talk *self, BureauTask *hidden)
{
  BureauTaskTerms terms = {
    .schema = bureau_task_get_schema (hidden),
    .instructions = bureau_task_get_instructions (hidden),
    .model = bureau_task_get_model (hidden),
  };

  bureau_tool_use_fill (self->tools, &terms);

  return bureau_task_new (bureau_task_get_kind (hidden), bureau_task_get_inputs (hidden), &terms);
}

/* A part that is kept reads as the person's own words do. */
static void
show_part (Talk *self)
{
  JsonObject *output = self->context->outcome->output;
  g_autoptr (JsonObject) shown = NULL;

  if (!json_object_has_member (output, "partial"))
    return;
  shown = show_in (self, output);
  json_object_set_member (output, "partial", json_object_dup_member (shown, "partial"));
}

static void
check (Talk *self, BureauTask *task)
{
  if (self->terms->check)
    self->problem = self->terms->check (self->answer, self->terms->data);
  else
    bureau_answer_check (self->answer, get_schema (task), &self->problem);
}

/* Until it answers: what it calls before is called, and it is asked again with the results. */
static gboolean
ask_until_answered (Talk *self, BureauTask *task, GError **error)
{
  g_autoptr (BureauTask) hidden = hide (self, task);

  for (;;)
    {
      g_autoptr (BureauTask) seen = add_tools (self, hidden);

      if (!check_hidden (self, error))
        return FALSE;
      g_clear_object (&self->reply);
      self->reply = bureau_agent_call (self->context, self->provider, seen, error);
      if (!self->reply)
        {
          show_part (self);
          return FALSE;
        }
      if (!bureau_reply_get_calls (self->reply))
        return TRUE;
      if (!bureau_tool_use_answer (self->tools, self->reply, self->redaction, error))
        return FALSE;
    }
}

static gboolean
ask_once (Talk *self, BureauTask *task, GError **error)
{
  JsonObject *answer;

  if (!ask_until_answered (self, task, error))
    return FALSE;
  answer = bureau_reply_get_answer (self->reply);
  if (answer)
    {
      self->answer = show_in (self, answer);
      check (self, task);
    }
  else
    self->problem = g_strdup ("the answer is not one JSON object and nothing else.");

  return TRUE;
}

static char *
shorten_raw (BureauReply *reply, gsize max_bytes)
{
  return bureau_text_shorten (bureau_reply_get_content (reply), max_bytes);
}

/* A repair: the same task, with the last answer and what was wrong with it. */
static BureauTask *
make_repair (BureauStepContext *context, BureauTask *task, BureauReply *reply, const char *problem)
{
  g_autoptr (JsonObject) inputs = json_object_new ();
  g_autofree char *raw = shorten_raw (reply, MAX_SHOWN_BYTES);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, bureau_task_get_inputs (task));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    json_object_set_member (inputs, name, json_node_copy (value));
  json_object_set_string_member (inputs, "last_answer", raw);
  json_object_set_string_member (inputs, "problem", problem);

  return make_task (context, bureau_task_get_kind (task), inputs, bureau_task_get_schema (task));
}

static JsonObject *
refuse (Talk *self, GError **error)
{
  g_autofree char *raw = shorten_raw (self->reply, MAX_RAW_BYTES);

  json_object_set_string_member (self->context->outcome->output, "raw", raw);
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
               "The answer of %s cannot be used, also when it was asked again: %s",
               bureau_provider_get_name (self->provider), self->problem);

  return NULL;
}

static JsonObject *
ask_model (BureauStepContext *context, BureauProvider *provider, BureauTask *task,
           const BureauAnswerTerms *terms, GError **error)
{
  g_auto (Talk) talk = { terms, context, provider };

  talk_init (&talk, task);
  if (!ask_once (&talk, task, error))
    return NULL;
  for (guint i = 0; i < terms->n_repairs && talk.problem; i++)
    {
      g_autoptr (BureauTask) repair = make_repair (context, task, talk.reply, talk.problem);

      talk_forget (&talk);
      if (!ask_once (&talk, repair, error))
        return NULL;
    }

  if (talk.problem)
    return refuse (&talk, error);
  bureau_tool_use_keep (talk.tools);

  return g_steal_pointer (&talk.answer);
}

static JsonObject *
ask_rules_checked (BureauStepContext *context, BureauProvider *provider, BureauTask *task,
                   GError **error)
{
  g_autoptr (JsonObject) answer = ask_rules (context, provider, task, error);
  g_autofree char *problem = NULL;

  if (!answer || bureau_answer_check (answer, get_schema (task), &problem))
    return g_steal_pointer (&answer);
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
               "The answer of builtin cannot be used: %s", problem);

  return NULL;
}

static JsonObject *
ask_provider (BureauStepContext *context, BureauTaskKind kind, JsonObject *inputs, JsonNode *schema,
              const BureauAnswerTerms *terms, GError **error)
{
  g_autoptr (BureauProvider) provider = bureau_agent_choose_provider (context, inputs, error);
  g_autoptr (BureauTask) task = NULL;

  if (!provider)
    return NULL;
  task = make_task (context, kind, inputs, schema);
  if (g_str_equal (bureau_provider_get_name (provider), "builtin"))
    return ask_rules_checked (context, provider, task, error);

  return ask_model (context, provider, task, terms, error);
}

JsonObject *
bureau_agent_ask_on_terms (BureauStepContext *context, BureauTaskKind kind, JsonObject *inputs,
                           JsonObject *schema, const BureauAnswerTerms *terms, GError **error)
{
  g_autoptr (JsonNode) node = schema ? bureau_json_node_for_object (schema) : NULL;
  g_autoptr (BureauStandIn) stand_in = bureau_stand_in_new (context);

  for (;;)
    {
      g_autoptr (GError) failure = NULL;
      JsonObject *answer = ask_provider (context, kind, inputs, node, terms, &failure);

      if (answer)
        {
          bureau_stand_in_tell (stand_in);
          return answer;
        }
      if (!bureau_stand_in_turn (stand_in, failure))
        {
          bureau_stand_in_fail (stand_in, failure, error);
          return NULL;
        }
    }
}

JsonObject *
bureau_agent_ask (BureauStepContext *context, BureauTaskKind kind, JsonObject *inputs,
                  JsonObject *schema, GError **error)
{
  static const BureauAnswerTerms terms = { .n_repairs = 1 };

  return bureau_agent_ask_on_terms (context, kind, inputs, schema, &terms, error);
}
