/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sqlite3.h>
#include <string.h>

#include "base/json.h"
#include "base/resource.h"

#define FOLDER "templates/lead-intake/"

typedef struct
{
  JsonObject *template;
  JsonObject *sample;
  sqlite3 *database;
} Fixture;

static JsonObject *
load (const char *name)
{
  g_autofree char *path = g_strconcat (FOLDER, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = bureau_resource_load (path, &error);
  JsonObject *object;

  g_assert_no_error (error);
  object = bureau_json_parse_object (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                     &error);
  g_assert_no_error (error);
  return object;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->template = load ("template.json");
  fixture->sample = load ("sample.json");
  g_assert_cmpint (sqlite3_open (":memory:", &fixture->database), ==, SQLITE_OK);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->template, json_object_unref);
  g_clear_pointer (&fixture->sample, json_object_unref);
  sqlite3_close (fixture->database);
}

static JsonArray *
get_records (Fixture *fixture, const char *collection)
{
  return json_object_get_array_member (json_object_get_object_member (fixture->sample, "records"),
                                       collection);
}

static JsonObject *
find_named (JsonArray *list, const char *key, const char *name)
{
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *entry = json_array_get_object_element (list, i);

      if (g_strcmp0 (bureau_json_get_string (entry, key), name) == 0)
        return entry;
    }
  return NULL;
}

static JsonObject *
find_field (Fixture *fixture, const char *collection, const char *name)
{
  JsonObject *document = find_named (
      json_object_get_array_member (fixture->template, "collections"), "collection", collection);

  g_assert_nonnull (document);
  return find_named (json_object_get_array_member (document, "fields"), "name", name);
}

static gboolean
fits (Fixture *fixture, const char *type, JsonNode *value)
{
  if (g_str_equal (type, "money") || g_str_equal (type, "int"))
    return json_node_get_value_type (value) == G_TYPE_INT64;
  if (g_str_equal (type, "bool"))
    return json_node_get_value_type (value) == G_TYPE_BOOLEAN;
  if (g_str_equal (type, "date"))
    return g_regex_match_simple ("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", json_node_get_string (value),
                                 G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT);
  if (g_str_equal (type, "ref"))
    return find_named (get_records (fixture, "clients"), "name", json_node_get_string (value))
           != NULL;
  return json_node_get_value_type (value) == G_TYPE_STRING;
}

static void
check_record (Fixture *fixture, const char *collection, JsonObject *record)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, record);
  while (json_object_iter_next (&iter, &name, &value))
    {
      JsonObject *field = find_field (fixture, collection, name);

      if (field == NULL)
        g_error ("%s has no field %s", collection, name);
      if (!fits (fixture, bureau_json_get_string (field, "type"), value))
        g_error ("%s.%s does not fit its type", collection, name);
    }
}

/* Whatever an installer would have to guess is a mistake here. */
static void
test_records_fit (Fixture *fixture, gconstpointer data)
{
  JsonObject *records = json_object_get_object_member (fixture->sample, "records");
  JsonObjectIter iter;
  const char *collection;
  JsonNode *list;

  json_object_iter_init (&iter, records);
  while (json_object_iter_next (&iter, &collection, &list))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (list)); i++)
      check_record (fixture, collection,
                    json_array_get_object_element (json_node_get_array (list), i));
  g_assert_cmpuint (json_array_get_length (get_records (fixture, "clients")), >=, 6);
  g_assert_cmpuint (json_array_get_length (get_records (fixture, "projects")), >=, 24);
}

static guint
count_ending (JsonObject *ends, const char *state)
{
  JsonObjectIter iter;
  JsonNode *value;
  guint count = 0;

  json_object_iter_init (&iter, ends);
  while (json_object_iter_next (&iter, NULL, &value))
    count += g_str_equal (json_node_get_string (value), state);
  return count;
}

static void
test_messages (Fixture *fixture, gconstpointer data)
{
  JsonArray *messages = json_object_get_array_member (fixture->sample, "messages");
  JsonObject *ends = json_object_get_object_member (fixture->sample, "ends");

  for (guint i = 0; i < json_array_get_length (messages); i++)
    {
      const char *name = json_array_get_string_element (messages, i);
      g_autofree char *path = g_strconcat (FOLDER "sample/", name, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = bureau_resource_load (path, &error);

      g_assert_no_error (error);
      g_assert_nonnull (strstr (g_bytes_get_data (bytes, NULL), "\r\n\r\n"));
      g_assert_nonnull (bureau_json_get_string (ends, name));
    }
  g_assert_cmpuint (json_array_get_length (messages), ==, json_object_get_size (ends));
  g_assert_cmpuint (count_ending (ends, "ignored"), ==, 2);
  g_assert_cmpuint (json_object_get_size (ends) - count_ending (ends, "ignored"), ==, 12);
  g_assert_cmpuint (count_ending (ends, "waiting"), ==, 3);
}

static void
run (Fixture *fixture, const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (fixture->database, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", message, sql);
}

static void
insert_projects (Fixture *fixture)
{
  JsonArray *projects = get_records (fixture, "projects");
  sqlite3_stmt *insert = NULL;

  run (fixture, "CREATE TABLE projects (id INTEGER PRIMARY KEY, title, client_name, service, fee, "
                "currency, accepted, finished)");
  sqlite3_prepare_v2 (fixture->database,
                      "INSERT INTO projects SELECT NULL, ?1 ->> 'title', ?1 ->> 'client_name', ?1 "
                      "->> 'service', ?1 ->> 'fee', ?1 ->> 'currency', ?1 ->> 'accepted', ?1 ->> "
                      "'finished'",
                      -1, &insert, NULL);
  for (guint i = 0; i < json_array_get_length (projects); i++)
    {
      g_autofree char *text = bureau_json_print_object (
          json_array_get_object_element (projects, i));

      sqlite3_bind_text (insert, 1, text, -1, SQLITE_TRANSIENT);
      g_assert_cmpint (sqlite3_step (insert), ==, SQLITE_DONE);
      sqlite3_reset (insert);
    }
  sqlite3_finalize (insert);
}

static const char *
get_price_sql (Fixture *fixture)
{
  JsonObject *replying = find_named (json_object_get_array_member (fixture->template, "workflows"),
                                     "workflow", "replying");

  return bureau_json_get_string (
      find_named (json_object_get_array_member (replying, "steps"), "id", "price"), "sql");
}

static void
bind (sqlite3_stmt *statement, const char *name, const char *value)
{
  sqlite3_bind_text (statement, sqlite3_bind_parameter_index (statement, name), value, -1,
                     SQLITE_STATIC);
}

static const struct
{
  const char *service;
  int low; /* 0: no range */
  int high;
  int precedents;
} prices[] = {
  { "brand identity", 590000, 950000, 6 },
  { "Packaging Design", 420000, 610000, 4 },
  { "annual report", 690000, 810000, 4 },
  { "illustration", 120000, 240000, 3 },
  { "exhibition design", 0, 0, 2 },
  { "signage", 0, 0, 1 },
  { "skywriting", 0, 0, 0 },
};

static void
check_price (Fixture *fixture, guint i)
{
  sqlite3_stmt *query = NULL;

  sqlite3_prepare_v2 (fixture->database, get_price_sql (fixture), -1, &query, NULL);
  bind (query, ":service", prices[i].service);
  bind (query, ":currency", "EUR");
  g_assert_cmpint (sqlite3_step (query), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int (query, 0), ==, prices[i].low);
  g_assert_cmpint (sqlite3_column_int (query, 1), ==, prices[i].high);
  g_assert_cmpint (sqlite3_column_int (query, 3), ==, prices[i].precedents);
  if (prices[i].low == 0)
    g_assert_cmpint (sqlite3_column_type (query, 4), ==, SQLITE_NULL);
  else
    {
      g_autoptr (JsonNode) list = bureau_json_parse ((const char *)sqlite3_column_text (query, 4),
                                                     -1, NULL);

      g_assert_cmpuint (json_array_get_length (json_node_get_array (list)), ==,
                        prices[i].precedents);
    }
  g_assert_cmpint (sqlite3_step (query), ==, SQLITE_DONE);
  sqlite3_finalize (query);
}

/* The range rests on accepted projects only, each of them named, and is absent under three. */
static void
test_prices (Fixture *fixture, gconstpointer data)
{
  insert_projects (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (prices); i++)
    check_price (fixture, i);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/workflows/sample/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("records-fit", test_records_fit);
  ADD ("messages", test_messages);
  ADD ("prices", test_prices);
  return g_test_run ();
}
