/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard-fixture.h"

#include "base/json.h"
#include "base/resource.h"

#include <glib/gstdio.h>

static char *directory;

static const char collections[]
    = "INSERT INTO bureau_collection (id, created_at, updated_at, name, title, fields) VALUES"
      " (1, '2026-01-01', '2026-01-01', 'clients', 'Clients', '[]'),"
      " (2, '2026-01-01', '2026-01-01', 'projects', 'Projects', '[]'),"
      " (3, '2026-01-01', '2026-01-01', 'events', 'Events', '[]');"
      "CREATE TABLE clients (id INTEGER PRIMARY KEY, created_at TEXT NOT NULL, updated_at TEXT NOT "
      "NULL,"
      " name TEXT, email TEXT, meta TEXT NOT NULL DEFAULT '{}') STRICT;"
      "CREATE TABLE projects (id INTEGER PRIMARY KEY, created_at TEXT NOT NULL, updated_at TEXT "
      "NOT NULL,"
      " client INTEGER, title TEXT, fee INTEGER, due TEXT, meta TEXT NOT NULL DEFAULT '{}') STRICT;"
      "CREATE TABLE events (id INTEGER PRIMARY KEY, created_at TEXT NOT NULL, updated_at TEXT NOT "
      "NULL,"
      " n INTEGER, text TEXT, meta TEXT NOT NULL DEFAULT '{}') STRICT;"
      "CREATE TABLE hidden (id INTEGER PRIMARY KEY, secret TEXT, bytes BLOB);"
      "INSERT INTO clients VALUES (11, '2026-01-01', '2026-01-01', 'Ada Hart', 'ada@hart.example',"
      " '{\"budget\":1200,\"tags\":[\"new\",\"vip\"]}'),"
      " (12, '2026-01-02', '2026-01-02', 'Bo Lind', 'bo@lind.example', '{\"budget\":300}'),"
      " (13, '2026-01-03', '2026-01-03', 'O''Neil & Söhne', NULL, '{}');"
      "INSERT INTO projects VALUES (21, '2026-02-01', '2026-02-01', 11, 'Garden', 120000, "
      "'2026-12-01', '{}'),"
      " (22, '2026-02-02', '2026-02-02', 11, 'Kitchen', 80000, '2026-11-01', '{}'),"
      " (23, '2026-02-03', '2026-02-03', 12, 'Roof', 50000, NULL, '{}'),"
      " (24, '2026-02-04', '2026-02-04', NULL, 'Shed', 9007199254740993, NULL, '{}');"
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
      " INSERT INTO events SELECT 1000 + i, '2026-03-01', '2026-03-01', i, 'event ' || i, '{}' "
      "FROM n;";

static const char rest[]
    = "INSERT INTO bureau_message (id, created_at, updated_at, channel, source, identity, "
      "message_id, subject,"
      " text, raw, sender_name, sender_address) VALUES (31, '2026-04-01', '2026-04-01', 'file', "
      "'inbox', '" GUARD_CANARY "', '" GUARD_CANARY
      "', 'Fence', 'How much is a fence?', '" GUARD_CANARY "', 'Ada Hart', 'ada@hart.example');"
      "INSERT INTO bureau_draft (id, created_at, updated_at, kind, state, subject, body, "
      "agent_body, agent_subject,"
      " connection) VALUES (41, '2026-04-01', '2026-04-01', 'mail', 'drafted', 'Re: Fence', 'A "
      "fence is 900.', '" GUARD_CANARY "', '" GUARD_CANARY "', '" GUARD_CANARY "');"
      "INSERT INTO bureau_run (id, created_at, updated_at, workflow, version, state, cause, "
      "opened_from) VALUES"
      " (51, '2026-04-01', '2026-04-01', 'reading', 1, 'done', '{\"x\":\"" GUARD_CANARY
      "\"}', '" GUARD_CANARY "');"
      "INSERT INTO bureau_setting (id, created_at, updated_at, key, value) VALUES"
      " (61, '2026-04-01', '2026-04-01', 'smtp', '\"" GUARD_CANARY "\"'),"
      " (62, '2026-04-01', '2026-04-01', 'currency', '\"CHF\"'),"
      " (63, '2026-04-01', '2026-04-01', 'identity', '{\"name\":\"Mira\"}');"
      "INSERT INTO bureau_scratch VALUES ('desk', '2026-04-01', '" GUARD_CANARY "');"
      "INSERT INTO bureau_blob VALUES ('" GUARD_CANARY "', 3, x'414243');"
      "INSERT INTO hidden VALUES (71, '" GUARD_CANARY "', CAST ('" GUARD_CANARY "' AS BLOB));"
      "CREATE VIEW metric_fees AS SELECT client, sum (fee) AS fees FROM projects GROUP BY client;"
      "CREATE VIEW metric_forged AS SELECT secret FROM hidden;"
      "CREATE VIEW looks_open AS SELECT secret FROM hidden;"
      "PRAGMA wal_checkpoint (TRUNCATE);";

void
guard_fixture_run (sqlite3 *handle, const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (handle, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
}

sqlite3 *
guard_fixture_open (void)
{
  g_autofree char *path = guard_fixture_path ();
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  return handle;
}

static void
build (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) schema = bureau_resource_load ("schema/1.sql", &error);
  g_autofree char *sql = NULL;
  sqlite3 *handle;

  g_assert_no_error (error);
  sql = g_strndup (g_bytes_get_data (schema, NULL), g_bytes_get_size (schema));
  handle = guard_fixture_open ();
  guard_fixture_run (handle, "PRAGMA journal_mode = WAL;");
  guard_fixture_run (handle, sql);
  guard_fixture_run (handle, collections);
  guard_fixture_run (handle, rest);
  sqlite3_close (handle);
}

char *
guard_fixture_path (void)
{
  gboolean is_new = directory == NULL;

  if (is_new)
    directory = g_dir_make_tmp ("bureau-guard-XXXXXX", NULL);
  if (is_new)
    build ();
  return g_build_filename (directory, "work space #1.bureau", NULL);
}

/* What is on the disk: every file's name and bytes, but for the shared memory that readers note
 * themselves in. */
char *
guard_fixture_digest (void)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (!g_str_has_suffix (name, "-shm"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort_values (names, (GCompareFunc)g_strcmp0);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (directory, names->pdata[i], NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      if (length == 0)
        continue;
      g_checksum_update (checksum, names->pdata[i], -1);
      g_checksum_update (checksum, (const guchar *)bytes, length);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

void
guard_fixture_remove (void)
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

BureauGuard *
guard_fixture_guard (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = guard_fixture_path ();
  BureauGuard *guard = bureau_guard_new (path, &error);

  g_assert_no_error (error);
  return guard;
}

char *
guard_fixture_query (BureauGuard *guard, const char *sql, const char *params, GError **error)
{
  g_autoptr (JsonObject) values = params != NULL ? bureau_json_parse_object (params, -1, NULL)
                                                 : NULL;
  g_autoptr (JsonObject) result = bureau_guard_query (guard, sql, values, NULL, error);
  JsonArray *rows = result != NULL ? bureau_json_get_array (result, "rows") : NULL;

  return rows != NULL ? bureau_json_print_array (rows) : NULL;
}
