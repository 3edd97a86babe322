/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an agent gets to write a draft with. */
#include "agents/draft-inputs.h"

#include <string.h>

#include "agents/agent-ask.h"
#include "agents/message-source.h"
#include "agents/reference.h"
#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "providers/partial.h"

#define MAX_SUBJECT_BYTES 900

/* The settings that may stand in a letter. */
static const char *const letter_settings[] = { "firm", "booking_link", "currency" };

static JsonNode *
money (gint64 minor, const char *currency)
{
  g_autoptr (JsonObject) money = json_object_new ();

  json_object_set_int_member (money, "minor", minor);
  bureau_json_set_string (money, "currency", currency);

  return bureau_json_node_for_object (money);
}

/* A column's value as what its field says it is: a sum with its currency, a list as a list. */
static JsonNode *
read_value (JsonObject *field, JsonNode *value, JsonObject *fields)
{
  const char *type = bureau_json_get_string (field, "type");
  const char *currency = bureau_json_get_string (field, "currency");
  JsonNode *list;

  if (!JSON_NODE_HOLDS_VALUE (value))
    return json_node_copy (value);
  if (g_strcmp0 (type, "money") == 0 && currency && bureau_json_get_string (fields, currency))
    return money (json_node_get_int (value), bureau_json_get_string (fields, currency));
  if (g_strcmp0 (type, "list") == 0 && json_node_get_value_type (value) == G_TYPE_STRING)
    {
      list = bureau_json_parse (json_node_get_string (value), -1, NULL);
      if (list)
        return list;
    }

  return json_node_copy (value);
}

static void
copy_members (JsonObject *from, JsonObject *to)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (!from)
    return;
  json_object_iter_init_ordered (&iter, from);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    json_object_set_member (to, name, json_node_copy (value));
}

/* The record's fields and what stands in its `meta`, side by side. */
static JsonObject *
flatten_record (BureauStepContext *context)
{
  JsonObject *record = context->run->record;
  JsonObject *fields = bureau_json_get_object (record, "fields");
  JsonObject *collection = bureau_catalog_find_collection (context->catalog,
                                                           context->run->collection, NULL);
  JsonArray *list = collection ? bureau_json_get_array (collection, "fields") : NULL;
  JsonObject *flat = json_object_new ();

  copy_members (bureau_json_get_object (record, "meta"), flat);
  copy_members (fields, flat);
  for (guint i = 0; list && i < json_array_get_length (list); i++)
    {
      JsonObject *field = json_array_get_object_element (list, i);
      const char *name = bureau_json_get_string (field, "name");
      JsonNode *value = json_object_get_member (fields, name);

      if (value)
        json_object_set_member (flat, name, read_value (field, value, fields));
    }

  return flat;
}

/* A search gives its results as they are; a record its fields. */
static JsonNode *
present (BureauStepContext *context, const char *reference, JsonNode *value)
{
  const BureauStep *step = bureau_workflow_find_step (context->run->workflow, reference);
  JsonNode *results;

  if (g_str_equal (reference, "record") && context->run->record)
    {
      g_autoptr (JsonObject) flat = flatten_record (context);
      return bureau_json_node_for_object (flat);
    }
  if (!step || step->kind != BUREAU_STEP_SEARCH || !JSON_NODE_HOLDS_OBJECT (value))
    return json_node_copy (value);
  results = json_object_get_member (json_node_get_object (value), "results");

  return results ? json_node_copy (results) : json_node_copy (value);
}

/* Part of a reference is given under the name of that part. */
static const char *
name_of (const char *reference)
{
  const char *dot = strrchr (reference, '.');

  return dot ? dot + 1 : reference;
}

static JsonObject *
present_given (BureauStepContext *context, GError **error)
{
  g_autoptr (JsonObject) gathered = bureau_reference_gather (context, "given", error);
  JsonObject *given;
  JsonObjectIter iter;
  const char *reference;
  JsonNode *value;

  if (!gathered)
    return NULL;
  given = json_object_new ();
  json_object_iter_init_ordered (&iter, gathered);
  while (json_object_iter_next_ordered (&iter, &reference, &value))
    json_object_set_member (given, name_of (reference), present (context, reference, value));

  return given;
}

static JsonObject *
list_settings (BureauStepContext *context)
{
  JsonObject *settings = bureau_catalog_get_settings (context->catalog);
  JsonObject *identity = bureau_json_get_object (settings, "identity");
  JsonObject *facts = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (letter_settings); i++)
    {
      const char *value = bureau_json_get_string (settings, letter_settings[i]);

      if (value && *value)
        json_object_set_string_member (facts, letter_settings[i], value);
    }
  if (identity)
    {
      const char *signature = bureau_json_get_string (identity, "signature");
      const char *name = bureau_json_get_string (identity, "name");

      bureau_json_set_string (facts, "signature", signature && *signature ? signature : name);
    }

  return facts;
}

/* A letter is in the agent's language, else in the one that letters of the business are in. */
static void
add_letters (BureauStepContext *context, JsonObject *inputs)
{
  JsonObject *settings = bureau_catalog_get_settings (context->catalog);
  const BureauAgent *agent = context->agent;
  const char *language = agent->language;

  if (language == NULL && agent->letter != NULL)
    language = bureau_json_get_string (settings, "language");
  bureau_json_set_string (inputs, "letter", agent->letter);
  bureau_json_set_string (inputs, "language", language);
  if (agent->letters)
    json_object_set_object_member (inputs, "letters", json_object_ref (agent->letters));
}

/* The inputs of a draft task; who gets the answer is not among them. */
static JsonObject *
make_inputs (BureauStepContext *context, GError **error)
{
  g_autoptr (JsonObject) given = present_given (context, error);
  g_autoptr (JsonObject) facts = list_settings (context);
  JsonObject *inputs;

  if (!given)
    return NULL;
  json_object_set_object_member (given, "settings", json_object_ref (facts));
  inputs = json_object_new ();
  json_object_set_object_member (
      inputs, "source",
      context->run->message ? bureau_message_source (context->run->message) : json_object_new ());
  json_object_set_object_member (inputs, "given", g_steal_pointer (&given));
  json_object_set_object_member (inputs, "facts", g_steal_pointer (&facts));
  add_letters (context, inputs);

  return inputs;
}

static JsonObject *
make_schema (void)
{
  return bureau_json_parse_object (
      "{\"type\":\"object\",\"required\":[\"subject\",\"body\"],\"properties\":{"
      "\"subject\":{\"type\":\"string\"},\"body\":{\"type\":\"string\"}}}",
      -1, NULL);
}

/* What the operator wants otherwise, and what they had before them. */
static void
add_note (JsonObject *inputs, JsonObject *again)
{
  static const char *const members[] = { "note", "previous" };

  for (guint i = 0; again && i < G_N_ELEMENTS (members); i++)
    json_object_set_member (inputs, members[i], json_object_dup_member (again, members[i]));
}

static void
trim_subject (JsonObject *answer)
{
  g_autofree char *line = bureau_text_one_line (bureau_json_get_string (answer, "subject"));
  g_autofree char *subject = bureau_text_shorten (line, MAX_SUBJECT_BYTES);

  json_object_set_string_member (answer, "subject", subject);
}

/* What the agent had written when it was stopped; it may not have come to the subject. */
static JsonObject *
take_part (BureauStepContext *context)
{
  const char *raw = bureau_json_get_string (context->outcome->output, "partial");
  g_autofree char *subject = raw ? bureau_partial_text (raw, "subject") : NULL;
  g_autofree char *body = raw ? bureau_partial_text (raw, "body") : NULL;
  const char *asked = context->run->message
                          ? bureau_json_get_string (context->run->message, "subject")
                          : NULL;
  JsonObject *part;

  if (!body || *g_strchug (body) == '\0')
    return NULL;
  if (!subject)
    subject = asked ? g_strconcat ("Re: ", asked, NULL) : g_strdup ("");
  part = json_object_new ();
  json_object_set_string_member (part, "subject", subject);
  json_object_set_string_member (part, "body", body);
  json_object_set_boolean_member (part, "partial", TRUE);
  json_object_remove_member (context->outcome->output, "partial");

  return part;
}

/* Stopped by a person, it is what there is of it, and says so. */
static JsonObject *
ask_or_take_part (BureauStepContext *context, JsonObject *inputs, GError **error)
{
  g_autoptr (JsonObject) schema = make_schema ();
  g_autoptr (GError) failure = NULL;
  JsonObject *answer = bureau_agent_ask (context, BUREAU_TASK_DRAFT, inputs, schema, &failure);

  if (answer)
    {
      json_object_remove_member (answer, "partial");
      return answer;
    }
  if (!context->outcome->is_stopped)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  answer = take_part (context);
  if (!answer)
    g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
                         "You stopped the agent before it had written anything.");

  return answer;
}

/**
 * bureau_draft_ask:
 * @again: (nullable): `{"note","previous":{"subject","body"}}` where the operator wants the draft
 *   written once more
 *
 * Asks the step's agent for a draft: `{"source","given","letter","letters","facts","language",
 * "note"?,"previous"?}`.
 *
 * Returns: (transfer full): `{"subject","body","unsupported"?}`, the last as bureau_claims_find()
 *   gives it, with `"in":"subject"` where it stands there only, or %NULL with @error set
 */
JsonObject *
bureau_draft_ask (BureauStepContext *context, JsonObject *again, GError **error)
{
  g_autoptr (JsonObject) inputs = make_inputs (context, error);
  JsonObject *answer;

  if (!inputs)
    return NULL;
  add_note (inputs, again);
  answer = ask_or_take_part (context, inputs, error);
  if (answer)
    {
      trim_subject (answer);
      bureau_draft_add_claims (context, answer, inputs);
    }

  return answer;
}
