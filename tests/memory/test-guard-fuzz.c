/* SPDX-License-Identifier: GPL-3.0-or-later */
/* No statement, however it is put together, brings out what is not open. */
#include "guard-fixture.h"

#include "base/json.h"

#include <string.h>

static gboolean
is_long (void)
{
  return g_getenv ("BUREAU_TEST_LONG") != NULL;
}

static const char *const fuzz_words[] = {
  "SELECT",
  "SELECT",
  "FROM",
  "FROM",
  "WHERE",
  "GROUP BY",
  "ORDER BY",
  "HAVING",
  "LIMIT 3",
  "WITH",
  "AS",
  "AS (",
  "JOIN",
  "LEFT JOIN",
  "NATURAL JOIN",
  "USING (",
  "ON",
  "UNION",
  "UNION ALL",
  "EXCEPT",
  "VALUES",
  "(",
  ")",
  ")",
  ",",
  ",",
  ".",
  ";",
  "*",
  "*",
  "=",
  "||",
  "IN",
  "NOT",
  "EXISTS (",
  "CASE WHEN",
  "THEN",
  "ELSE",
  "END",
  "OVER (",
  "PARTITION BY",
  "FILTER (WHERE",
  "COLLATE NOCASE",
  "LIKE",
  "MATCH",
  "->>",
  "1",
  "'x'",
  "'$.a'",
  ":p",
  "NULL",
  "--",
  "/*",
  "*/",
  "\n",
  "\"",
  "'",
  "`",
  "[",
  "]",
  "INSERT INTO",
  "UPDATE",
  "SET",
  "DELETE FROM",
  "RETURNING",
  "ATTACH",
  "PRAGMA",
  "EXPLAIN",
  "VACUUM INTO",
  "CREATE TEMP TABLE",
  "DROP TABLE",
  "RECURSIVE",
  "clients",
  "projects",
  "messages",
  "drafts",
  "runs",
  "usage",
  "metric_fees",
  "events",
  "json_each(meta)",
  "hidden",
  "'hidden'",
  "looks_open",
  "metric_forged",
  "bureau_message",
  "bureau_draft",
  "bureau_setting",
  "'bureau_scratch'",
  "sqlite_master",
  "'sqlite_schema'",
  "pragma_table_info('hidden')",
  "dbstat",
  "bureau_search",
  "name",
  "id",
  "meta",
  "subject",
  "text",
  "secret",
  "raw",
  "agent_body",
  "value",
  "identity",
  "c",
  "m",
  "h",
  "count(*)",
  "max(",
  "group_concat(",
  "hex(",
  "json_group_array(",
  "randomblob(9)",
};

static char *
fuzz_statement (GRand *random)
{
  GString *sql = g_string_new (g_rand_int_range (random, 0, 8) > 0 ? "SELECT" : "");

  for (gint n = g_rand_int_range (random, 2, 20); n > 0; n--)
    g_string_append_printf (sql, " %s",
                            fuzz_words[g_rand_int_range (random, 0, G_N_ELEMENTS (fuzz_words))]);
  return g_string_free (sql, FALSE);
}

/* Half of the statements are well formed: any column from any table, by one of the ways to it. */
static char *
fuzz_leak (GRand *random)
{
  static const char *const columns[] = { "secret", "raw",         "agent_body", "identity",
                                         "value",  "cause",       "bytes",      "*",
                                         "rowid",  "count(*)",    "sql",        "name",
                                         "text",   "max(secret)", "hex(bytes)" };
  static const char *const tables[]
      = { "hidden",          "'hidden'",         "looks_open",   "metric_forged",
          "bureau_message",  "'bureau_message'", "bureau_draft", "'bureau_draft'",
          "bureau_setting",  "'bureau_scratch'", "'bureau_run'", "sqlite_master",
          "'sqlite_master'", "clients",          "messages",     "drafts" };
  static const char *const ways[] = {
    "SELECT %s FROM %s",
    "SELECT * FROM (SELECT %s FROM %s) AS messages",
    "WITH messages AS (SELECT %s FROM %s) SELECT * FROM messages",
    "WITH clients AS NOT MATERIALIZED (SELECT %s FROM %s) SELECT * FROM clients",
    "SELECT (SELECT %s FROM %s LIMIT 1)",
    "SELECT name FROM clients UNION SELECT %s FROM %s",
    "SELECT name FROM clients ORDER BY (SELECT %s FROM %s LIMIT 1)",
    "SELECT json_group_array(%s) FROM %s",
    "SELECT %s FROM clients NATURAL JOIN %s",
    "SELECT %s FROM clients, %s",
    "SELECT %s FROM messages AS hidden, %s",
    "SELECT coalesce((SELECT group_concat(%s) FROM %s), 1)",
    "VALUES ((SELECT %s FROM %s LIMIT 1))",
    "SELECT e.value FROM json_each((SELECT json_array(%s) FROM %s LIMIT 1)) e",
  };
  const char *way = ways[g_rand_int_range (random, 0, G_N_ELEMENTS (ways))];
  g_auto (GStrv) parts = g_strsplit (way, "%s", 3);

  return g_strconcat (parts[0], columns[g_rand_int_range (random, 0, G_N_ELEMENTS (columns))],
                      parts[1], tables[g_rand_int_range (random, 0, G_N_ELEMENTS (tables))],
                      parts[2], NULL);
}

static void
test_fuzz (void)
{
  const BureauGuardLimits limits = { .deadline_ms = 50, .max_rows = 50 };
  g_autoptr (BureauGuard) guard = guard_fixture_guard ();
  g_autofree char *before = guard_fixture_digest ();
  g_autofree char *after = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  guint n_statements = is_long () ? 1000 * 1000 : 20 * 1000;
  guint n_answered = 0;

  for (guint i = 0; i < n_statements; i++)
    {
      g_autofree char *sql = i % 2 == 0 ? fuzz_statement (random) : fuzz_leak (random);
      g_autoptr (JsonObject) result = bureau_guard_query (guard, sql, NULL, &limits, NULL);
      g_autofree char *text = result != NULL ? bureau_json_print_object (result) : NULL;

      n_answered += text != NULL;
      if (text != NULL
          && (strstr (text, GUARD_CANARY) != NULL || strstr (text, "43414E415259") != NULL))
        g_error ("%s gave %s", sql, text);
    }
  after = guard_fixture_digest ();
  g_test_message ("%u statements, %u answered, 0 canaries out", n_statements, n_answered);
  g_assert_cmpuint (n_answered, >, n_statements / 100);
  g_assert_cmpstr (before, ==, after);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/memory/guard/fuzz", test_fuzz);
  status = g_test_run ();
  guard_fixture_remove ();
  return status;
}
