/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Models asked over a real connection, of a server that does whatever it is told to. */
#include <string.h>

#include "../memory/workspace-fixture.h"
#include "base/error.h"
#include "base/json.h"
#include "mock-models.h"
#include "providers/exchange-error.h"

static const char *const wires[] = { "anthropic", "openai", "openai-responses" };

#define SCHEMA                                                                                     \
  "{\"type\":\"object\",\"required\":[\"choice\"],\"properties\":{\"choice\":{\"type\":"           \
  "\"string\"},\"why\":{\"type\":\"string\"}}}"

static void
mock_set_up (MockModels *self, gconstpointer data)
{
  mock_models_start (self);
}

static void
mock_tear_down (MockModels *self, gconstpointer data)
{
  mock_models_stop (self);
}

#define TOOLS "[{\"name\":\"search\",\"about\":\"Searches.\",\"schema\":{\"type\":\"object\"}}]"

static BureauTask *
make_task_with (JsonArray *tools_or_null, gint64 idle_ms, gint64 deadline_ms)
{
  g_autoptr (JsonObject) inputs = json_object_of ("{\"question\":\"Grüße?\",\"choices\":[\"a\"]}");
  g_autoptr (JsonNode) schema = bureau_json_parse (SCHEMA, -1, NULL);
  const BureauTaskTerms terms = {
    .schema = schema,
    .instructions = "Be brief.",
    .idle_ms = idle_ms,
    .deadline_ms = deadline_ms,
    .tools = tools_or_null,
  };

  return bureau_task_new (BUREAU_TASK_DECIDE, inputs, &terms);
}

static BureauTask *
make_task (gint64 idle_ms, gint64 deadline_ms)
{
  return make_task_with (NULL, idle_ms, deadline_ms);
}

static BureauTask *
make_task_with_tools (void)
{
  g_autoptr (JsonNode) tools = bureau_json_parse (TOOLS, -1, NULL);

  return make_task_with (json_node_get_array (tools), 0, 0);
}

/* One question to a new connection, and what became of it. */
typedef struct
{
  BureauReply *reply;
  GError *error;
} Asked;

static void
asked_clear (Asked *self)
{
  g_clear_object (&self->reply);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Asked, asked_clear)

static void
settle (DexFuture *future, GError **error)
{
  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  dex_future_get_value (future, error);
  dex_clear (&future);
}

static Asked
ask_provider (BureauProvider *provider, BureauTask *task)
{
  Asked asked = { bureau_reply_new (), NULL };

  settle (bureau_provider_answer (provider, task, asked.reply), &asked.error);
  return asked;
}

static Asked
ask_with (MockModels *mock, const char *wire, const char *script, gint64 idle_ms,
          gint64 deadline_ms)
{
  g_autoptr (BureauProvider) provider = mock_models_connect (mock, wire, script);
  g_autoptr (BureauTask) task = make_task (idle_ms, deadline_ms);

  return ask_provider (provider, task);
}

static Asked
ask (MockModels *mock, const char *wire, const char *script)
{
  return ask_with (mock, wire, script, 0, 0);
}

static guint
count_requests (MockModels *mock)
{
  g_autoptr (JsonObject) count = mock_models_ask (mock, "GET", "/count", NULL);

  return (guint)bureau_json_get_int (count, "requests", 0);
}

static JsonObject *
last_request (MockModels *mock)
{
  g_autoptr (JsonObject) log = mock_models_ask (mock, "GET", "/log", NULL);
  JsonArray *requests = bureau_json_get_array (log, "requests");

  return json_object_ref (
      json_array_get_object_element (requests, json_array_get_length (requests) - 1));
}

static void
assert_answer (const Asked *asked, const char *why)
{
  g_assert_no_error (asked->error);
  g_assert_nonnull (bureau_reply_get_answer (asked->reply));
  g_assert_cmpstr (bureau_json_get_string (bureau_reply_get_answer (asked->reply), "choice"), ==,
                   why);
}

/* Answers */

static void
test_answers (MockModels *mock, gconstpointer data)
{
  static const char *const scripts[] = { "fine",     "whole=1", "piece=1",
                                         "crlf",     "bom",     "comments;piece=3",
                                         "two;crlf", "nousage", "whole=1;nousage" };

  mock_models_control (mock, "{\"answers\":{\"decide\":[{\"choice\":\"Grüße 😀, \\\"ja\\\"\"}]}}");
  for (guint i = 0; i < G_N_ELEMENTS (wires); i++)
    for (guint j = 0; j < G_N_ELEMENTS (scripts); j++)
      {
        g_auto (Asked) asked = ask (mock, wires[i], scripts[j]);
        BureauUsage usage = bureau_reply_get_usage (asked.reply);
        gboolean is_silent = strstr (scripts[j], "nousage") != NULL;

        assert_answer (&asked, "Grüße 😀, \"ja\"");
        g_assert_cmpstr (bureau_reply_get_model (asked.reply), ==, scripts[j]);
        g_assert_true (usage.is_unknown == is_silent);
        if (!is_silent)
          {
            g_assert_cmpint (usage.input_tokens, >, 0);
            g_assert_cmpint (usage.output_tokens, >, 0);
          }
      }
}

/* What goes out: the key where it belongs, the schema as the servers keep to it, no word of where
 * we come from. */
static void
test_request (MockModels *mock, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (wires); i++)
    {
      g_auto (Asked) asked = ask (mock, wires[i], "fine");
      g_autoptr (JsonObject) request = last_request (mock);
      JsonObject *headers = bureau_json_get_object (request, "headers");
      g_autofree char *text = bureau_json_print_object (bureau_json_get_object (request, "body"));
      gboolean is_anthropic = i == 0;

      g_assert_no_error (asked.error);
      g_assert_cmpstr (bureau_json_get_string (headers, "x-api-key"), ==,
                       is_anthropic ? "canary-key-1" : NULL);
      g_assert_cmpstr (bureau_json_get_string (headers, "authorization"), ==,
                       is_anthropic ? NULL : "Bearer canary-key-1");
      g_assert_cmpstr (bureau_json_get_string (headers, "anthropic-version"), ==,
                       is_anthropic ? "2026-10-21" : NULL);
      g_assert_false (json_object_has_member (headers, "origin"));
      g_assert_nonnull (strstr (text, "\"additionalProperties\":false"));
      g_assert_nonnull (strstr (text, "\"required\":[\"choice\",\"why\"]"));
      g_assert_null (strstr (text, "canary-key-1"));
      g_assert_null (strstr (text, "temperature"));
      g_assert_null (strstr (text, "tool_choice"));
    }
}

/* One connection serves one call after the other. */
static void
test_reuse (MockModels *mock, gconstpointer data)
{
  g_autoptr (BureauProvider) provider = mock_models_connect (mock, "openai", "fine");
  g_autoptr (BureauTask) task = make_task (0, 0);
  g_autoptr (JsonObject) before = mock_models_ask (mock, "GET", "/count", NULL);
  g_autoptr (JsonObject) after = NULL;

  for (guint i = 0; i < 20; i++)
    {
      g_auto (Asked) asked = ask_provider (provider, task);

      g_assert_no_error (asked.error);
    }
  after = mock_models_ask (mock, "GET", "/count", NULL);
  /* Ours, and the one that asks for the log. */
  g_assert_cmpint (bureau_json_get_int (after, "connections", 0)
                       - bureau_json_get_int (before, "connections", 0),
                   <=, 2);
}

/* Refusals: what is asked again, and how often. */

static void
test_statuses (MockModels *mock, gconstpointer data)
{
  static const struct
  {
    guint status;
    int code;
    gboolean again;
  } statuses[] = {
    { 400, BUREAU_ERROR_INVALID, FALSE },    { 401, BUREAU_ERROR_REFUSED, FALSE },
    { 402, BUREAU_ERROR_REFUSED, FALSE },    { 403, BUREAU_ERROR_REFUSED, FALSE },
    { 404, BUREAU_ERROR_NOT_FOUND, FALSE },  { 408, BUREAU_ERROR_UNAVAILABLE, TRUE },
    { 409, BUREAU_ERROR_UNAVAILABLE, TRUE }, { 413, BUREAU_ERROR_LIMIT, FALSE },
    { 422, BUREAU_ERROR_INVALID, FALSE },    { 429, BUREAU_ERROR_UNAVAILABLE, TRUE },
    { 500, BUREAU_ERROR_UNAVAILABLE, TRUE }, { 502, BUREAU_ERROR_UNAVAILABLE, TRUE },
    { 503, BUREAU_ERROR_UNAVAILABLE, TRUE }, { 529, BUREAU_ERROR_UNAVAILABLE, TRUE },
  };
  /* How long to wait, and whether that is short enough to be waited for here. */
  static const struct
  {
    const char *words;
    gboolean is_short;
  } waits[] = {
    { "retry_after_ms=1", TRUE },
    { "retry_after=0.001", TRUE },
    { "retry_after=100", FALSE },
    { "retry_after=1e9", FALSE },
    { "retry_after=Fri, 01 Jan 2027 00:00:00 GMT", FALSE },
    { "retry_after_ms=2;should_retry=false", FALSE },
  };
  guint n_cases = 0;

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    for (guint j = 0; j < G_N_ELEMENTS (waits); j++)
      for (guint k = 0; k < G_N_ELEMENTS (wires); k++)
        {
          guint before = count_requests (mock);
          g_autofree char *script = g_strdup_printf ("status=%u;%s", statuses[i].status,
                                                     waits[j].words);
          g_auto (Asked) asked = ask (mock, wires[k], script);
          guint n_requests = count_requests (mock) - before;

          g_assert_error (asked.error, BUREAU_ERROR, statuses[i].code);
          g_assert_cmpuint (strlen (asked.error->message), >, 20);
          if (statuses[i].again)
            g_assert_cmpuint (n_requests, ==, waits[j].is_short ? 3 : 1);
          if (statuses[i].status == 429 && g_str_equal (waits[j].words, "retry_after=100"))
            g_assert_cmpint (bureau_reply_get_failure (asked.reply).wait_ms, ==, 100000);
          g_assert_null (bureau_reply_get_answer (asked.reply));
          n_cases++;
        }
  g_test_message ("%u refusals", n_cases);
}

static void
test_passes (MockModels *mock, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (wires); i++)
    {
      g_auto (Asked) asked = ask (mock, wires[i], "status=529;times=2;retry_after_ms=1");
      g_auto (Asked) forced = ask (mock, wires[i],
                                   "status=418;times=1;should_retry=true;retry_after_ms=1");
      g_auto (Asked) unpaid = ask (mock, wires[i], "status=429;code=insufficient_quota");
      g_auto (Asked) dropped = ask (mock, wires[i], "drop;times=1");

      g_assert_no_error (asked.error);
      g_assert_no_error (forced.error);
      g_assert_error (unpaid.error, BUREAU_ERROR, BUREAU_ERROR_REFUSED);
      /* It went out whole, so it may have been billed: whoever pays decides whether it goes again.
       */
      g_assert_error (dropped.error, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE);
      g_assert_true (bureau_reply_get_failure (dropped.reply).is_cut);
      g_assert_true (bureau_reply_get_usage (dropped.reply).is_unknown);
      /* The faults are due again. */
      mock_models_control (mock, "{}");
    }
}

/* Streams that break off */

typedef struct
{
  DexFuture *future;
  BureauReply *reply;
} Cut;

static void
finish_cut (Cut *self, guint *n_cut, guint *n_whole)
{
  g_autoptr (GError) error = NULL;

  settle (self->future, &error);
  if (error == NULL)
    {
      g_assert_true (bureau_reply_get_answer (self->reply) || bureau_reply_get_calls (self->reply));
      (*n_whole)++;
    }
  else
    {
      g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE);
      g_assert_null (bureau_reply_get_answer (self->reply));
      g_assert_null (bureau_reply_get_calls (self->reply));
      g_assert_true (bureau_reply_get_failure (self->reply).is_cut);
      (*n_cut)++;
    }
  g_clear_object (&self->reply);
}

static Cut
begin_cut (MockModels *mock, const char *wire, const char *words, guint at)
{
  g_autofree char *script = g_strdup_printf ("cut=%u%s", at, words);
  g_autoptr (BureauProvider) provider = mock_models_connect (mock, wire, script);
  g_autoptr (BureauTask) task = make_task_with_tools ();
  Cut cut = { .reply = bureau_reply_new () };

  cut.future = bureau_provider_answer (provider, task, cut.reply);
  return cut;
}

/* Wherever a stream ends before its own end, there is no answer; at its end there is. */
static void
test_cuts (MockModels *mock, gconstpointer data)
{
  static const char *const kinds[] = { "", ";crlf", ";comments", ";calls=2", ";whole=1" };
  const char *is_long = g_getenv ("BUREAU_TEST_LONG");
  guint step = is_long != NULL && *is_long != '\0' ? 1 : 23;
  guint n_cut = 0, n_whole = 0;

  mock_models_control (mock, "{\"answers\":{\"decide\":[{\"choice\":\"Grüße 😀\"}]}}");
  for (guint i = 0; i < G_N_ELEMENTS (wires); i++)
    for (guint j = 0; j < G_N_ELEMENTS (kinds); j++)
      {
        guint n_before = n_whole;

        for (guint at = 0; at < 4200; at += step * 8)
          {
            Cut cuts[8];

            for (guint k = 0; k < G_N_ELEMENTS (cuts); k++)
              cuts[k] = begin_cut (mock, wires[i], kinds[j], at + k * step);
            for (guint k = 0; k < G_N_ELEMENTS (cuts); k++)
              finish_cut (&cuts[k], &n_cut, &n_whole);
          }
        /* A stream says itself where it ends; a body that is one piece cannot. */
        g_assert_true ((n_whole > n_before) == !g_str_equal (kinds[j], ";whole=1"));
      }
  g_test_message ("%u cut off, %u whole", n_cut, n_whole);
  g_assert_cmpuint (n_cut, >, 100);
}

/* Nothing more comes, or nothing but pings: each wire has its end. */
static void
test_silence (MockModels *mock, gconstpointer data)
{
  static const struct
  {
    const char *script;
    gint64 idle_ms;
    gint64 deadline_ms;
  } cases[] = {
    { "stall=300", 150, 0 }, { "stall=300;piece=1", 150, 0 },
    { "stall=0", 150, 0 },   { "stall=300;calls=3", 150, 0 },
    { "pings", 0, 300 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint j = 0; j < G_N_ELEMENTS (wires); j++)
      {
        g_auto (Asked) asked = ask_with (mock, wires[j], cases[i].script, cases[i].idle_ms,
                                         cases[i].deadline_ms);

        g_assert_error (asked.error, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE);
        g_assert_null (bureau_reply_get_answer (asked.reply));
      }
}

/* Whether or not tools were given, nonsense is no answer and no call. */
static void
test_nonsense (MockModels *mock, gconstpointer data)
{
  static const struct
  {
    const char *script;
    int code;
    gboolean with_tools;
  } cases[] = {
    { "html", BUREAU_ERROR_INVALID },
    { "huge=3000000", BUREAU_ERROR_LIMIT },
    { "huge=5000000;whole=1", BUREAU_ERROR_LIMIT },
    { "tool", BUREAU_ERROR_INVALID },
    { "calls=1", BUREAU_ERROR_INVALID },
    { "calls=10000", BUREAU_ERROR_LIMIT },
    { "calls=10000", BUREAU_ERROR_LIMIT, TRUE },
    { "calls=10000;whole=1", BUREAU_ERROR_LIMIT, TRUE },
    { "calls=2;sameid", BUREAU_ERROR_INVALID, TRUE },
    { "calls=2;sameid;whole=1", BUREAU_ERROR_INVALID, TRUE },
    { "calls=2;stop=length;cut=400", BUREAU_ERROR_UNAVAILABLE, TRUE },
    { "stop=length", BUREAU_ERROR_LIMIT },
    { "stop=refusal", BUREAU_ERROR_REFUSED },
    { "nostop", BUREAU_ERROR_UNAVAILABLE },
    { "error=overloaded_error", BUREAU_ERROR_UNAVAILABLE },
    { "error=api_error", BUREAU_ERROR_UNAVAILABLE },
    { "error=authentication_error", BUREAU_ERROR_REFUSED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint j = 0; j < G_N_ELEMENTS (wires); j++)
      {
        g_autoptr (BureauProvider) provider = mock_models_connect (mock, wires[j], cases[i].script);
        g_autoptr (BureauTask) task = cases[i].with_tools ? make_task_with_tools ()
                                                          : make_task (0, 0);
        g_auto (Asked) asked = ask_provider (provider, task);

        /* The Responses wire tells a refusal from a tool in other ways; both are no answer. */
        if (asked.error == NULL || asked.error->code != cases[i].code)
          g_test_message ("%s over %s: %s", cases[i].script, wires[j],
                          asked.error ? asked.error->message : "an answer");
        g_assert_error (asked.error, BUREAU_ERROR, cases[i].code);
        g_assert_null (bureau_reply_get_answer (asked.reply));
        g_assert_null (bureau_reply_get_calls (asked.reply));
      }
}

/* Calls come with their ids and inputs, broken ones without; what was said goes back as it came. */
static void
test_calls (MockModels *mock, gconstpointer data)
{
  static const char *const scripts[] = { "fine", "piece=1", "whole=1" };

  for (guint i = 0; i < G_N_ELEMENTS (wires); i++)
    for (guint j = 0; j < G_N_ELEMENTS (scripts); j++)
      {
        g_autoptr (BureauProvider) provider = mock_models_connect (mock, wires[i], scripts[j]);
        g_autoptr (BureauTask) task = make_task_with_tools ();

        mock_models_control (mock, "{\"answers\":{\"decide\":[{\"calls\":[[\"search\",{\"words\":"
                                   "\"Grüße\"}],[\"list\",{}]]}]}}");
        g_auto (Asked) asked = ask_provider (provider, task);
        JsonArray *calls = bureau_reply_get_calls (asked.reply);

        g_assert_no_error (asked.error);
        g_assert_null (bureau_reply_get_answer (asked.reply));
        g_assert_cmpuint (json_array_get_length (calls), ==, 2);
        JsonObject *first = json_array_get_object_element (calls, 0);
        JsonObject *second = json_array_get_object_element (calls, 1);
        g_assert_cmpstr (bureau_json_get_string (first, "name"), ==, "search");
        g_assert_cmpstr (bureau_json_get_string (bureau_json_get_object (first, "input"), "words"),
                         ==, "Grüße");
        g_assert_cmpstr (bureau_json_get_string (second, "name"), ==, "list");
        g_assert_cmpuint (json_object_get_size (bureau_json_get_object (second, "input")), ==, 0);
        g_assert_cmpstr (bureau_json_get_string (first, "id"), !=,
                         bureau_json_get_string (second, "id"));
        g_assert_cmpuint (json_array_get_length (bureau_reply_get_said (asked.reply)), >, 0);
      }
}

static void
test_broken_call (MockModels *mock, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (wires); i++)
    {
      g_autoptr (BureauProvider) provider = mock_models_connect (mock, wires[i], "tool");
      g_autoptr (BureauTask) task = make_task_with_tools ();
      g_auto (Asked) asked = ask_provider (provider, task);
      JsonArray *calls = bureau_reply_get_calls (asked.reply);

      g_assert_no_error (asked.error);
      g_assert_cmpuint (json_array_get_length (calls), ==, 1);
      g_assert_false (json_object_has_member (json_array_get_object_element (calls, 0), "input"));
    }
}

static void
test_no_json (MockModels *mock, gconstpointer data)
{
  mock_models_control (mock, "{\"answers\":{\"decide\":[\"Sure! {\\\"choice\\\":\\\"a\\\"}\","
                             "\"```json\\n{\\\"choice\\\":\\\"a\\\"}\\n```\"]}}");
  g_auto (Asked) chatty = ask (mock, "openai", "fine");
  g_auto (Asked) fenced = ask (mock, "openai", "fine");

  g_assert_no_error (chatty.error);
  g_assert_null (bureau_reply_get_answer (chatty.reply));
  g_assert_cmpstr (bureau_reply_get_content (chatty.reply), ==, "Sure! {\"choice\":\"a\"}");
  assert_answer (&fenced, "a");
}

/* What a server lacks */

static void
test_lacks (MockModels *mock, gconstpointer data)
{
  static const struct
  {
    const char *wire;
    const char *script;
    const char *lacks;
  } cases[] = {
    { "anthropic", "lacks=schema", "[\"schema\"]" },
    { "openai", "lacks=schema", "[\"schema\"]" },
    { "openai-responses", "lacks=schema", "[\"schema\"]" },
    { "openai", "lacks=usage", "[\"usage\"]" },
    { "openai", "lacks=schema,usage", "[\"usage\",\"schema\"]" },
    { "openai", "lacks=stream", "[\"stream\"]" },
    { "anthropic", "lacks=stream", "[\"stream\"]" },
    { "openai", "lacks=schema;vague", "[\"usage\",\"schema\"]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BureauProvider) provider = mock_models_connect (mock, cases[i].wire,
                                                                 cases[i].script);
      g_autoptr (BureauTask) task = make_task (0, 0);
      g_auto (Asked) first = ask_provider (provider, task);
      guint before = count_requests (mock);
      g_auto (Asked) second = ask_provider (provider, task);
      g_autoptr (JsonArray) lacks = bureau_provider_list_lacks (provider);
      g_autofree char *text = bureau_json_print_array (lacks);

      g_assert_no_error (first.error);
      g_assert_no_error (second.error);
      g_assert_cmpuint (count_requests (mock) - before, ==, 1);
      g_assert_cmpstr (text, ==, cases[i].lacks);
    }
}

/* Without a schema of its own the server is told in words. */
static void
test_schema_in_words (MockModels *mock, gconstpointer data)
{
  g_auto (Asked) asked = ask (mock, "openai", "lacks=schema");
  g_autoptr (JsonObject) request = last_request (mock);
  g_autofree char *text = bureau_json_print_object (request);

  g_assert_nonnull (strstr (text, "JSON Schema describes"));
  g_assert_nonnull (strstr (text, "\\\"required\\\":[\\\"choice\\\"]"));
}

/* Keys */

static void
test_key_refused (MockModels *mock, gconstpointer data)
{
  g_autoptr (BureauProvider) provider = mock_models_connect (mock, "anthropic", "fine");
  g_autoptr (BureauTask) task = make_task (0, 0);

  mock_models_control (mock, "{\"key\":\"another\"}");
  g_auto (Asked) first = ask_provider (provider, task);
  guint before = count_requests (mock);
  g_auto (Asked) second = ask_provider (provider, task);

  g_assert_error (first.error, BUREAU_ERROR, BUREAU_ERROR_REFUSED);
  g_assert_error (second.error, BUREAU_ERROR, BUREAU_ERROR_REFUSED);
  g_assert_cmpuint (count_requests (mock), ==, before);
  await_error (bureau_provider_test_connection (provider), BUREAU_ERROR_REFUSED);
}

static void
test_redirect (MockModels *mock, gconstpointer data)
{
  MockModels other = { 0 };
  g_autofree char *script = NULL;

  mock_models_start (&other);
  script = g_strdup_printf ("redirect=http://localhost:%u/v1/messages", other.port);
  for (guint i = 0; i < G_N_ELEMENTS (wires); i++)
    {
      g_auto (Asked) asked = ask (mock, wires[i], script);

      g_assert_error (asked.error, BUREAU_ERROR, BUREAU_ERROR_REFUSED);
      g_assert_nonnull (strstr (asked.error->message, "localhost"));
    }
  g_assert_cmpuint (count_requests (&other), ==, 0);
  mock_models_stop (&other);
}

static void
test_places (MockModels *mock, gconstpointer data)
{
  static const struct
  {
    const char *url;
    gboolean ok;
  } places[] = {
    { "https://api.example.org", TRUE },   { "http://api.example.org", FALSE },
    { "http://127.0.0.1:11434", TRUE },    { "http://localhost:11434/v1/", TRUE },
    { "http://[::1]:8080", TRUE },         { "http://localhost.example.org", FALSE },
    { "http://127.0.0.1.example", FALSE }, { "ftp://127.0.0.1", FALSE },
    { "file:///etc/passwd", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"name\":\"x\",\"config\":{\"kind\":\"openai\",\"base_url\":\"%s\"}}", places[i].url);
      g_autoptr (JsonObject) connection = json_object_of (text);
      g_autoptr (GError) error = NULL;
      g_autoptr (BureauProvider) provider = bureau_provider_for_kind ("openai", connection, &error);

      g_assert_true ((provider != NULL) == places[i].ok);
      if (!places[i].ok)
        g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED);
    }
}

static void
test_certificates (MockModels *mock, gconstpointer data)
{
  static const struct
  {
    GTlsCertificateFlags flags;
    const char *words;
  } cases[] = {
    { G_TLS_CERTIFICATE_BAD_IDENTITY | G_TLS_CERTIFICATE_UNKNOWN_CA, "is for another server" },
    { G_TLS_CERTIFICATE_EXPIRED, "has expired" },
    { G_TLS_CERTIFICATE_UNKNOWN_CA, "signed by nobody" },
    { G_TLS_CERTIFICATE_NO_FLAGS, "cannot be reached safely" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sentence = bureau_exchange_describe_certificate (cases[i].flags,
                                                                        "a.example");

      g_assert_nonnull (strstr (sentence, cases[i].words));
      g_assert_nonnull (strstr (sentence, "nothing was sent"));
    }
}

/* Nobody there */

static void
test_nobody (MockModels *mock, gconstpointer data)
{
  g_autoptr (BureauProvider) provider = NULL;
  g_autoptr (BureauTask) task = make_task (0, 0);
  MockModels gone = { 0 };

  mock_models_start (&gone);
  provider = mock_models_connect (&gone, "openai", "fine");
  mock_models_stop (&gone);
  g_auto (Asked) asked = ask_provider (provider, task);

  g_assert_error (asked.error, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (asked.error->message, "Nothing answers at 127.0.0.1:"));
}

/* After five failures nobody asks for a while, and that is no attempt. */
static void
test_breaker (MockModels *mock, gconstpointer data)
{
  g_autoptr (BureauProvider) provider = mock_models_connect (mock, "openai",
                                                             "status=503;retry_after=60");
  g_autoptr (BureauTask) task = make_task (0, 0);
  guint before = count_requests (mock);

  for (guint i = 0; i < 8; i++)
    {
      g_auto (Asked) asked = ask_provider (provider, task);
      BureauReplyFailure failure = bureau_reply_get_failure (asked.reply);

      g_assert_error (asked.error, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE);
      g_assert_true (failure.is_held == (i >= 5));
      if (failure.is_held)
        {
          g_assert_cmpint (failure.wait_ms, >, 20000);
          g_assert_cmpint (failure.wait_ms, <=, 30000);
        }
    }
  g_assert_cmpuint (count_requests (mock) - before, ==, 5);
}

static void
cancel_cb (BureauReply *reply, GParamSpec *pspec, gpointer data)
{
  if (strlen (bureau_reply_get_content (reply)) > 5)
    bureau_reply_cancel (reply);
}

static void
test_cancel (MockModels *mock, gconstpointer data)
{
  g_autoptr (BureauProvider) provider = mock_models_connect (mock, "anthropic", "stall=700");
  g_autoptr (BureauTask) task = make_task (0, 0);
  g_autoptr (BureauReply) reply = bureau_reply_new ();
  g_autoptr (GError) error = NULL;

  mock_models_control (mock, "{\"answers\":{\"decide\":[{\"choice\":\"a long answer that goes on "
                             "and on and on, and never comes to its end\"}]}}");
  g_signal_connect (reply, "notify::content", G_CALLBACK (cancel_cb), NULL);
  settle (bureau_provider_answer (provider, task, reply), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_str_has_prefix (bureau_reply_get_content (reply), "{\"choice"));
  g_assert_null (bureau_reply_get_answer (reply));
}

/* Lists and tests */

static JsonObject *
await_verdict_of (BureauProvider *provider)
{
  g_autoptr (DexFuture) future = bureau_provider_test_connection (provider);
  g_autoptr (GError) error = NULL;

  settle (dex_ref (future), &error);
  g_assert_no_error (error);
  return json_object_ref (g_value_get_boxed (dex_future_get_value (future, NULL)));
}

static void
test_verdict (MockModels *mock, gconstpointer data)
{
  mock_models_control (mock, "{\"page\":2,\"models\":[\"m1\",\"m2\",\"m3\",\"m4\",\"fine\"]}");
  for (guint i = 0; i < G_N_ELEMENTS (wires); i++)
    {
      g_autoptr (BureauProvider) provider = mock_models_connect (mock, wires[i], "fine");
      g_autoptr (JsonObject) verdict = await_verdict_of (provider);

      g_assert_true (bureau_json_get_boolean (verdict, "ok"));
      g_assert_cmpuint (json_array_get_length (bureau_json_get_array (verdict, "models")), ==, 5);
      g_assert_cmpint (bureau_json_get_int (verdict, "output_tokens", 0), >, 0);
      g_assert_true (
          g_str_has_prefix (bureau_json_get_string (verdict, "verdict"), "fine answers at"));
    }
  mock_models_control (mock, "{\"models\":null}");
  g_autoptr (BureauProvider) listless = mock_models_connect (mock, "openai", "fine");
  g_autoptr (JsonObject) verdict = await_verdict_of (listless);

  g_assert_true (bureau_json_get_boolean (verdict, "ok"));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (MockModels *mock, gconstpointer data);
  } tests[] = {
    { "answers", test_answers },
    { "request", test_request },
    { "reuse", test_reuse },
    { "statuses", test_statuses },
    { "passes", test_passes },
    { "cuts", test_cuts },
    { "silence", test_silence },
    { "nonsense", test_nonsense },
    { "calls", test_calls },
    { "broken-call", test_broken_call },
    { "no-json", test_no_json },
    { "lacks", test_lacks },
    { "schema-in-words", test_schema_in_words },
    { "key-refused", test_key_refused },
    { "redirect", test_redirect },
    { "places", test_places },
    { "certificates", test_certificates },
    { "nobody", test_nobody },
    { "breaker", test_breaker },
    { "cancel", test_cancel },
    { "verdict", test_verdict },
  };

  dex_init ();
  g_setenv ("BUREAU_SECRET_MOCK", "canary-key-1", TRUE);
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/providers/model/", tests[i].name, NULL);

      g_test_add_vtable (path, sizeof (MockModels), NULL, (GTestFixtureFunc)mock_set_up,
                         (GTestFixtureFunc)tests[i].test, (GTestFixtureFunc)mock_tear_down);
    }
  return g_test_run ();
}
