/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sqlite3.h>

#include "base/json.h"
#include "workflows/document.h"

static JsonObject *
load (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (g_getenv ("BUREAU_SOURCE_DIR"), "data", "templates",
                                            name, NULL);
  g_autofree char *text = NULL;
  JsonObject *object;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  object = bureau_json_parse_object (text, -1, &error);
  g_assert_no_error (error);
  return object;
}

static void
run (sqlite3 *database, const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (database, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", message, sql);
}

/* The real columns, as far as SQL can see them. */
static void
create_collection (sqlite3 *database, JsonObject *collection)
{
  JsonArray *fields = json_object_get_array_member (collection, "fields");
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_printf (sql,
                   "CREATE TABLE \"%s\" (id INTEGER PRIMARY KEY, created_at TEXT, updated_at TEXT",
                   bureau_json_get_string (collection, "collection"));
  for (guint i = 0; i < json_array_get_length (fields); i++)
    g_string_append_printf (
        sql, ", \"%s\"",
        bureau_json_get_string (json_array_get_object_element (fields, i), "name"));
  g_string_append (sql, ", meta TEXT NOT NULL DEFAULT '{}')");
  run (database, sql->str);
}

static sqlite3 *
open_database (JsonObject *template)
{
  JsonArray *collections = json_object_get_array_member (template, "collections");
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (":memory:", &database), ==, SQLITE_OK);
  sqlite3_db_config (database, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  run (database, "CREATE TABLE messages (id INTEGER PRIMARY KEY, channel, sender_name, "
                 "sender_address, reply_to, subject, sent_at, text, automatic, label, meta)");
  for (guint i = 0; i < json_array_get_length (collections); i++)
    create_collection (database, json_array_get_object_element (collections, i));
  return database;
}

/* As the read guard does it: an expression is the only column of a statement about one row. */
static gboolean
prepare (const char *sql, const char *about, const char *const *parameters, gpointer data,
         GError **error)
{
  g_autofree char *statement = about != NULL
                                   ? g_strdup_printf ("SELECT (\n%s\n) FROM \"%s\" WHERE id = :id",
                                                      sql, about)
                                   : g_strdup (sql);
  sqlite3_stmt *prepared = NULL;
  gboolean ok = sqlite3_prepare_v2 (data, statement, -1, &prepared, NULL) == SQLITE_OK;

  if (!ok)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", sqlite3_errmsg (data));
  for (int i = 1; ok && i <= sqlite3_bind_parameter_count (prepared); i++)
    {
      const char *name = sqlite3_bind_parameter_name (prepared, i) + 1;

      g_assert_true (g_str_equal (name, "id") || g_strv_contains (parameters, name));
    }
  sqlite3_finalize (prepared);
  return ok;
}

static void
test_documents (void)
{
  g_autoptr (JsonObject) template = load ("lead-intake/template.json");
  g_autoptr (BureauWorkflowContext) context = bureau_workflow_context_new ();
  sqlite3 *database = open_database (template);
  g_autoptr (JsonArray) problems = NULL;
  g_autofree char *text = NULL;

  bureau_workflow_context_set_sql_check (context, prepare, database);
  problems = bureau_document_check (BUREAU_DOCUMENT_TEMPLATE, template, context);
  text = bureau_json_print_array (problems);
  g_assert_cmpstr (text, ==, "[]");
  sqlite3_close (database);
}

static void
test_parses (void)
{
  g_autoptr (JsonObject) template = load ("lead-intake/template.json");
  JsonArray *workflows = json_object_get_array_member (template, "workflows");
  JsonArray *agents = json_object_get_array_member (template, "agents");
  g_autoptr (GError) error = NULL;
  g_autoptr (BureauWorkflow) replying = NULL;
  g_autoptr (BureauAgent) writer = NULL;

  replying = bureau_workflow_parse (json_array_get_object_element (workflows, 2), &error);
  g_assert_no_error (error);
  g_assert_cmpint (replying->trigger.kind, ==, BUREAU_TRIGGER_RECORD);
  g_assert_cmpint (replying->trigger.moment, ==, BUREAU_TRIGGER_BECOMES);
  g_assert_cmpstr (replying->trigger.where, ==, "state = 'read'");
  g_assert_cmpuint (replying->n_steps, ==, 3);
  g_assert_cmpint (replying->steps[1].kind, ==, BUREAU_STEP_QUERY);
  g_assert_cmpstr (bureau_step_find_binding (&replying->steps[1], "service")->reference, ==,
                   "record.service");
  writer = bureau_agent_parse (json_array_get_object_element (agents, 1), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (writer->provider, ==, "builtin");
  g_assert_cmpint (writer->per_run, ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workflows/template/documents", test_documents);
  g_test_add_func ("/workflows/template/parses", test_parses);
  return g_test_run ();
}
