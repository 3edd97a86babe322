/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OpenAI's Chat Completions, and what speaks like it: Ollama, llama.cpp, vLLM … (wire.md §3, §5).
 */
#include "providers/wire.h"

#include "base/json.h"
#include "providers/strict-schema.h"

static const struct
{
  const char *reason;
  BureauStop stop;
} stops[] = {
  { "stop", BUREAU_STOP_END },
  { "length", BUREAU_STOP_LENGTH },
  { "tool_calls", BUREAU_STOP_TOOL },
  { "function_call", BUREAU_STOP_TOOL },
  { "content_filter", BUREAU_STOP_REFUSED },
};

static void
add_message (JsonArray *messages, const char *role, const char *content)
{
  JsonObject *message = json_object_new ();

  json_object_set_string_member (message, "role", role);
  json_object_set_string_member (message, "content", content);
  json_array_add_object_element (messages, message);
}

static JsonObject *
write_result (JsonObject *result)
{
  JsonObject *message = json_object_new ();

  json_object_set_string_member (message, "role", "tool");
  json_object_set_string_member (message, "tool_call_id", bureau_json_get_string (result, "id"));
  json_object_set_string_member (message, "content", bureau_json_get_string (result, "text"));
  return message;
}

/* Each result is a message of its own, behind the one that called. */
static void
add_round (JsonArray *messages, JsonObject *round)
{
  bureau_wire_add_each (messages, bureau_json_get_array (round, "said"), json_object_ref);
  bureau_wire_add_each (messages, bureau_json_get_array (round, "results"), write_result);
}

static JsonArray *
write_messages (const BureauPrompt *prompt, const BureauWireOptions *options)
{
  JsonArray *messages = json_array_new ();
  g_autofree char *request = bureau_wire_dup_request (prompt, options);

  add_message (messages, "system", prompt->system);
  add_message (messages, "user", request);
  for (guint i = 0; prompt->rounds != NULL && i < json_array_get_length (prompt->rounds); i++)
    add_round (messages, json_array_get_object_element (prompt->rounds, i));
  return messages;
}

static JsonObject *
write_tool (JsonObject *tool)
{
  JsonObject *function = json_object_new ();
  JsonObject *written = json_object_new ();

  json_object_set_string_member (function, "name", bureau_json_get_string (tool, "name"));
  json_object_set_string_member (function, "description", bureau_json_get_string (tool, "about"));
  json_object_set_member (function, "parameters", json_object_dup_member (tool, "schema"));
  json_object_set_string_member (written, "type", "function");
  json_object_set_object_member (written, "function", function);
  return written;
}

static JsonObject *
write_format (const BureauPrompt *prompt)
{
  JsonObject *format = json_object_new ();
  JsonObject *schema = json_object_new ();

  json_object_set_string_member (schema, "name", prompt->schema_name);
  json_object_set_member (schema, "schema", bureau_strict_schema_get (prompt->schema));
  json_object_set_boolean_member (schema, "strict", TRUE);
  json_object_set_string_member (format, "type", "json_schema");
  json_object_set_object_member (format, "json_schema", schema);
  return format;
}

static void
ask_for_usage (JsonObject *body)
{
  JsonObject *stream = json_object_new ();

  json_object_set_boolean_member (stream, "include_usage", TRUE);
  json_object_set_object_member (body, "stream_options", stream);
}

static JsonObject *
write_body (const BureauPrompt *prompt, const BureauWireOptions *options)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "model", options->model);
  json_object_set_array_member (body, "messages", write_messages (prompt, options));
  json_object_set_int_member (body, options->is_compatible ? "max_tokens" : "max_completion_tokens",
                              prompt->max_tokens);
  json_object_set_boolean_member (body, "stream", options->with_stream);
  if (options->with_stream && options->with_usage)
    ask_for_usage (body);
  if (options->with_schema && prompt->schema != NULL)
    json_object_set_object_member (body, "response_format", write_format (prompt));
  bureau_wire_set_tools (body, prompt, options, write_tool);
  return body;
}

static void
read_usage (BureauTurn *turn, JsonObject *usage)
{
  JsonObject *details = usage != NULL ? bureau_json_get_object (usage, "prompt_tokens_details")
                                      : NULL;

  if (usage == NULL)
    return;
  turn->has_usage = TRUE;
  turn->usage.input_tokens = bureau_json_get_int (usage, "prompt_tokens", 0);
  turn->usage.output_tokens = bureau_json_get_int (usage, "completion_tokens", 0);
  turn->usage.cached_tokens = details != NULL ? bureau_json_get_int (details, "cached_tokens", 0)
                                              : 0;
  turn->usage.written_tokens = details != NULL
                                   ? bureau_json_get_int (details, "cache_write_tokens", 0)
                                   : 0;
}

/* Some servers leave the index out, repeat the id, or send the arguments as an object. */
static gboolean
read_call (BureauTurn *turn, JsonObject *delta, guint place, GError **error)
{
  JsonObject *function = bureau_json_get_object (delta, "function");
  JsonObject *whole = function != NULL ? bureau_json_get_object (function, "arguments") : NULL;
  g_autofree char *printed = whole != NULL ? bureau_json_print_object (whole) : NULL;
  BureauToolCall *call = bureau_turn_get_call (
      turn, bureau_json_get_int (delta, "index", (gint64)place), error);

  if (call == NULL)
    return FALSE;
  if (bureau_json_get_string (delta, "id") != NULL)
    g_set_str (&call->id, bureau_json_get_string (delta, "id"));
  if (function == NULL)
    return TRUE;
  if (bureau_json_get_string (function, "name") != NULL)
    g_set_str (&call->name, bureau_json_get_string (function, "name"));
  return bureau_turn_append (
      call->input, printed != NULL ? printed : bureau_json_get_string (function, "arguments"),
      error);
}

static gboolean
read_calls (BureauTurn *turn, JsonArray *calls, GError **error)
{
  gboolean ok = TRUE;

  for (guint i = 0; ok && calls != NULL && i < json_array_get_length (calls); i++)
    {
      JsonNode *node = json_array_get_element (calls, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        ok = read_call (turn, json_node_get_object (node), i, error);
    }
  return ok;
}

/* Servers name what a model thinks in three ways. */
static const char *
get_thinking (JsonObject *delta)
{
  static const char *const names[] = { "reasoning_content", "reasoning", "thinking" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (bureau_json_get_string (delta, names[i]) != NULL)
      return bureau_json_get_string (delta, names[i]);
  return NULL;
}

static gboolean
read_delta (BureauTurn *turn, JsonObject *delta, GError **error)
{
  const char *refusal = bureau_json_get_string (delta, "refusal");

  if (refusal != NULL)
    {
      g_autofree char *whole = g_strconcat (turn->refusal != NULL ? turn->refusal : "", refusal,
                                            NULL);

      g_set_str (&turn->refusal, whole);
    }
  return bureau_turn_append (turn->text, bureau_json_get_string (delta, "content"), error)
         && bureau_turn_append (turn->thinking, get_thinking (delta), error)
         && read_calls (turn, bureau_json_get_array (delta, "tool_calls"), error);
}

static JsonObject *
write_call (BureauToolCall *call)
{
  JsonObject *one = json_object_new ();
  JsonObject *function = json_object_new ();

  json_object_set_string_member (function, "name", call->name);
  json_object_set_string_member (function, "arguments",
                                 call->input->len > 0 ? call->input->str : "{}");
  json_object_set_string_member (one, "id", call->id);
  json_object_set_string_member (one, "type", "function");
  json_object_set_object_member (one, "function", function);
  return one;
}

/* What came in pieces as one message. Some servers give their calls no ids. */
static void
put_together (BureauTurn *turn)
{
  JsonObject *message = json_object_new ();
  JsonArray *calls = json_array_new ();

  for (guint i = 0; i < turn->calls->len; i++)
    {
      BureauToolCall *call = g_ptr_array_index (turn->calls, i);

      if (call->name == NULL)
        continue;
      if (call->id == NULL || *call->id == '\0')
        {
          g_free (call->id);
          call->id = g_strdup_printf ("call-%u", i);
        }
      json_array_add_object_element (calls, write_call (call));
    }
  json_object_set_string_member (message, "role", "assistant");
  json_object_set_string_member (message, "content", turn->text->str);
  json_object_set_array_member (message, "tool_calls", calls);
  json_array_add_object_element (turn->said, message);
}

static void
read_stop (BureauTurn *turn, const char *reason)
{
  if (reason == NULL)
    return;
  turn->is_ended = TRUE;
  turn->stop = BUREAU_STOP_END;
  for (gsize i = 0; i < G_N_ELEMENTS (stops); i++)
    if (g_str_equal (stops[i].reason, reason))
      turn->stop = stops[i].stop;
  if (turn->refusal != NULL)
    turn->stop = BUREAU_STOP_REFUSED;
  /* Some servers say “stop” of a turn that calls. */
  if (turn->stop == BUREAU_STOP_END && turn->calls->len > 0)
    turn->stop = BUREAU_STOP_TOOL;
  if (turn->stop == BUREAU_STOP_TOOL && json_array_get_length (turn->said) == 0)
    put_together (turn);
}

/* The last chunk may have no choice in it, only what was used. A whole answer, of a server that
 * does not stream, has its message where a delta would be. */
static gboolean
read_event (BureauTurn *turn, const char *name, JsonObject *data, GError **error)
{
  JsonArray *choices = bureau_json_get_array (data, "choices");
  JsonNode *node = choices != NULL && json_array_get_length (choices) > 0
                       ? json_array_get_element (choices, 0)
                       : NULL;
  JsonObject *choice = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node)
                                                                     : NULL;
  JsonObject *delta = choice != NULL ? bureau_json_get_object (choice, "delta") : NULL;

  if (json_object_has_member (data, "error") && !json_object_get_null_member (data, "error"))
    return bureau_wire_fail (data, error);
  if (bureau_json_get_string (data, "model") != NULL)
    g_set_str (&turn->model, bureau_json_get_string (data, "model"));
  read_usage (turn, bureau_json_get_object (data, "usage"));
  if (choice == NULL)
    return TRUE;
  if (delta == NULL)
    delta = bureau_json_get_object (choice, "message");
  if (delta != NULL && !read_delta (turn, delta, error))
    return FALSE;
  read_stop (turn, bureau_json_get_string (choice, "finish_reason"));
  return TRUE;
}

const BureauWire bureau_wire_openai = {
  .kind = "openai",
  .base_url = "https://api.openai.com",
  .path = "/v1/chat/completions",
  .key_header = "Authorization",
  .key_prefix = "Bearer ",
  .write = write_body,
  .read = read_event,
};
