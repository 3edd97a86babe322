/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/tool-use.h"

#include "agents/tool.h"
#include "base/error.h"
#include "base/json.h"
#include "base/text.h"

/* How much a model may call before it answers, and how much of a result it sees. */
#define MAX_ROUNDS 8
#define MAX_CALLS 32
#define MAX_RESULT_BYTES (16 * 1024)

struct _BureauToolUse
{
  BureauStepContext *context;
  JsonArray *tools; /* NULL: none were given */
  JsonArray *rounds;
  JsonArray *calls; /* as they are shown to people */
  GPtrArray *acts;
};

/* Who reads what others wrote into records or labels gets no tools, whatever its agent has. */
static gboolean
is_for_tools (BureauTaskKind kind)
{
  return kind == BUREAU_TASK_DRAFT || kind == BUREAU_TASK_DECIDE;
}

/**
 * bureau_tool_use_new:
 * @context: outlives it
 *
 * Returns: (transfer full): with the tools that the step's agent has for such a task
 */
BureauToolUse *
bureau_tool_use_new (BureauStepContext *context, BureauTaskKind kind)
{
  BureauToolUse *self = g_new0 (BureauToolUse, 1);

  self->context = context;
  self->tools = is_for_tools (kind) ? bureau_tool_list (context) : NULL;
  self->rounds = json_array_new ();
  self->calls = json_array_new ();
  self->acts = g_ptr_array_new_with_free_func ((GDestroyNotify)bureau_tool_act_free);

  return self;
}

void
bureau_tool_use_free (BureauToolUse *self)
{
  g_clear_pointer (&self->tools, json_array_unref);
  g_clear_pointer (&self->rounds, json_array_unref);
  g_clear_pointer (&self->calls, json_array_unref);
  g_clear_pointer (&self->acts, g_ptr_array_unref);
  g_free (self);
}

/**
 * bureau_tool_use_fill:
 * @terms: gets the tools, and what was called until now; both stay ours
 */
void
bureau_tool_use_fill (BureauToolUse *self, BureauTaskTerms *terms)
{
  terms->tools = self->tools;
  terms->rounds = json_array_get_length (self->rounds) > 0 ? self->rounds : NULL;
}

static gboolean
check_limits (BureauToolUse *self, JsonArray *calls, GError **error)
{
  if (json_array_get_length (self->rounds) < MAX_ROUNDS
      && json_array_get_length (self->calls) + json_array_get_length (calls) <= MAX_CALLS)
    return TRUE;
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT,
               "The model calls tools and comes to no answer: %d calls in %d turns are the most "
               "that it may have.",
               MAX_CALLS, MAX_ROUNDS);

  return FALSE;
}

static JsonObject *
perform (BureauToolUse *self, JsonObject *call, JsonObject *input, GError **error)
{
  if (input)
    return bureau_tool_call (self->context, bureau_json_get_string (call, "name"), input,
                             self->acts, error);
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                       "What it was called with is not one JSON object.");

  return NULL;
}

/* What people see of it, in Why and in the run. */
static void
note (BureauToolUse *self, JsonObject *call, JsonObject *input, JsonObject *result,
      const GError *failure)
{
  JsonObject *noted = json_object_new ();

  json_object_set_string_member (noted, "tool", bureau_json_get_string (call, "name"));
  if (input)
    json_object_set_object_member (noted, "input", json_object_ref (input));
  if (result)
    json_object_set_object_member (noted, "result", json_object_ref (result));
  if (failure)
    json_object_set_string_member (noted, "error", failure->message);
  json_array_add_object_element (self->calls, noted);
}

static char *
print (JsonObject *result, BureauRedaction *redaction_or_null)
{
  g_autoptr (JsonObject) hidden = redaction_or_null
                                      ? bureau_redaction_hide_in (redaction_or_null, result)
                                      : json_object_ref (result);

  return bureau_json_print_object (hidden);
}

/* Why a call failed may repeat what it was called with, where what was hidden is shown. */
static char *
explain (const GError *failure, BureauRedaction *redaction_or_null)
{
  return redaction_or_null ? bureau_redaction_hide (redaction_or_null, failure->message)
                           : g_strdup (failure->message);
}

/* A call that fails is told so, in words; the model can try another. */
static JsonObject *
answer_call (BureauToolUse *self, JsonObject *call, BureauRedaction *redaction_or_null)
{
  JsonObject *sent = bureau_json_get_object (call, "input");
  g_autoptr (JsonObject) input = sent && redaction_or_null
                                     ? bureau_redaction_show_in (redaction_or_null, sent)
                                 : sent ? json_object_ref (sent)
                                        : NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (JsonObject) result = perform (self, call, input, &failure);
  g_autofree char *text = result ? print (result, redaction_or_null)
                                 : explain (failure, redaction_or_null);
  g_autofree char *shortened = bureau_text_shorten (text, MAX_RESULT_BYTES);
  JsonObject *answer = json_object_new ();

  note (self, call, input, result, failure);
  json_object_set_string_member (answer, "id", bureau_json_get_string (call, "id"));
  json_object_set_string_member (answer, "text", shortened);
  if (!result)
    json_object_set_boolean_member (answer, "failed", TRUE);

  return answer;
}

/**
 * bureau_tool_use_answer:
 * @reply: which calls tools
 * @redaction_or_null: hides of the results what its provider may not see
 * @error: return location; %BUREAU_ERROR_LIMIT where it calls too much
 *
 * Makes the calls of a reply, one after the other. What they change waits for the step's
 * transaction. Awaits, so it belongs into a fiber.
 *
 * Returns: %FALSE with @error set where the model is not to be asked again
 */
gboolean
bureau_tool_use_answer (BureauToolUse *self, BureauReply *reply, BureauRedaction *redaction_or_null,
                        GError **error)
{
  JsonArray *calls = bureau_reply_get_calls (reply);
  JsonArray *results;
  JsonObject *round;

  if (!check_limits (self, calls, error))
    return FALSE;
  results = json_array_new ();
  round = json_object_new ();
  for (guint i = 0; i < json_array_get_length (calls); i++)
    json_array_add_object_element (
        results, answer_call (self, json_array_get_object_element (calls, i), redaction_or_null));
  json_object_set_array_member (round, "said", json_array_ref (bureau_reply_get_said (reply)));
  json_object_set_array_member (round, "results", results);
  json_array_add_object_element (self->rounds, round);

  return TRUE;
}

/**
 * bureau_tool_use_keep:
 *
 * The answer that the calls led to is taken: what they change becomes the step's, and what was
 * called stands in its input as `calls`, [{"tool","input"?,"result"?,"error"?}].
 */
void
bureau_tool_use_keep (BureauToolUse *self)
{
  BureauOutcome *outcome = self->context->outcome;

  if (json_array_get_length (self->calls) > 0)
    json_object_set_array_member (outcome->input, "calls", json_array_ref (self->calls));
  while (self->acts->len > 0)
    bureau_outcome_add_act (outcome, g_ptr_array_steal_index (self->acts, 0));
}
