/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine-fixture.h"

#include "base/json.h"
#include "base/resource.h"
#include "memory/collection.h"
#include "memory/document.h"
#include "memory/message.h"
#include "memory/record.h"
#include "memory/request.h"
#include "memory/setting.h"

void
bench_set_up (Bench *self, gconstpointer data)
{
  workspace_set_up (&self->workspace, data);
}

void
bench_set_up_lead_intake (Bench *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  bench_set_up (self, data);
  bytes = bureau_resource_load ("templates/lead-intake/template.json", &error);
  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  bench_install (self, text);
}

void
bench_start (Bench *self)
{
  self->engine = bureau_engine_new (self->workspace.memory);
  await_ok (bureau_engine_start (self->engine));
}

void
bench_stop (Bench *self)
{
  if (self->engine)
    await_ok (bureau_engine_stop (self->engine));
  g_clear_object (&self->engine);
}

void
bench_tear_down (Bench *self, gconstpointer data)
{
  bench_stop (self);
  workspace_tear_down (&self->workspace, data);
}

void
bench_reopen (Bench *self)
{
  bench_stop (self);
  workspace_reopen (&self->workspace, BUREAU_MEMORY_ENGINE);
}

/* Runs the engine until it is idle, starting it where it does not run. */
void
bench_settle (Bench *self)
{
  if (!self->engine)
    bench_start (self);
  await_ok (bureau_engine_until_idle (self->engine));
}

/* Installing */

typedef struct
{
  const char *kind;
  JsonObject *body;
} Document;

static gboolean
put_document (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Document *self = data;

  return bureau_document_put (transaction, self->kind, self->body, "test", error);
}

static void
install_documents (Bench *self, JsonArray *list, const char *kind)
{
  for (guint i = 0; list && i < json_array_get_length (list); i++)
    {
      Document document = { kind, json_array_get_object_element (list, i) };

      await_ok (bureau_memory_write (self->workspace.memory, &operator_cause, put_document,
                                     &document, NULL));
    }
}

void
bench_install (Bench *self, const char *template_json)
{
  g_autoptr (JsonObject) template = json_object_of (template_json);
  JsonArray *collections = bureau_json_get_array (template, "collections");

  for (guint i = 0; collections && i < json_array_get_length (collections); i++)
    await_ok (bureau_collection_define (self->workspace.memory, &operator_cause,
                                        json_array_get_object_element (collections, i)));
  install_documents (self, bureau_json_get_array (template, "agents"), "agent");
  install_documents (self, bureau_json_get_array (template, "workflows"), "workflow");
}

void
bench_set (Bench *self, const char *key, const char *value_json)
{
  g_autoptr (JsonNode) value = bureau_json_parse (value_json, -1, NULL);

  await_ok (bureau_setting_set (self->workspace.memory, &operator_cause, key, value));
}

/* Filling */

static gboolean
insert_message (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  gint64 id = bureau_message_insert (transaction, data, NULL, NULL, 0, NULL, error);

  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, id);

  return id != 0;
}

gint64
bench_add_message (Bench *self, const char *fields_json)
{
  g_autoptr (JsonObject) fields = json_object_of (fields_json);
  const BureauCause cause = { "system", "import:test" };

  return await_id (
      bureau_memory_write (self->workspace.memory, &cause, insert_message, fields, NULL));
}

/* A name that nobody else has: names, firms and streets are what tells letters apart. */
static char *
make_name (guint number, const char *end)
{
  static const char *const heads[] = { "Ber", "Col", "Dor", "Fen", "Gar", "Hol",
                                       "Kes", "Lan", "Mor", "Nor", "Pel", "Ros" };
  static const char *const middles[] = { "a",  "ber", "da",  "fin", "go", "hil", "kam",
                                         "lo", "mi",  "ner", "ra",  "si", "tu" };

  return g_strconcat (heads[number % 12], middles[number / 12 % 13], middles[number / 156 % 13],
                      middles[number / 2028 % 13], end, NULL);
}

static char *
describe_inquiry (guint number)
{
  static const char *const services[] = { "brand identity", "website design", "packaging design",
                                          "illustration", "annual report" };
  g_autofree char *firm = make_name (number, "bakery");
  g_autofree char *family = make_name (number * 7 + 3, "mann");
  const char *service = services[number % G_N_ELEMENTS (services)];

  return g_strdup_printf (
      "{\"channel\":\"file\",\"source\":\"%u.eml\",\"identity\":\"inquiry-%u\",\"message_id\":"
      "\"m%u@example.org\",\"sender_name\":\"Anna %s\",\"sender_address\":\"anna%u@example.org\","
      "\"subject\":\"Quote for %s\",\"sent_at\":\"2026-11-20T09:00:00.000Z\",\"text\":"
      "\"Hello,\\n\\nwe run %s and need %s. Our budget is between 4,000 and 6,000 EUR and we would "
      "like to start in January. Could you send us a quote?\\n\\nKind regards\\nAnna %s\\n%s\\n\"}",
      number, number, number, family, number, service, firm, service, family, firm);
}

gint64
bench_add_inquiry (Bench *self, guint number)
{
  g_autofree char *fields = describe_inquiry (number);

  return bench_add_message (self, fields);
}

/* The same without waiting for it. */
void
bench_feed_inquiry (Bench *self, guint number)
{
  const BureauCause cause = { "system", "import:test" };
  g_autofree char *fields = describe_inquiry (number);

  dex_future_disown (bureau_memory_write (self->workspace.memory, &cause, insert_message,
                                          json_object_of (fields),
                                          (GDestroyNotify)json_object_unref));
}

static gboolean
insert_projects (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  static const char *const services[] = { "Brand identity", "Website design", "Packaging design",
                                          "Illustration", "Annual report" };

  for (guint i = 0; i < GPOINTER_TO_UINT (data); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"title\":\"Project %u\",\"client_name\":\"Client %u\",\"service\":\"%s\",\"fee\":%u,"
          "\"currency\":\"EUR\",\"accepted\":1,\"finished\":\"2026-01-01\",\"summary\":"
          "\"%s for a shop, from first sketch to delivery\"}",
          i, i % 40, services[i % G_N_ELEMENTS (services)], 300000 + i * 1000,
          services[i % G_N_ELEMENTS (services)]);
      g_autoptr (JsonObject) fields = json_object_of (text);

      if (bureau_record_insert (transaction, "projects", fields, error) == 0)
        return FALSE;
    }

  return TRUE;
}

void
bench_add_projects (Bench *self, guint n)
{
  await_ok (bureau_memory_write (self->workspace.memory, &operator_cause, insert_projects,
                                 GUINT_TO_POINTER (n), NULL));
}

gint64
bench_add_record (Bench *self, const char *collection, const char *fields_json)
{
  g_autoptr (JsonObject) fields = json_object_of (fields_json);

  return await_id (bureau_record_add (self->workspace.memory, &operator_cause, collection, fields));
}

/* Looking */

gint64
bench_number (Bench *self, const char *sql)
{
  return await_number (&self->workspace, sql);
}

char *
bench_text (Bench *self, const char *sql)
{
  return await_text (&self->workspace, sql);
}

/* Asks a request and lets the engine answer it. */
JsonObject *
bench_ask (Bench *self, const char *kind, const char *args_json)
{
  g_autoptr (JsonObject) args = json_object_of (args_json);
  gint64 id = await_id (bureau_request_ask (self->workspace.memory, &operator_cause, kind, args));
  g_autofree char *sql = g_strdup_printf (
      "SELECT json_object('state', state, 'error', error, 'result', json(result))"
      " FROM bureau_request WHERE id = %" G_GINT64_FORMAT,
      id);
  g_autofree char *row = NULL;

  bench_settle (self);
  row = bench_text (self, sql);

  return json_object_of (row);
}
