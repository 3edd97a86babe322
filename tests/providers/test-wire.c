/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/json.h"
#include "providers/event-stream.h"
#include "providers/wire.h"

#include <string.h>

/* Streams as the providers' own programs read them (wire.md), and what a turn says after each.
 * Single quotes stand for double ones. */
typedef struct
{
  const BureauWire *wire;
  const char *name;
  const char *body;
  const char *text;
  BureauStop stop;
  int error; /* 0: none */
  gint64 input;
  gint64 output;
  const char *calls; /* "id name input|" */
} Case;

#define A(type, rest) "event: " type "\ndata: {'type':'" type "'" rest "}\n\n"
#define O(choice) "data: {'id':'c','model':'m-1','choices':[" choice "]}\n\n"
#define R(type, rest) "event: " type "\ndata: {'type':'" type "','sequence_number':1" rest "}\n\n"
#define A_START                                                                                    \
  A ("message_start", ",'message':{'model':'claude-x','usage':{'input_tokens':10,"                 \
                      "'cache_read_input_tokens':5,'output_tokens':1}}")
#define A_TEXT(text)                                                                               \
  A ("content_block_delta", ",'index':0,'delta':{'type':'text_delta','text':'" text "'}")
#define A_END(reason)                                                                              \
  A ("message_delta", ",'delta':{'stop_reason':'" reason "'},'usage':{'output_tokens':7}")         \
  A ("message_stop", "")

static const Case cases[] = {
  { &bureau_wire_anthropic, "text",
    A_START A ("ping", "")
        A ("content_block_start", ",'index':0,'content_block':{'type':'text','text':''}")
            A_TEXT ("Good ") A_TEXT ("day, \\u20ac") A ("content_block_stop", ",'index':0")
                A_END ("end_turn"),
    "Good day, €", BUREAU_STOP_END, 0, 15, 7, "" },
  { &bureau_wire_anthropic, "tool",
    A_START A ("content_block_start",
               ",'index':0,'content_block':{'type':'thinking','thinking':''}")
        A ("content_block_delta", ",'index':0,'delta':{'type':'thinking_delta','thinking':'hm'}")
            A ("content_block_start",
               ",'index':1,'content_block':{'type':'tool_use','id':'t1','name':'find','input':{}}")
                A ("content_block_delta",
                   ",'index':1,'delta':{'type':'input_json_delta','partial_json':'{\\'a\\':'}")
                    A ("content_block_delta",
                       ",'index':1,'delta':{'type':'input_json_delta','partial_json':'1}'}")
                        A ("content_block_start", ",'index':2,'content_block':{'type':'tool_use',"
                                                  "'id':'t2','name':'list'}") A_END ("tool_use"),
    "", BUREAU_STOP_TOOL, 0, 15, 7, "t1 find {'a':1}|t2 list {}|" },
  { &bureau_wire_anthropic, "refusal",
    A_START A ("message_delta", ",'delta':{'stop_reason':'refusal','stop_details':{'explanation':"
                                "'Not this.'}},'usage':{'output_tokens':null}")
        A ("message_stop", ""),
    "", BUREAU_STOP_REFUSED, 0, 15, 1, "" },
  { &bureau_wire_anthropic, "length", A_START A_TEXT ("Goo") A_END ("max_tokens"), "Goo",
    BUREAU_STOP_LENGTH, 0, 15, 7, "" },
  { &bureau_wire_anthropic, "unknown",
    A_START A ("new_thing", ",'delta':{}")
        A ("content_block_delta", ",'delta':{'type':'new','x':1}") A_TEXT ("x") A_END ("end_turn"),
    "x", BUREAU_STOP_END, 0, 15, 7, "" },
  { &bureau_wire_anthropic, "overloaded",
    A_START A_TEXT ("x") A ("error", ",'error':{'type':'overloaded_error','message':'Overloaded'}"),
    "x", BUREAU_STOP_NONE, BUREAU_ERROR_UNAVAILABLE, 15, 1, "" },
  { &bureau_wire_anthropic, "cut", A_START A_TEXT ("x"), "x", BUREAU_STOP_NONE,
    BUREAU_ERROR_UNAVAILABLE, 15, 1, "" },
  { &bureau_wire_anthropic, "no-json", "data: {\n\n", "", BUREAU_STOP_NONE, BUREAU_ERROR_INVALID, 0,
    0, "" },

  { &bureau_wire_openai, "text",
    O ("{'index':0,'delta':{'role':'assistant','content':''}}")
        O ("{'index':0,'delta':{'content':'Good '}}") O ("{'index':0,'delta':{'content':'day'}}")
            O ("{'index':0,'delta':{},'finish_reason':'stop'}") "data: "
                                                                "{'choices':[],'usage':{'prompt_"
                                                                "tokens':15,'completion_tokens':7,"
                                                                "'prompt_tokens_details':{'cached_"
                                                                "tokens':5}}}\n\ndata: [DONE]\n\n",
    "Good day", BUREAU_STOP_END, 0, 15, 7, "" },
  { &bureau_wire_openai, "tools",
    O ("{'delta':{'tool_calls':[{'index':0,'id':'c1','function':{'name':'find','arguments':''}}]}}")
        O ("{'delta':{'tool_calls':[{'index':0,'function':{'arguments':'{\\'a\\':'}}]}}")
            O ("{'delta':{'tool_calls':[{'index':1,'id':'c2','function':{'name':'list'}},"
               "{'index':0,'function':{'arguments':'1}'}}]}}")
                O ("{'delta':{},'finish_reason':'tool_calls'}"),
    "", BUREAU_STOP_TOOL, 0, 0, 0, "c1 find {'a':1}|c2 list {}|" },
  { &bureau_wire_openai, "whole-call-without-index",
    O ("{'delta':{'tool_calls':[{'id':'c1','function':{'name':'find','arguments':{'a':1}}}]}}")
        O ("{'delta':{},'finish_reason':'tool_calls'}"),
    "", BUREAU_STOP_TOOL, 0, 0, 0, "c1 find {'a':1}|" },
  { &bureau_wire_openai, "refusal",
    O ("{'delta':{'refusal':'I '}}") O ("{'delta':{'refusal':'will not.'}}")
        O ("{'delta':{},'finish_reason':'stop'}"),
    "", BUREAU_STOP_REFUSED, 0, 0, 0, "" },
  { &bureau_wire_openai, "thinking",
    O ("{'delta':{'reasoning':'hm','content':'x'}}") O ("{'delta':{},'finish_reason':'length'}"),
    "x", BUREAU_STOP_LENGTH, 0, 0, 0, "" },
  { &bureau_wire_openai, "whole-answer",
    O ("{'message':{'role':'assistant','content':'all'},'finish_reason':'stop'}"), "all",
    BUREAU_STOP_END, 0, 0, 0, "" },
  { &bureau_wire_openai, "error-in-stream",
    O ("{'delta':{'content':'x'}}") "data: {'error':{'message':'slow down','code':429}}\n\n", "x",
    BUREAU_STOP_NONE, BUREAU_ERROR_UNAVAILABLE, 0, 0, "" },
  { &bureau_wire_openai, "error-as-text", "data: {'error':'out of memory'}\n\n", "",
    BUREAU_STOP_NONE, BUREAU_ERROR_UNAVAILABLE, 0, 0, "" },
  { &bureau_wire_openai, "cut", O ("{'delta':{'content':'x'}}"), "x", BUREAU_STOP_NONE,
    BUREAU_ERROR_UNAVAILABLE, 0, 0, "" },
  { &bureau_wire_openai, "too-many-tools",
    O ("{'delta':{'tool_calls':[{'index':100000,'function':{'name':'x'}}]}}"), "", BUREAU_STOP_NONE,
    BUREAU_ERROR_LIMIT, 0, 0, "" },
  { &bureau_wire_openai, "odd-shapes",
    "data: {'choices':[null]}\n\ndata: {'choices':{}}\n\ndata: {'choices':[{'delta':null}]}\n\n"
    "data: {'choices':[{'delta':{'tool_calls':[null,7]}}],'usage':null,'error':null}\n\n" O (
        "{'delta':{'content':'x'},'finish_reason':'stop'}"),
    "x", BUREAU_STOP_END, 0, 0, 0, "" },

  { &bureau_wire_openai_responses, "text",
    R ("response.created", "") R ("response.output_text.delta", ",'delta':'Good '")
        R ("response.output_text.delta", ",'delta':'day'")
            R ("response.completed",
               ",'response':{'model':'g','status':'completed','usage':{'input_tokens':15,"
               "'output_tokens':7,'input_tokens_details':{'cached_tokens':5}}}"),
    "Good day", BUREAU_STOP_END, 0, 15, 7, "" },
  { &bureau_wire_openai_responses, "tool",
    R ("response.function_call_arguments.delta", ",'delta':'{'")
        R ("response.output_item.done", ",'item':{'type':'function_call','call_id':'c1','name':"
                                        "'find','arguments':'{\\'a\\':1}'}")
            R ("response.completed", ",'response':{'status':'completed'}"),
    "", BUREAU_STOP_TOOL, 0, 0, 0, "c1 find {'a':1}|" },
  { &bureau_wire_openai_responses, "incomplete",
    R ("response.output_text.delta", ",'delta':'x'") R (
        "response.incomplete", ",'response':{'incomplete_details':{'reason':'max_output_tokens'}}"),
    "x", BUREAU_STOP_LENGTH, 0, 0, 0, "" },
  { &bureau_wire_openai_responses, "failed",
    R ("response.failed", ",'response':{'error':{'code':'rate_limit_exceeded','message':'slow'}}"),
    "", BUREAU_STOP_NONE, BUREAU_ERROR_UNAVAILABLE, 0, 0, "" },
  { &bureau_wire_openai_responses, "incomplete by its status only",
    R ("response.output_text.delta", ",'delta':'x'")
        R ("response.completed", ",'response':{'status':'incomplete'}"),
    "x", BUREAU_STOP_LENGTH, 0, 0, 0, "" },
  { &bureau_wire_openai_responses, "failed by its status only",
    R ("response.output_text.delta", ",'delta':'x'")
        R ("response.completed", ",'response':{'status':'failed'}"),
    "x", BUREAU_STOP_NONE, BUREAU_ERROR_UNAVAILABLE, 0, 0, "" },
  { &bureau_wire_openai_responses, "cut", R ("response.output_text.delta", ",'delta':'x'"), "x",
    BUREAU_STOP_NONE, BUREAU_ERROR_UNAVAILABLE, 0, 0, "" },
};

typedef struct
{
  const BureauWire *wire;
  BureauTurn *turn;
} Taking;

static gboolean
take (const char *name, const char *data, gsize length, gpointer user_data, GError **error)
{
  Taking *taking = user_data;

  return bureau_wire_take (taking->wire, taking->turn, name, data, error);
}

static gboolean
receive (BureauTurn *turn, const BureauWire *wire, const char *body, gsize cut, GError **error)
{
  Taking taking = { wire, turn };
  g_autoptr (BureauEventStream) stream = bureau_event_stream_new (take, &taking);

  return bureau_event_stream_feed (stream, body, cut, error)
         && bureau_event_stream_feed (stream, body + cut, strlen (body) - cut, error)
         && bureau_event_stream_end (stream, error) && bureau_wire_finish (turn, error);
}

static char *
print_calls (BureauTurn *turn)
{
  GString *calls = g_string_new (NULL);

  for (guint i = 0; i < turn->calls->len; i++)
    {
      BureauToolCall *call = g_ptr_array_index (turn->calls, i);
      g_autoptr (JsonObject) input = bureau_tool_call_parse (call, NULL);
      g_autofree char *printed = bureau_json_print_object (input);

      g_string_append_printf (calls, "%s %s %s|", call->id, call->name,
                              g_strdelimit (printed, "\"", '\''));
    }
  return g_string_free_and_steal (calls);
}

static void
check_cut_at (const Case *it, const char *body, gsize cut)
{
  g_autoptr (BureauTurn) turn = bureau_turn_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *calls = NULL;

  g_assert_true (receive (turn, it->wire, body, cut, &error) == (it->error == 0));
  if (it->error != 0)
    g_assert_error (error, BUREAU_ERROR, it->error);
  g_assert_cmpstr (turn->text->str, ==, it->text);
  g_assert_cmpint (turn->stop, ==, it->stop);
  g_assert_cmpint (turn->usage.input_tokens, ==, it->input);
  g_assert_cmpint (turn->usage.output_tokens, ==, it->output);
  if (it->error != 0)
    return;
  calls = print_calls (turn);
  g_assert_cmpstr (calls, ==, it->calls);
}

/* 'a' is "a"; \'a\' inside a text is \"a\". */
static char *
with_quotes (const char *text)
{
  return g_strdelimit (g_strdup (text), "'", '"');
}

static void
test_case (gconstpointer data)
{
  const Case *it = data;
  g_autofree char *body = with_quotes (it->body);

  for (gsize cut = 0; cut <= strlen (body); cut++)
    check_cut_at (it, body, cut);
}

/* What was cut off at any byte is never taken for whole, and never crashes: what counts as whole
 * lacks at most the usage, which some send last. */
static void
test_truncated (gconstpointer data)
{
  const Case *it = data;
  g_autofree char *body = with_quotes (it->body);

  for (gsize length = 0; length < strlen (body); length++)
    {
      g_autofree char *part = g_strndup (body, length);
      g_autoptr (BureauTurn) turn = bureau_turn_new ();
      g_autoptr (GError) error = NULL;

      if (!receive (turn, it->wire, part, 0, &error))
        {
          g_assert_nonnull (error);
          continue;
        }
      g_assert_cmpstr (turn->text->str, ==, it->text);
      g_assert_cmpint (turn->stop, ==, it->stop);
      g_assert_cmpint (it->error, ==, 0);
    }
}

/* Bodies */

static JsonObject *
write_body (const BureauWire *wire, gboolean with_schema)
{
  g_autoptr (JsonNode) schema = bureau_json_parse ("{\"type\":\"object\"}", -1, NULL);
  BureauPrompt prompt = {
    .system = (char *)"You are.",
    .request = (char *)"Do.",
    .schema = schema,
    .schema_name = "extract",
    .max_tokens = 2048,
  };
  BureauWireOptions options = { .model = "m-1", .with_schema = with_schema, .with_stream = TRUE };

  return wire->write (&prompt, &options);
}

static void
test_bodies (void)
{
  static const struct
  {
    const BureauWire *wire;
    const char *format;
    const char *tokens;
  } bodies[] = {
    { &bureau_wire_anthropic, "output_config", "max_tokens" },
    { &bureau_wire_openai, "response_format", "max_completion_tokens" },
    { &bureau_wire_openai_responses, "text", "max_output_tokens" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (JsonObject) with = write_body (bodies[i].wire, TRUE);
      g_autoptr (JsonObject) without = write_body (bodies[i].wire, FALSE);

      g_assert_cmpstr (bureau_json_get_string (with, "model"), ==, "m-1");
      g_assert_true (bureau_json_get_boolean (with, "stream"));
      g_assert_cmpint (bureau_json_get_int (with, bodies[i].tokens, 0), ==, 2048);
      g_assert_nonnull (bureau_json_get_object (with, bodies[i].format));
      g_assert_false (json_object_has_member (without, bodies[i].format));
      g_assert_false (json_object_has_member (with, "temperature"));
    }
}

/* Each status becomes a sentence, and a code by which it is tried again or not. */
static void
test_statuses (void)
{
  static const struct
  {
    guint status;
    int code;
  } statuses[] = {
    { 400, BUREAU_ERROR_INVALID },     { 401, BUREAU_ERROR_REFUSED },
    { 402, BUREAU_ERROR_REFUSED },     { 403, BUREAU_ERROR_REFUSED },
    { 404, BUREAU_ERROR_NOT_FOUND },   { 408, BUREAU_ERROR_UNAVAILABLE },
    { 413, BUREAU_ERROR_LIMIT },       { 418, BUREAU_ERROR_INVALID },
    { 429, BUREAU_ERROR_UNAVAILABLE }, { 500, BUREAU_ERROR_UNAVAILABLE },
    { 503, BUREAU_ERROR_UNAVAILABLE }, { 529, BUREAU_ERROR_UNAVAILABLE },
  };
  g_autoptr (JsonObject) body = bureau_json_parse_object (
      "{\"error\":{\"message\":\"line one\\nline two\",\"code\":7}}", -1, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (GError) bare = NULL;
      g_autoptr (GError) error = NULL;

      bureau_wire_fail_status (statuses[i].status, NULL, &bare);
      g_assert_error (bare, BUREAU_ERROR, statuses[i].code);
      bureau_wire_fail_status (statuses[i].status, body, &error);
      g_assert_null (strchr (error->message, '\n'));
      g_assert_nonnull (strstr (error->message, "line one"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/providers/wire/%s/%s", cases[i].wire->kind,
                                               cases[i].name);
      g_autofree char *truncated = g_strconcat (path, "/truncated", NULL);

      g_test_add_data_func (path, &cases[i], test_case);
      g_test_add_data_func (truncated, &cases[i], test_truncated);
    }
  g_test_add_func ("/providers/wire/bodies", test_bodies);
  g_test_add_func ("/providers/wire/statuses", test_statuses);
  return g_test_run ();
}
