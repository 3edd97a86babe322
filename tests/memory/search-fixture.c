/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "search-fixture.h"

#include <glib/gstdio.h>

#include "base/json.h"
#include "base/resource.h"

static char *directory;

static const struct
{
  const char *name;
  const char *columns;
  const char *fields;
} collections[] = {
  { "clients", "name TEXT, email TEXT, notes TEXT, visits INTEGER",
    "[{\"name\":\"name\",\"type\":\"text\"},{\"name\":\"email\",\"type\":\"email\"},"
    "{\"name\":\"notes\",\"type\":\"text\"},{\"name\":\"visits\",\"type\":\"int\"}]" },
  { "case_notes", "note TEXT", "[{\"name\":\"note\",\"type\":\"text\"}]" },
};

/* As the writer does before each commit. */
static void
tell_news (BureauDatabase *database)
{
  g_autoptr (GError) error = NULL;

  bureau_search_tell_news (database, &error);
  g_assert_no_error (error);
}

static void
tell_unless_begun (BureauDatabase *database)
{
  if (sqlite3_get_autocommit (bureau_database_get_handle (database)))
    tell_news (database);
}

void
search_fixture_run (BureauDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;

  if (g_str_equal (sql, "COMMIT"))
    tell_news (database);
  bureau_database_script (database, sql, &error);
  g_assert_no_error (error);
  tell_unless_begun (database);
}

static void
define (BureauDatabase *database, gsize which)
{
  g_autoptr (JsonNode) fields = bureau_json_parse (collections[which].fields, -1, NULL);
  g_autofree char *triggers = bureau_search_triggers (collections[which].name,
                                                      json_node_get_array (fields));
  g_autofree char *sql = g_strdup_printf (
      "CREATE TABLE %s (id INTEGER PRIMARY KEY, created_at TEXT, updated_at TEXT, %s,"
      " meta TEXT NOT NULL DEFAULT '{}') STRICT; %s"
      "INSERT INTO bureau_collection VALUES (%d, '', '', '%s', '', '%s');",
      collections[which].name, collections[which].columns, triggers, (int)which + 1,
      collections[which].name, collections[which].fields);

  search_fixture_run (database, sql);
}

BureauDatabase *
search_fixture_new (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) schema = bureau_resource_load ("schema/1.sql", &error);
  g_autofree char *path = NULL;
  g_autofree char *sql = NULL;
  BureauDatabase *database;

  g_assert_no_error (error);
  directory = g_dir_make_tmp ("bureau-search-XXXXXX", NULL);
  path = g_build_filename (directory, "search.bureau", NULL);
  database = bureau_database_open (path, BUREAU_DATABASE_CREATE, &error);
  g_assert_no_error (error);
  sql = g_strndup (g_bytes_get_data (schema, NULL), g_bytes_get_size (schema));
  search_fixture_run (database, sql);
  for (gsize i = 0; i < G_N_ELEMENTS (collections); i++)
    define (database, i);
  return database;
}

void
search_fixture_remove (void)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);

      g_unlink (path);
    }
  g_rmdir (directory);
  g_clear_pointer (&directory, g_free);
}

void
search_fixture_message (BureauDatabase *database, gint64 id, const char *subject, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *identity = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  bureau_database_run (database, &error,
                       "INSERT INTO bureau_message (id, created_at, updated_at, channel, source,"
                       " identity, subject, text, sender_name, sender_address)"
                       " VALUES (?, '', '', 'file', '', ?, ?, ?, 'Ada Hart', 'ada@hart.example')",
                       "isss", id, identity, subject, text);
  g_assert_no_error (error);
  tell_unless_begun (database);
}

void
search_fixture_draft (BureauDatabase *database, gint64 id, const char *subject, const char *body)
{
  g_autoptr (GError) error = NULL;

  bureau_database_run (database, &error,
                       "INSERT INTO bureau_draft (id, created_at, updated_at, kind, state, subject,"
                       " body) VALUES (?, '', '', 'mail', 'drafted', ?, ?)",
                       "iss", id, subject, body);
  g_assert_no_error (error);
  tell_unless_begun (database);
}

void
search_fixture_client (BureauDatabase *database, gint64 id, const char *name, const char *email,
                       const char *notes, const char *meta)
{
  g_autoptr (GError) error = NULL;

  bureau_database_run (database, &error,
                       "INSERT INTO clients (id, created_at, updated_at, name, email, notes, meta)"
                       " VALUES (?, '', '', ?, ?, ?, ?)",
                       "issss", id, name, email, notes, meta != NULL ? meta : "{}");
  g_assert_no_error (error);
  tell_unless_begun (database);
}

void
search_fixture_fill (BureauDatabase *database)
{
  search_fixture_message (database, 11, "Garden fence", "How much is an oak fence of 12 metres?");
  search_fixture_message (database, 12, "Your letter",
                          "We spoke of a garden near Köln, with a fence.");
  search_fixture_message (database, 13, "Roof",
                          "The e-mail of Straße 7 came back. C++ and naïve café.");
  search_fixture_draft (database, 21, "Re: Garden fence",
                        "An oak fence is 900 Euro. It’s O’Neil’s price.");
  search_fixture_client (database, 31, "Ada Hart", "ada@hart.example", "likes oak", NULL);
  search_fixture_client (database, 32, "Çelik Öztürk & Söhne", "info@celik.example", NULL,
                         "{\"budget\":4200,\"tags\":[\"wintergarten\"]}");
  search_fixture_run (
      database, "INSERT INTO case_notes (id, note) VALUES (41, 'messages about a larch fence');"
                "INSERT INTO bureau_run (id, created_at, updated_at, workflow, version, state,"
                " cause, error) VALUES (51, '', '', 'reading', 1, 'parked', '{}',"
                " 'the provider answered 429')");
}

char *
search_fixture_ids (JsonArray *results)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (results); i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "",
                            bureau_json_get_id (json_array_get_object_element (results, i), "id"));
  return g_string_free_and_steal (g_steal_pointer (&text));
}
