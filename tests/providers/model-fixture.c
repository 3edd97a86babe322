/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model-fixture.h"

#include "base/json.h"

const char *const model_wires[MODEL_N_WIRES] = { "anthropic", "openai", "openai-responses" };

#define SCHEMA                                                                                     \
  "{\"type\":\"object\",\"required\":[\"choice\"],\"properties\":{\"choice\":{\"type\":"           \
  "\"string\"},\"why\":{\"type\":\"string\"}}}"

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

BureauTask *
model_make_task (gint64 idle_ms, gint64 deadline_ms)
{
  return make_task_with (NULL, idle_ms, deadline_ms);
}

BureauTask *
model_make_task_with_tools (void)
{
  g_autoptr (JsonNode) tools = bureau_json_parse (TOOLS, -1, NULL);

  return make_task_with (json_node_get_array (tools), 0, 0);
}

void
asked_clear (Asked *self)
{
  g_clear_object (&self->reply);
  g_clear_error (&self->error);
}

void
model_settle (DexFuture *future, GError **error)
{
  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  dex_future_get_value (future, error);
  dex_clear (&future);
}

Asked
model_ask_provider (BureauProvider *provider, BureauTask *task)
{
  Asked asked = { bureau_reply_new (), NULL };

  model_settle (bureau_provider_answer (provider, task, asked.reply), &asked.error);
  return asked;
}

Asked
model_ask_with (MockModels *mock, const char *wire, const char *script, gint64 idle_ms,
                gint64 deadline_ms)
{
  g_autoptr (BureauProvider) provider = mock_models_connect (mock, wire, script);
  g_autoptr (BureauTask) task = model_make_task (idle_ms, deadline_ms);

  return model_ask_provider (provider, task);
}

Asked
model_ask (MockModels *mock, const char *wire, const char *script)
{
  return model_ask_with (mock, wire, script, 0, 0);
}

guint
model_count_requests (MockModels *mock)
{
  g_autoptr (JsonObject) count = mock_models_ask (mock, "GET", "/count", NULL);

  return (guint)bureau_json_get_int (count, "requests", 0);
}

JsonObject *
model_last_request (MockModels *mock)
{
  g_autoptr (JsonObject) log = mock_models_ask (mock, "GET", "/log", NULL);
  JsonArray *requests = bureau_json_get_array (log, "requests");

  return json_object_ref (
      json_array_get_object_element (requests, json_array_get_length (requests) - 1));
}

void
model_assert_answer (const Asked *asked, const char *why)
{
  g_assert_no_error (asked->error);
  g_assert_nonnull (bureau_reply_get_answer (asked->reply));
  g_assert_cmpstr (bureau_json_get_string (bureau_reply_get_answer (asked->reply), "choice"), ==,
                   why);
}

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

/* Each with a server of its own. */
int
model_tests_run (int argc, char **argv, const ModelTest *tests, guint n)
{
  dex_init ();
  g_setenv ("BUREAU_SECRET_MOCK", "canary-key-1", TRUE);
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strconcat ("/providers/model/", tests[i].name, NULL);

      g_test_add_vtable (path, sizeof (MockModels), NULL, (GTestFixtureFunc)mock_set_up,
                         (GTestFixtureFunc)tests[i].test, (GTestFixtureFunc)mock_tear_down);
    }
  return g_test_run ();
}
