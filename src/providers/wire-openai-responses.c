/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OpenAI's Responses API (wire.md §4). Nothing is stored at the provider. */
#include "providers/wire.h"

#include "base/json.h"

static JsonObject *
write_format (const BureauPrompt *prompt)
{
  JsonObject *text = json_object_new ();
  JsonObject *format = json_object_new ();

  json_object_set_string_member (format, "type", "json_schema");
  json_object_set_string_member (format, "name", prompt->schema_name);
  json_object_set_member (format, "schema", json_node_copy (prompt->schema));
  json_object_set_boolean_member (format, "strict", TRUE);
  json_object_set_object_member (text, "format", format);
  return text;
}

static JsonObject *
write_body (const BureauPrompt *prompt, const BureauWireOptions *options)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "model", options->model);
  json_object_set_string_member (body, "instructions", prompt->system);
  json_object_set_string_member (body, "input", prompt->request);
  json_object_set_int_member (body, "max_output_tokens", prompt->max_tokens);
  json_object_set_boolean_member (body, "stream", TRUE);
  json_object_set_boolean_member (body, "store", FALSE);
  if (options->with_schema && prompt->schema != NULL)
    json_object_set_object_member (body, "text", write_format (prompt));
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
read_item (BureauTurn *turn, JsonObject *data, GError **error)
{
  JsonObject *item = bureau_json_get_object (data, "item");
  BureauToolCall *call;

  if (item == NULL || g_strcmp0 (bureau_json_get_string (item, "type"), "function_call") != 0)
    return TRUE;
  call = bureau_turn_get_call (turn, turn->calls->len, error);
  if (call == NULL)
    return FALSE;
  g_set_str (&call->id, bureau_json_get_string (item, "call_id"));
  g_set_str (&call->name, bureau_json_get_string (item, "name"));
  return bureau_turn_append (call->input, bureau_json_get_string (item, "arguments"), error);
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
}

static BureauStop
stop_of (BureauTurn *turn, JsonObject *response)
{
  JsonObject *details = bureau_json_get_object (response, "incomplete_details");
  const char *reason = details != NULL ? bureau_json_get_string (details, "reason") : NULL;

  if (turn->refusal != NULL || g_strcmp0 (reason, "content_filter") == 0)
    return BUREAU_STOP_REFUSED;
  if (reason != NULL)
    return BUREAU_STOP_LENGTH;
  return turn->calls->len > 0 ? BUREAU_STOP_TOOL : BUREAU_STOP_END;
}

static gboolean
read_end (BureauTurn *turn, JsonObject *data, GError **error)
{
  JsonObject *response = bureau_json_get_object (data, "response");

  if (response == NULL)
    return TRUE;
  g_set_str (&turn->model, bureau_json_get_string (response, "model"));
  read_usage (turn, bureau_json_get_object (response, "usage"));
  turn->stop = stop_of (turn, response);
  turn->is_ended = TRUE;
  return TRUE;
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
  .key_format = "Bearer %s",
  .write = write_body,
  .read = read_event,
};
