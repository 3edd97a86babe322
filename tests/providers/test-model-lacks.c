/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a server lacks is found out and worked round. */
#include <string.h>

#include "base/json.h"
#include "model-fixture.h"

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
      g_autoptr (BureauTask) task = model_make_task (0, 0);
      g_auto (Asked) first = model_ask_provider (provider, task);
      guint before = model_count_requests (mock);
      g_auto (Asked) second = model_ask_provider (provider, task);
      g_autoptr (JsonArray) lacks = bureau_provider_list_lacks (provider);
      g_autofree char *text = bureau_json_print_array (lacks);

      g_assert_no_error (first.error);
      g_assert_no_error (second.error);
      g_assert_cmpuint (model_count_requests (mock) - before, ==, 1);
      g_assert_cmpstr (text, ==, cases[i].lacks);
    }
}

/* Without a schema of its own the server is told in words. */
static void
test_schema_in_words (MockModels *mock, gconstpointer data)
{
  g_auto (Asked) asked = model_ask (mock, "openai", "lacks=schema");
  g_autoptr (JsonObject) request = model_last_request (mock);
  g_autofree char *text = bureau_json_print_object (request);

  g_assert_nonnull (strstr (text, "JSON Schema describes"));
  g_assert_nonnull (strstr (text, "\\\"required\\\":[\\\"choice\\\"]"));
}

#define ROUNDS                                                                                     \
  "[{\"said\":[{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":[{\"id\":\"t1\",\"type\":"  \
  "\"function\",\"function\":{\"name\":\"search\",\"arguments\":\"{}\"}}]}],"                      \
  "\"results\":[{\"id\":\"t1\",\"text\":\"nothing\"}]}]"

/* Results of tools are never sent without the tools. */
static void
test_tools_stay (MockModels *mock, gconstpointer data)
{
  g_autoptr (JsonNode) tools = bureau_json_parse (
      "[{\"name\":\"search\",\"about\":\"Searches.\",\"schema\":{\"type\":\"object\"}}]", -1, NULL);
  g_autoptr (JsonNode) rounds = bureau_json_parse (ROUNDS, -1, NULL);
  g_autoptr (JsonObject) inputs = json_object_of ("{\"question\":\"Which?\",\"choices\":[\"a\"]}");
  const BureauTaskTerms terms = {
    .tools = json_node_get_array (tools),
    .rounds = json_node_get_array (rounds),
  };
  g_autoptr (BureauTask) task = bureau_task_new (BUREAU_TASK_DECIDE, inputs, &terms);
  g_autoptr (BureauProvider) provider = mock_models_connect (mock, "openai", "lacks=tools");
  g_auto (Asked) asked = model_ask_provider (provider, task);
  g_autoptr (JsonObject) request = model_last_request (mock);

  g_assert_nonnull (asked.error);
  g_assert_true (json_object_has_member (bureau_json_get_object (request, "body"), "tools"));
}

int
main (int argc, char **argv)
{
  static const ModelTest tests[] = {
    { "lacks", test_lacks },
    { "schema-in-words", test_schema_in_words },
    { "tools-stay", test_tools_stay },
  };

  return model_tests_run (argc, argv, tests, G_N_ELEMENTS (tests));
}
