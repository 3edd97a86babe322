/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "models-fixture.h"

#include "base/json.h"
#include "memory/connection.h"
#include "memory/document.h"

typedef struct
{
  const char *kind;
  JsonObject *document;
} Put;

static gboolean
put (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  const Put *self = data;

  return bureau_document_put (transaction, self->kind, self->document, "test", error);
}

void
models_put_document (Models *self, const char *kind, JsonObject *document)
{
  await_ok (bureau_memory_write (self->bench.workspace.memory, &operator_cause, put,
                                 &(Put){ kind, document }, NULL));
}

void
models_change_agent (Models *self, const char *agent, const char *member, const char *value)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT body FROM bureau_document WHERE kind = 'agent' AND name = '%s'", agent);
  g_autofree char *text = bench_text (&self->bench, sql);
  g_autoptr (JsonObject) body = json_object_of (text);

  json_object_set_member (body, member, bureau_json_parse (value, -1, NULL));
  models_put_document (self, "agent", body);
}

void
models_set_provider (Models *self, const char *agent, const char *provider)
{
  g_autofree char *value = g_strdup_printf ("\"%s\"", provider);

  models_change_agent (self, agent, "provider", value);
}

void
models_connect (Models *self, const char *name, const MockModels *mock, const char *kind,
                const char *model)
{
  g_autofree char *text = g_strdup_printf (
      "{\"name\":\"%s\",\"kind\":\"provider\",\"secret_env\":\"BUREAU_SECRET_MOCK\",\"config\":{"
      "\"kind\":\"%s\",\"base_url\":\"http://127.0.0.1:%u\",\"model\":\"%s\"}}",
      name, kind, mock->port, model);
  g_autoptr (JsonObject) connection = json_object_of (text);

  await_id (bureau_connection_put (self->bench.workspace.memory, &operator_cause, connection));
}

void
models_connect_mock (Models *self, const char *model)
{
  models_connect (self, "mock", &self->mock, "anthropic", model);
}

void
models_set_price (Models *self, const char *model)
{
  g_autofree char *prices = g_strdup_printf (
      "[{\"models\":[\"%s\"],\"currency\":\"EUR\",\"input\":1000000,\"output\":10000000}]", model);

  bench_set (&self->bench, "prices", prices);
}

#define GOOD_ANSWERS                                                                               \
  "{\"answers\":{\"classify\":[{\"label\":\"inquiry\",\"why\":\"They ask for a quote.\"}],"        \
  "\"extract\":[{\"values\":{\"contact\":\"Anna\",\"company\":\"Invented Ltd\",\"phone\":null,"    \
  "\"budget_low\":{\"minor\":400000,\"currency\":\"EUR\"}},\"evidence\":{\"contact\":\"Anna\","    \
  "\"company\":\"Invented Ltd\",\"budget_low\":\"between 4,000\"},\"more\":[{\"name\":"            \
  "\"season\",\"value\":\"winter\",\"evidence\":\"in January\"}]}],"                               \
  "\"draft\":[{\"subject\":\"Your inquiry\",\"body\":\"Dear Anna,\\nthank you. Grüße 😀\"}]}}"

void
models_set_up (Models *self, gconstpointer data)
{
  bench_set_up_lead_intake (&self->bench, data);
  mock_models_start (&self->mock);
  mock_models_control (&self->mock, GOOD_ANSWERS);
  models_connect_mock (self, "fine");
  models_set_provider (self, "intake", "mock");
  models_set_provider (self, "writer", "mock");
}

void
models_tear_down (Models *self, gconstpointer data)
{
  bench_tear_down (&self->bench, data);
  mock_models_stop (&self->mock);
}

guint
models_count_requests (Models *self)
{
  g_autoptr (JsonObject) count = mock_models_ask (&self->mock, "GET", "/count", NULL);

  return (guint)bureau_json_get_int (count, "requests", 0);
}

void
models_wait_for (Models *self, const char *sql, gint64 expected)
{
  while (bench_number (&self->bench, sql) != expected)
    g_main_context_iteration (NULL, TRUE);
}
