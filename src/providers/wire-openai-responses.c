/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OpenAI's Responses API (wire.md §4). Nothing is stored at the provider. */
#include "providers/wire.h"

#include "base/json.h"
#include "providers/strict-schema.h"

static JsonObject *
write_format (const BureauPrompt *prompt)
{
  JsonObject *text = json_object_new ();
  JsonObject *format = json_object_new ();

  json_object_set_string_member (format, "type", "json_schema");
  json_object_set_string_member (format, "name", prompt->schema_name);
  json_object_set_member (format, "schema", bureau_strict_schema_get (prompt->schema));
  json_object_set_boolean_member (format, "strict", TRUE);
  json_object_set_object_member (text, "format", format);
  return text;
}

static void
add_words (JsonArray *input, const char *request)
{
  JsonObject *message = json_object_new ();

  json_object_set_string_member (message, "role", "user");
  json_object_set_string_member (message, "content", request);
  json_array_add_object_element (input, message);
}

static JsonObject *
write_result (JsonObject *result)
{
  JsonObject *item = json_object_new ();

  json_object_set_string_member (item, "type", "function_call_output");
  json_object_set_string_member (item, "call_id", bureau_json_get_string (result, "id"));
  json_object_set_string_member (item, "output", bureau_json_get_string (result, "text"));
  return item;
}

/* All that the model put out goes back as it came, what it thought included: nothing is stored. */
static void
add_round (JsonArray *input, JsonObject *round)
{
  bureau_wire_add_each (input, bureau_json_get_array (round, "said"), json_object_ref);
  bureau_wire_add_each (input, bureau_json_get_array (round, "results"), write_result);
}

static void
write_input (JsonObject *body, const BureauPrompt *prompt, const char *request)
{
  JsonArray *input;

  if (prompt->rounds == NULL)
    {
      json_object_set_string_member (body, "input", request);
      return;
    }
  input = json_array_new ();
  add_words (input, request);
  for (guint i = 0; i < json_array_get_length (prompt->rounds); i++)
    add_round (input, json_array_get_object_element (prompt->rounds, i));
  json_object_set_array_member (body, "input", input);
}

static JsonObject *
write_tool (JsonObject *tool)
{
  JsonObject *written = json_object_new ();

  json_object_set_string_member (written, "type", "function");
  json_object_set_string_member (written, "name", bureau_json_get_string (tool, "name"));
  json_object_set_string_member (written, "description", bureau_json_get_string (tool, "about"));
  json_object_set_member (written, "parameters", json_object_dup_member (tool, "schema"));
  json_object_set_boolean_member (written, "strict", FALSE);
  return written;
}

/* What it thinks comes along, locked, so that it can be given back with the results. */
static void
ask_for_thoughts (JsonObject *body)
{
  JsonArray *include = json_array_new ();

  json_array_add_string_element (include, "reasoning.encrypted_content");
  json_object_set_array_member (body, "include", include);
}

static JsonObject *
write_body (const BureauPrompt *prompt, const BureauWireOptions *options)
{
  JsonObject *body = json_object_new ();
  g_autofree char *request = bureau_wire_dup_request (prompt, options);

  json_object_set_string_member (body, "model", options->model);
  json_object_set_string_member (body, "instructions", prompt->system);
  write_input (body, prompt, request);
  json_object_set_int_member (body, "max_output_tokens", prompt->max_tokens);
  json_object_set_boolean_member (body, "stream", options->with_stream);
  json_object_set_boolean_member (body, "store", FALSE);
  if (options->with_schema && prompt->schema != NULL)
    json_object_set_object_member (body, "text", write_format (prompt));
  bureau_wire_set_tools (body, prompt, options, write_tool);
  if (json_object_has_member (body, "tools"))
    ask_for_thoughts (body);
  return body;
}

static gboolean
read_text (BureauTurn *turn, JsonObject *data, GError **error)
{
  return bureau_turn_append (turn->text, bureau_json_get_string (data, "delta"), error);
}

static gboolean
read_thinking (BureauTurn *turn, JsonObject *data, GError **error)
{
  return bureau_turn_append (turn->thinking, bureau_json_get_string (data, "delta"), error);
}

static gboolean
read_refusal (BureauTurn *turn, JsonObject *data, GError **error)
{
  g_set_str (&turn->refusal, bureau_json_get_string (data, "refusal"));
  return TRUE;
}

/* What an item holds at its end is trusted over the pieces that came before. */
static gboolean
take_item (BureauTurn *turn, JsonObject *item, GError **error)
{
  BureauToolCall *call;

  if (!bureau_turn_keep (turn, item, error))
    return FALSE;
  if (g_strcmp0 (bureau_json_get_string (item, "type"), "function_call") != 0)
    return TRUE;
  call = bureau_turn_get_call (turn, turn->calls->len, error);
  if (call == NULL)
    return FALSE;
  g_set_str (&call->id, bureau_json_get_string (item, "call_id"));
  g_set_str (&call->name, bureau_json_get_string (item, "name"));
  return bureau_turn_append (call->input, bureau_json_get_string (item, "arguments"), error);
}

static gboolean
read_item (BureauTurn *turn, JsonObject *data, GError **error)
{
  JsonObject *item = bureau_json_get_object (data, "item");

  return item == NULL || take_item (turn, item, error);
}

static void
read_usage (BureauTurn *turn, JsonObject *usage)
{
  JsonObject *details = usage != NULL ? bureau_json_get_object (usage, "input_tokens_details")
                                      : NULL;

  if (usage == NULL)
    return;
  turn->has_usage = TRUE;
  turn->usage.input_tokens = bureau_json_get_int (usage, "input_tokens", 0);
  turn->usage.output_tokens = bureau_json_get_int (usage, "output_tokens", 0);
  turn->usage.cached_tokens = details != NULL ? bureau_json_get_int (details, "cached_tokens", 0)
                                              : 0;
  turn->usage.written_tokens = details != NULL
                                   ? bureau_json_get_int (details, "cache_write_tokens", 0)
                                   : 0;
}

static BureauStop
stop_of (BureauTurn *turn, JsonObject *response)
{
  JsonObject *details = bureau_json_get_object (response, "incomplete_details");
  const char *reason = details != NULL ? bureau_json_get_string (details, "reason") : NULL;

  if (turn->refusal != NULL || g_strcmp0 (reason, "content_filter") == 0)
    return BUREAU_STOP_REFUSED;
  if (reason != NULL || g_strcmp0 (bureau_json_get_string (response, "status"), "incomplete") == 0)
    return BUREAU_STOP_LENGTH;
  return turn->calls->len > 0 ? BUREAU_STOP_TOOL : BUREAU_STOP_END;
}

/* The event's name says that it ended, the status alone how: servers name all ends alike. */
static gboolean
take_end (BureauTurn *turn, JsonObject *response, GError **error)
{
  const char *status = bureau_json_get_string (response, "status");

  if (g_strcmp0 (status, "failed") == 0 || g_strcmp0 (status, "cancelled") == 0)
    return bureau_wire_fail (response, error);
  g_set_str (&turn->model, bureau_json_get_string (response, "model"));
  read_usage (turn, bureau_json_get_object (response, "usage"));
  turn->stop = stop_of (turn, response);
  turn->is_ended = TRUE;
  return TRUE;
}

static gboolean
read_end (BureauTurn *turn, JsonObject *data, GError **error)
{
  JsonObject *response = bureau_json_get_object (data, "response");

  return response == NULL || take_end (turn, response, error);
}

static gboolean
take_parts (BureauTurn *turn, JsonArray *parts, GError **error)
{
  for (guint i = 0; parts != NULL && i < json_array_get_length (parts); i++)
    {
      JsonNode *node = json_array_get_element (parts, i);
      JsonObject *part = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

      if (part == NULL)
        continue;
      if (bureau_json_get_string (part, "refusal") != NULL)
        g_set_str (&turn->refusal, bureau_json_get_string (part, "refusal"));
      if (!bureau_turn_append (turn->text, bureau_json_get_string (part, "text"), error))
        return FALSE;
    }
  return TRUE;
}

/* An answer that came as a whole: its items are told apart by their type. */
static gboolean
read_whole (BureauTurn *turn, JsonObject *data, GError **error)
{
  JsonArray *output = bureau_json_get_array (data, "output");

  for (guint i = 0; output != NULL && i < json_array_get_length (output); i++)
    {
      JsonNode *node = json_array_get_element (output, i);
      JsonObject *item = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

      if (item == NULL)
        continue;
      if (g_strcmp0 (bureau_json_get_string (item, "type"), "message") == 0
          && !take_parts (turn, bureau_json_get_array (item, "content"), error))
        return FALSE;
      if (!take_item (turn, item, error))
        return FALSE;
    }
  return take_end (turn, data, error);
}

static gboolean
read_failure (BureauTurn *turn, JsonObject *data, GError **error)
{
  JsonObject *response = bureau_json_get_object (data, "response");

  return bureau_wire_fail (response != NULL ? response : data, error);
}

static const struct
{
  const char *type;
  gboolean (*read) (BureauTurn *turn, JsonObject *data, GError **error);
} events[] = {
  { "response.output_text.delta", read_text },
  { "response.reasoning_text.delta", read_thinking },
  { "response.reasoning_summary_text.delta", read_thinking },
  { "response.refusal.done", read_refusal },
  { "response.output_item.done", read_item },
  { "response.completed", read_end },
  { "response.incomplete", read_end },
  { "response.failed", read_failure },
  { "error", read_failure },
};

static gboolean
read_event (BureauTurn *turn, const char *name, JsonObject *data, GError **error)
{
  const char *type = bureau_json_get_string (data, "type");

  if (json_object_has_member (data, "error") && bureau_json_get_object (data, "error") != NULL)
    return bureau_wire_fail (data, error);
  if (g_strcmp0 (bureau_json_get_string (data, "object"), "response") == 0)
    return read_whole (turn, data, error);
  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    if (g_strcmp0 (events[i].type, type != NULL ? type : name) == 0)
      return events[i].read (turn, data, error);
  return TRUE;
}

const BureauWire bureau_wire_openai_responses = {
  .kind = "openai-responses",
  .base_url = "https://api.openai.com",
  .path = "/v1/responses",
  .key_header = "Authorization",
  .key_prefix = "Bearer ",
  .write = write_body,
  .read = read_event,
};
