/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Anthropic's Messages API (wire.md §2). */
#include "providers/wire.h"

#include "base/json.h"
#include "providers/strict-schema.h"

static const struct
{
  const char *reason;
  BureauStop stop;
} stops[] = {
  { "end_turn", BUREAU_STOP_END },     { "stop_sequence", BUREAU_STOP_END },
  { "tool_use", BUREAU_STOP_TOOL },    { "max_tokens", BUREAU_STOP_LENGTH },
  { "refusal", BUREAU_STOP_REFUSED },  { "model_context_window_exceeded", BUREAU_STOP_CONTEXT },
  { "pause_turn", BUREAU_STOP_PAUSE },
};

/* The stable part is marked, so that the provider keeps it ready. */
static JsonArray *
write_system (const BureauPrompt *prompt)
{
  JsonArray *blocks = json_array_new ();
  JsonObject *block = json_object_new ();
  JsonObject *cache = json_object_new ();

  json_object_set_string_member (block, "type", "text");
  json_object_set_string_member (block, "text", prompt->system);
  json_object_set_string_member (cache, "type", "ephemeral");
  json_object_set_object_member (block, "cache_control", cache);
  json_array_add_object_element (blocks, block);
  return blocks;
}

static void
add_message (JsonArray *messages, const char *role, JsonArray *content)
{
  JsonObject *message = json_object_new ();

  json_object_set_string_member (message, "role", role);
  json_object_set_array_member (message, "content", content);
  json_array_add_object_element (messages, message);
}

static JsonObject *
write_result (JsonObject *result)
{
  JsonObject *block = json_object_new ();

  json_object_set_string_member (block, "type", "tool_result");
  json_object_set_string_member (block, "tool_use_id", bureau_json_get_string (result, "id"));
  json_object_set_string_member (block, "content", bureau_json_get_string (result, "text"));
  if (bureau_json_get_boolean (result, "failed"))
    json_object_set_boolean_member (block, "is_error", TRUE);
  return block;
}

static void
add_round (JsonArray *messages, JsonObject *round)
{
  JsonArray *blocks = json_array_new ();

  add_message (messages, "assistant", json_array_ref (bureau_json_get_array (round, "said")));
  bureau_wire_add_each (blocks, bureau_json_get_array (round, "results"), write_result);
  add_message (messages, "user", blocks);
}

/* The results of all tools that were called at once stand in one message. */
static JsonArray *
write_messages (const BureauPrompt *prompt, const BureauWireOptions *options)
{
  JsonArray *messages = json_array_new ();
  JsonObject *message = json_object_new ();
  g_autofree char *request = bureau_wire_dup_request (prompt, options);

  json_object_set_string_member (message, "role", "user");
  json_object_set_string_member (message, "content", request);
  json_array_add_object_element (messages, message);
  for (guint i = 0; prompt->rounds != NULL && i < json_array_get_length (prompt->rounds); i++)
    add_round (messages, json_array_get_object_element (prompt->rounds, i));
  return messages;
}

static JsonObject *
write_tool (JsonObject *tool)
{
  JsonObject *written = json_object_new ();

  json_object_set_string_member (written, "name", bureau_json_get_string (tool, "name"));
  json_object_set_string_member (written, "description", bureau_json_get_string (tool, "about"));
  json_object_set_member (written, "input_schema", json_object_dup_member (tool, "schema"));
  return written;
}

static JsonObject *
write_format (const BureauPrompt *prompt)
{
  JsonObject *config = json_object_new ();
  JsonObject *format = json_object_new ();

  json_object_set_string_member (format, "type", "json_schema");
  json_object_set_member (format, "schema", bureau_strict_schema_get (prompt->schema));
  json_object_set_object_member (config, "format", format);
  return config;
}

/* Newest models take neither a temperature nor a forced tool: the form of the answer is asked for
 * by `output_config`. */
static JsonObject *
write_body (const BureauPrompt *prompt, const BureauWireOptions *options)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "model", options->model);
  json_object_set_int_member (body, "max_tokens", prompt->max_tokens);
  json_object_set_array_member (body, "system", write_system (prompt));
  json_object_set_array_member (body, "messages", write_messages (prompt, options));
  json_object_set_boolean_member (body, "stream", options->with_stream);
  if (options->with_schema && prompt->schema != NULL)
    json_object_set_object_member (body, "output_config", write_format (prompt));
  bureau_wire_set_tools (body, prompt, options, write_tool);
  return body;
}

/* Counters are totals: each overwrites what stood there, and null overwrites nothing. */
static void
read_usage (BureauTurn *turn, JsonObject *usage)
{
  if (usage == NULL)
    return;
  turn->has_usage = TRUE;
  turn->usage.output_tokens = bureau_json_get_int (usage, "output_tokens",
                                                   turn->usage.output_tokens);
  if (bureau_json_get_int (usage, "input_tokens", -1) < 0)
    return;
  turn->usage.cached_tokens = bureau_json_get_int (usage, "cache_read_input_tokens",
                                                   turn->usage.cached_tokens);
  turn->usage.written_tokens = bureau_json_get_int (usage, "cache_creation_input_tokens",
                                                    turn->usage.written_tokens);
  turn->usage.input_tokens = bureau_json_get_int (usage, "input_tokens", 0)
                             + turn->usage.written_tokens + turn->usage.cached_tokens;
}

static gboolean
read_start (BureauTurn *turn, JsonObject *data, GError **error)
{
  JsonObject *message = bureau_json_get_object (data, "message");

  if (message == NULL)
    return TRUE;
  g_set_str (&turn->model, bureau_json_get_string (message, "model"));
  read_usage (turn, bureau_json_get_object (message, "usage"));
  return TRUE;
}

static BureauToolCall *
get_last_call (BureauTurn *turn)
{
  return turn->calls->len > 0 ? g_ptr_array_index (turn->calls, turn->calls->len - 1) : NULL;
}

static JsonObject *
get_last_block (BureauTurn *turn)
{
  guint length = json_array_get_length (turn->said);

  return length > 0 ? json_array_get_object_element (turn->said, length - 1) : NULL;
}

/* A block that came in pieces, as it would have come whole. */
static void
close_block (BureauTurn *turn)
{
  JsonObject *block = get_last_block (turn);
  const char *type = block != NULL ? bureau_json_get_string (block, "type") : NULL;
  BureauToolCall *call = get_last_call (turn);
  JsonObject *input = NULL;

  if (g_strcmp0 (type, "text") == 0)
    json_object_set_string_member (block, "text", turn->text->str + turn->text_start);
  else if (g_strcmp0 (type, "thinking") == 0)
    json_object_set_string_member (block, "thinking", turn->thinking->str + turn->thinking_start);
  else if (g_strcmp0 (type, "tool_use") == 0 && call != NULL)
    {
      input = bureau_tool_call_parse (call, NULL);
      json_object_set_object_member (block, "input", input != NULL ? input : json_object_new ());
    }
}

static gboolean
open_block (BureauTurn *turn, JsonObject *block, GError **error)
{
  close_block (turn);
  turn->text_start = turn->text->len;
  turn->thinking_start = turn->thinking->len;
  return bureau_turn_keep (turn, block, error);
}

/* Its input stands in it where it came as a whole; a stream begins with an empty one. */
static gboolean
take_input (BureauToolCall *call, JsonObject *block, GError **error)
{
  JsonObject *input = bureau_json_get_object (block, "input");
  g_autofree char *printed = input != NULL && json_object_get_size (input) > 0
                                 ? bureau_json_print_object (input)
                                 : NULL;

  return bureau_turn_append (call->input, printed, error);
}

/* Blocks of all types share one count, so a tool's place among the calls is found by its id. */
static gboolean
take_block (BureauTurn *turn, JsonObject *block, GError **error)
{
  BureauToolCall *call;

  if (!open_block (turn, block, error))
    return FALSE;
  if (g_strcmp0 (bureau_json_get_string (block, "type"), "thinking") == 0)
    return bureau_turn_append (turn->thinking, bureau_json_get_string (block, "thinking"), error);
  if (g_strcmp0 (bureau_json_get_string (block, "type"), "tool_use") != 0)
    return bureau_turn_append (turn->text, bureau_json_get_string (block, "text"), error);
  call = bureau_turn_get_call (turn, turn->calls->len, error);
  if (call == NULL)
    return FALSE;
  g_set_str (&call->id, bureau_json_get_string (block, "id"));
  g_set_str (&call->name, bureau_json_get_string (block, "name"));
  return take_input (call, block, error);
}

static gboolean
read_block (BureauTurn *turn, JsonObject *data, GError **error)
{
  JsonObject *block = bureau_json_get_object (data, "content_block");

  return block == NULL || take_block (turn, block, error);
}

static gboolean
read_delta (BureauTurn *turn, JsonObject *data, GError **error)
{
  JsonObject *delta = bureau_json_get_object (data, "delta");
  const char *type = delta != NULL ? bureau_json_get_string (delta, "type") : NULL;

  if (g_strcmp0 (type, "text_delta") == 0)
    return bureau_turn_append (turn->text, bureau_json_get_string (delta, "text"), error);
  if (g_strcmp0 (type, "thinking_delta") == 0)
    return bureau_turn_append (turn->thinking, bureau_json_get_string (delta, "thinking"), error);
  if (g_strcmp0 (type, "input_json_delta") == 0 && turn->calls->len > 0)
    return bureau_turn_append (get_last_call (turn)->input,
                               bureau_json_get_string (delta, "partial_json"), error);
  if (g_strcmp0 (type, "signature_delta") == 0 && get_last_block (turn) != NULL)
    bureau_json_set_string (get_last_block (turn), "signature",
                            bureau_json_get_string (delta, "signature"));
  return TRUE;
}

static void
take_stop (BureauTurn *turn, JsonObject *owner)
{
  const char *reason = bureau_json_get_string (owner, "stop_reason");
  JsonObject *details = bureau_json_get_object (owner, "stop_details");

  for (gsize i = 0; reason != NULL && i < G_N_ELEMENTS (stops); i++)
    if (g_str_equal (stops[i].reason, reason))
      turn->stop = stops[i].stop;
  if (details != NULL)
    g_set_str (&turn->refusal, bureau_json_get_string (details, "explanation"));
}

static gboolean
read_end (BureauTurn *turn, JsonObject *data, GError **error)
{
  JsonObject *delta = bureau_json_get_object (data, "delta");

  read_usage (turn, bureau_json_get_object (data, "usage"));
  if (delta != NULL)
    take_stop (turn, delta);
  return TRUE;
}

static gboolean
read_stop (BureauTurn *turn, JsonObject *data, GError **error)
{
  close_block (turn);
  turn->is_ended = TRUE;
  return TRUE;
}

/* An answer that came as a whole. */
static gboolean
read_whole (BureauTurn *turn, JsonObject *data, GError **error)
{
  JsonArray *content = bureau_json_get_array (data, "content");

  g_set_str (&turn->model, bureau_json_get_string (data, "model"));
  read_usage (turn, bureau_json_get_object (data, "usage"));
  for (guint i = 0; content != NULL && i < json_array_get_length (content); i++)
    {
      JsonNode *node = json_array_get_element (content, i);

      if (JSON_NODE_HOLDS_OBJECT (node) && !take_block (turn, json_node_get_object (node), error))
        return FALSE;
    }
  close_block (turn);
  take_stop (turn, data);
  turn->is_ended = TRUE;
  return TRUE;
}

static gboolean
read_error (BureauTurn *turn, JsonObject *data, GError **error)
{
  return bureau_wire_fail (data, error);
}

static const struct
{
  const char *type;
  gboolean (*read) (BureauTurn *turn, JsonObject *data, GError **error);
} events[] = {
  { "message_start", read_start },
  { "content_block_start", read_block },
  { "content_block_delta", read_delta },
  { "message_delta", read_end },
  { "message_stop", read_stop },
  { "error", read_error },
  { "message", read_whole },
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

const BureauWire bureau_wire_anthropic = {
  .kind = "anthropic",
  .base_url = "https://api.anthropic.com",
  .path = "/v1/messages",
  .key_header = "x-api-key",
  .key_prefix = "",
  .version_header = "anthropic-version",
  .version = "2026-10-21",
  .piece = { { NULL, "type", "content_block_delta" },
             { "delta", "type", "text_delta" },
             { "delta", "text", NULL } },
  .n_piece = 3,
  .write = write_body,
  .read = read_event,
};
