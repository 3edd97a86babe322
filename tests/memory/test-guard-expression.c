/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard-fixture.h"

#include "base/error.h"
#include "base/json.h"

#include <string.h>
#include <time.h>

static char *
evaluate (BureauGuard *guard, const char *collection, gint64 id, const char *expression,
          const char *params, GError **error)
{
  g_autoptr (JsonObject) values = params != NULL ? bureau_json_parse_object (params, -1, NULL)
                                                 : NULL;
  g_autoptr (JsonNode) value = bureau_guard_evaluate (guard, collection, id, expression, values,
                                                      error);

  return value != NULL ? bureau_json_print (value) : NULL;
}

static void
test_expressions (void)
{
  static const struct
  {
    const char *collection;
    gint64 id;
    const char *expression;
    const char *params;
    const char *value;
  } cases[] = {
    { "projects", 21, "fee > 100000", NULL, "1" },
    { "projects", 22, "fee > 100000", NULL, "0" },
    { "projects", 21, "fee > :least", "{\"least\":1,\"other\":2}", "1" },
    { "projects", 21,
      "title || ' for ' || (SELECT name FROM clients WHERE clients.id = projects.client)", NULL,
      "\"Garden for Ada Hart\"" },
    { "projects", 24, "fee", NULL, "\"9007199254740993\"" },
    { "projects", 24, "client", NULL, "null" },
    { "clients", 11, "meta ->> 'budget' >= 1000 AND email LIKE '%@hart.example'", NULL, "1" },
    { "clients", 11, "email LIKE :pattern", "{\"pattern\":\"%hart%\"}", "1" },
    { "clients", 12, "email LIKE :pattern", "{\"pattern\":\"%hart%\"}", "0" },
    { "clients", 11, "email LIKE :pattern", "{\"pattern\":\"x%\"}", "0" },
    { "clients", 11, "')--' || '/*'", NULL, "\")--/*\"" },
    { "clients", 11, "id = :id", NULL, "1" },
    { "message", 31, "subject = 'Fence' AND label IS NULL", NULL, "1" },
    { "messages", 31, "sender_address", NULL, "\"ada@hart.example\"" },
    { "drafts", 41, "state", NULL, "\"drafted\"" },
  };
  g_autoptr (BureauGuard) guard = guard_fixture_guard ();

  for (guint round = 0; round < 2; round++)
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
      {
        g_autoptr (GError) error = NULL;
        g_autofree char *value = evaluate (guard, cases[i].collection, cases[i].id,
                                           cases[i].expression, cases[i].params, &error);

        g_assert_no_error (error);
        g_assert_cmpstr (value, ==, cases[i].value);
      }
}

static void
test_bad_expressions (void)
{
  static const char *const expressions[] = {
    "",
    " ",
    "1, 2",
    "1) FROM clients --",
    "1) FROM clients /*",
    "1 -- x",
    "1 /* x */",
    "/* x */ 1",
    "1;",
    "1; DELETE FROM clients",
    "1)",
    "(1",
    "1) FROM clients UNION SELECT (secret) FROM hidden WHERE id IN (1",
    "1) FROM clients UNION SELECT (2",
    "1), (2",
    "SELECT secret FROM hidden",
    "(SELECT secret FROM hidden)",
    "(SELECT raw FROM bureau_message)",
    "secret",
    "raw",
    "*",
    "id, name",
    "name AS x",
    "'a",
    "\"name",
    "\"nothing\"",
    "[name",
    "1) FROM clients WHERE :x = (1",
    "randomblob(3)",
    "EXISTS (SELECT 1 FROM sqlite_master)",
    "1) AS a, (2",
    "(WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n)",
    "name FROM clients",
    "1 LIMIT 1",
    "DISTINCT name",
    "?",
    "@x",
    "x'41'",
    "CAST (name AS BLOB)",
    ":a(')', (SELECT secret FROM hidden)) -- '",
    "max(id) OVER (",
    "(SELECT 1, 2)",
    "\xff",
  };
  g_autoptr (BureauGuard) guard = guard_fixture_guard ();

  for (gsize i = 0; i < G_N_ELEMENTS (expressions); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *value = evaluate (guard, "clients", 11, expressions[i], "{\"x\":1}", &error);

      if (value != NULL || error == NULL)
        g_error ("%s gave %s", expressions[i], value);
      g_assert_null (strstr (error->message, GUARD_CANARY));
    }
}

static void
test_check_expression (void)
{
  const char *const names[] = { "least", NULL };
  g_autoptr (BureauGuard) guard = guard_fixture_guard ();
  g_autoptr (GError) error = NULL;

  g_assert_true (bureau_guard_check_expression (guard, "projects", "fee > :least AND due < :today",
                                                names, NULL));
  g_assert_false (bureau_guard_check_expression (guard, "projects", "fee > :most", names, &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, ":most"));
  g_clear_error (&error);
  g_assert_false (bureau_guard_check_expression (guard, "nothing", "1", NULL, &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (bureau_guard_evaluate (guard, "clients", 99, "name", NULL, &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND);
}

/* What is open follows the schema, also under statements that were prepared before. */
static void
test_schema_change (void)
{
  g_autoptr (BureauGuard) guard = guard_fixture_guard ();
  g_autofree char *before = evaluate (guard, "messages", 31, "text", NULL, NULL);
  g_autofree char *after = NULL;
  g_autofree char *rows = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *handle = guard_fixture_open ();

  g_assert_cmpstr (before, ==, "\"How much is a fence?\"");
  guard_fixture_run (
      handle, "DROP VIEW messages; CREATE VIEW messages AS SELECT id, subject FROM bureau_message;"
              "CREATE TABLE tools (id INTEGER PRIMARY KEY, name TEXT, meta TEXT);"
              "INSERT INTO tools VALUES (81, 'saw', '{\"a\":[1,2]}');"
              "INSERT INTO bureau_collection VALUES (4, '', '', 'tools', 'Tools', '[]')");
  g_assert_null (evaluate (guard, "messages", 31, "text", NULL, &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (guard_fixture_query (
      guard, "WITH messages AS (SELECT text FROM bureau_message) SELECT text FROM messages", NULL,
      NULL));
  after = evaluate (guard, "tools", 81, "name", NULL, &error);
  g_assert_cmpstr (after, ==, "\"saw\"");
  rows = guard_fixture_query (guard, "SELECT e.value FROM tools t, json_each (t.meta, '$.a') e",
                              NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (rows, ==, "[[1],[2]]");
  guard_fixture_run (
      handle,
      "DELETE FROM bureau_collection WHERE name = 'tools'; DROP TABLE tools;"
      "DROP VIEW messages; CREATE VIEW messages AS SELECT id, created_at, updated_at, channel,"
      " source, sender_name, sender_address, reply_to, recipients, subject, sent_at, text, hidden,"
      " automatic, label, label_by, meta FROM bureau_message; PRAGMA wal_checkpoint (TRUNCATE)");
  g_assert_null (evaluate (guard, "tools", 81, "name", NULL, NULL));
  sqlite3_close (handle);
}

/* Microseconds that the processor worked for this thread; the clock on the wall counts other
 * programs too. */
static double
worked (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static void
test_speed (void)
{
  g_autoptr (BureauGuard) guard = guard_fixture_guard ();
  guint n = 20000;
  double start = worked ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (JsonNode) value = bureau_guard_evaluate (
          guard, "projects", 21, "fee > 100000 AND due IS NOT NULL", NULL, NULL);

      g_assert_cmpint (json_node_get_int (value), ==, 1);
    }
  g_test_message ("%.2f us for each expression", (worked () - start) / n);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/memory/guard/expressions", test_expressions);
  g_test_add_func ("/memory/guard/bad-expressions", test_bad_expressions);
  g_test_add_func ("/memory/guard/check-expression", test_check_expression);
  g_test_add_func ("/memory/guard/schema-change", test_schema_change);
  g_test_add_func ("/memory/guard/speed", test_speed);
  status = g_test_run ();
  guard_fixture_remove ();
  return status;
}
