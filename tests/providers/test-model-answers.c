/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a model answers and calls, asked over a real connection. */
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "model-fixture.h"

static void
test_answers (MockModels *mock, gconstpointer data)
{
  static const char *const scripts[] = { "fine",     "whole=1", "piece=1",
                                         "crlf",     "bom",     "comments;piece=3",
                                         "two;crlf", "nousage", "whole=1;nousage" };

  mock_models_control (mock, "{\"answers\":{\"decide\":[{\"choice\":\"Grüße 😀, \\\"ja\\\"\"}]}}");
  for (guint i = 0; i < MODEL_N_WIRES; i++)
    for (guint j = 0; j < G_N_ELEMENTS (scripts); j++)
      {
        g_auto (Asked) asked = model_ask (mock, model_wires[i], scripts[j]);
        BureauUsage usage = bureau_reply_get_usage (asked.reply);
        gboolean is_silent = strstr (scripts[j], "nousage") != NULL;

        model_assert_answer (&asked, "Grüße 😀, \"ja\"");
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
  for (guint i = 0; i < MODEL_N_WIRES; i++)
    {
      g_auto (Asked) asked = model_ask (mock, model_wires[i], "fine");
      g_autoptr (JsonObject) request = model_last_request (mock);
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
      /* What stays the same from call to call is kept ready where a server has to be told so. */
      g_assert_true ((strstr (text, "\"cache_control\":{\"type\":\"ephemeral\"}") != NULL)
                     == is_anthropic);
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
  g_autoptr (BureauTask) task = model_make_task (0, 0);
  g_autoptr (JsonObject) before = mock_models_ask (mock, "GET", "/count", NULL);
  g_autoptr (JsonObject) after = NULL;

  for (guint i = 0; i < 20; i++)
    {
      g_auto (Asked) asked = model_ask_provider (provider, task);

      g_assert_no_error (asked.error);
    }
  after = mock_models_ask (mock, "GET", "/count", NULL);
  /* Ours, and the one that asks for the log. */
  g_assert_cmpint (bureau_json_get_int (after, "connections", 0)
                       - bureau_json_get_int (before, "connections", 0),
                   <=, 2);
}

/* Who stops for a tool and names none is not asked to go on. */
static void
test_no_calls (MockModels *mock, gconstpointer data)
{
  static const struct
  {
    const char *wire;
    const char *script;
  } cases[] = {
    { "anthropic", "stop=tool" },
    { "anthropic", "stop=tool;whole=1" },
    { "openai", "stop=tool" },
    { "openai", "stop=function_call" },
    { "openai", "stop=function_call;whole=1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BureauProvider) provider = mock_models_connect (mock, cases[i].wire,
                                                                 cases[i].script);
      g_autoptr (BureauTask) task = model_make_task_with_tools ();
      g_auto (Asked) asked = model_ask_provider (provider, task);

      g_assert_error (asked.error, BUREAU_ERROR, BUREAU_ERROR_INVALID);
      g_assert_null (bureau_reply_get_calls (asked.reply));
    }
}

/* Calls come with their ids and inputs, broken ones without; what was said goes back as it came. */
static void
test_calls (MockModels *mock, gconstpointer data)
{
  static const char *const scripts[] = { "fine", "piece=1", "whole=1" };

  for (guint i = 0; i < MODEL_N_WIRES; i++)
    for (guint j = 0; j < G_N_ELEMENTS (scripts); j++)
      {
        g_autoptr (BureauProvider) provider = mock_models_connect (mock, model_wires[i],
                                                                   scripts[j]);
        g_autoptr (BureauTask) task = model_make_task_with_tools ();

        mock_models_control (mock, "{\"answers\":{\"decide\":[{\"calls\":[[\"search\",{\"words\":"
                                   "\"Grüße\"}],[\"list\",{}]]}]}}");
        g_auto (Asked) asked = model_ask_provider (provider, task);
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
  for (guint i = 0; i < MODEL_N_WIRES; i++)
    {
      g_autoptr (BureauProvider) provider = mock_models_connect (mock, model_wires[i], "tool");
      g_autoptr (BureauTask) task = model_make_task_with_tools ();
      g_auto (Asked) asked = model_ask_provider (provider, task);
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
  g_auto (Asked) chatty = model_ask (mock, "openai", "fine");
  g_auto (Asked) fenced = model_ask (mock, "openai", "fine");

  g_assert_no_error (chatty.error);
  g_assert_null (bureau_reply_get_answer (chatty.reply));
  g_assert_cmpstr (bureau_reply_get_content (chatty.reply), ==, "Sure! {\"choice\":\"a\"}");
  model_assert_answer (&fenced, "a");
}

static JsonObject *
await_verdict_of (BureauProvider *provider)
{
  g_autoptr (DexFuture) future = bureau_provider_test_connection (provider);
  g_autoptr (GError) error = NULL;

  model_settle (dex_ref (future), &error);
  g_assert_no_error (error);
  return json_object_ref (g_value_get_boxed (dex_future_get_value (future, NULL)));
}

static void
test_verdict (MockModels *mock, gconstpointer data)
{
  mock_models_control (mock, "{\"page\":2,\"models\":[\"m1\",\"m2\",\"m3\",\"m4\",\"fine\"]}");
  for (guint i = 0; i < MODEL_N_WIRES; i++)
    {
      g_autoptr (BureauProvider) provider = mock_models_connect (mock, model_wires[i], "fine");
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
  static const ModelTest tests[] = {
    { "answers", test_answers },   { "request", test_request }, { "reuse", test_reuse },
    { "no-calls", test_no_calls }, { "calls", test_calls },     { "broken-call", test_broken_call },
    { "no-json", test_no_json },   { "verdict", test_verdict },
  };

  return model_tests_run (argc, argv, tests, G_N_ELEMENTS (tests));
}
