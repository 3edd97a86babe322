/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "guard-bombs.h"
#include "guard-fixture.h"
#include "guard-hostile.h"
#include "guard-ordinary.h"

#include "base/error.h"
#include "base/json.h"

#include <pthread.h>
#include <string.h>
#include <time.h>

static gboolean
says (const char *message, const char *fragments)
{
  g_autofree char *small = g_ascii_strdown (message, -1);
  g_autofree char *wanted = g_ascii_strdown (fragments, -1);
  g_auto (GStrv) parts = g_strsplit (wanted, "|", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0' && strstr (small, parts[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* What a thread has worked, in microseconds: time in which others had the processor is not its
 * fault.
 */
static gint64
get_work (clockid_t clock)
{
  struct timespec spent;

  g_assert_cmpint (clock_gettime (clock, &spent), ==, 0);
  return spent.tv_sec * G_USEC_PER_SEC + spent.tv_nsec / 1000;
}

static void
test_hostile (void)
{
  g_autoptr (BureauGuard) guard = guard_fixture_guard ();
  g_autofree char *before = guard_fixture_digest ();
  g_autofree char *after = NULL;
  guint n_bad = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (guard_hostile); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 start = get_work (CLOCK_THREAD_CPUTIME_ID);
      g_autofree char *rows = guard_fixture_query (guard, guard_hostile[i].sql, NULL, &error);
      gint64 elapsed = get_work (CLOCK_THREAD_CPUTIME_ID) - start;
      const char *message = error != NULL ? error->message : "answered";
      g_autofree char *again = guard_fixture_query (guard, guard_hostile[i].sql, NULL, NULL);

      if (rows == NULL && again == NULL && says (message, guard_hostile[i].says)
          && strstr (message, GUARD_CANARY) == NULL && elapsed < 200 * 1000)
        continue;
      g_test_message ("%s -> %s %s (%" G_GINT64_FORMAT " us)", guard_hostile[i].sql, message, rows,
                      elapsed);
      n_bad++;
    }
  after = guard_fixture_digest ();
  g_test_message ("%u hostile statements, %u not refused by name",
                  (guint)G_N_ELEMENTS (guard_hostile), n_bad);
  g_assert_cmpuint (n_bad, ==, 0);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (G_N_ELEMENTS (guard_hostile), >=, 300);
}

static void
assert_answer (BureauGuard *guard, const char *sql, const char *params,
               const BureauGuardLimits *limits, const char *expected)
{
  g_autoptr (JsonObject) values = params != NULL ? bureau_json_parse_object (params, -1, NULL)
                                                 : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) result = bureau_guard_query (guard, sql, values, limits, &error);
  g_autofree char *rows = NULL;

  if (result == NULL)
    {
      g_assert_cmpstr (error->message, ==, expected);
      return;
    }
  rows = bureau_json_print_array (bureau_json_get_array (result, "rows"));
  g_assert_cmpstr (rows, ==, expected);
}

/* A statement that was prepared before runs behind the walls of each run: whose it is, how long,
 * how much, with which values. */
static void
test_again (void)
{
  static const char costly[] = "SELECT count(*) FROM events a, events b, events c, events d";
  static const char clients[] = "SELECT name FROM clients WHERE id = :id";
  static const char counted[] = "SELECT n FROM events ORDER BY n";
  const char *const projects[] = { "projects", NULL };
  const BureauGuardLimits short_time = { .deadline_ms = 50 };
  const BureauGuardLimits two_rows = { .max_rows = 2 };
  const BureauGuardLimits three_rows = { .max_rows = 3 };
  const BureauGuardLimits not_clients = { .collections = projects };
  g_autoptr (BureauGuard) guard = guard_fixture_guard ();

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (bureau_guard_query (guard, costly, NULL, &short_time, &error));
      g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT);
      assert_answer (guard, counted, NULL, &two_rows, "[[1],[2]]");
      assert_answer (guard, counted, NULL, &three_rows, "[[1],[2],[3]]");
      assert_answer (guard, clients, "{\"id\":11}", NULL, "[[\"Ada Hart\"]]");
      assert_answer (guard, clients, "{\"id\":12}", NULL, "[[\"Bo Lind\"]]");
      assert_answer (
          guard, clients, NULL, NULL,
          "The query asks for the parameter :id, which was not given; give it a value or "
          "leave it out.");
      assert_answer (guard, clients, "{\"id\":11}", &not_clients,
                     "clients is not open to queries; open are projects.");
    }
}

/* A statement that was prepared before reads what was written since, and ends with its table. */
static void
test_again_changed (void)
{
  static const char sql[] = "SELECT * FROM tools";
  g_autoptr (BureauGuard) guard = guard_fixture_guard ();
  sqlite3 *handle = guard_fixture_open ();

  guard_fixture_run (handle, "CREATE TABLE tools (id INTEGER PRIMARY KEY);"
                             "INSERT INTO bureau_collection VALUES (4, '', '', 'tools', 'T', '[]');"
                             "INSERT INTO tools VALUES (1)");
  assert_answer (guard, sql, NULL, NULL, "[[1]]");
  guard_fixture_run (handle, "INSERT INTO tools VALUES (2)");
  assert_answer (guard, sql, NULL, NULL, "[[1],[2]]");
  guard_fixture_run (handle, "ALTER TABLE tools ADD COLUMN name TEXT DEFAULT 'saw'");
  assert_answer (guard, sql, NULL, NULL, "[[1,\"saw\"],[2,\"saw\"]]");
  guard_fixture_run (handle, "DELETE FROM bureau_collection WHERE name = 'tools';"
                             "ALTER TABLE tools RENAME TO bureau_tools;"
                             "CREATE VIEW tools AS SELECT * FROM bureau_tools");
  assert_answer (guard, sql, NULL, NULL,
                 "tools is not open to queries; open are clients, events, projects, messages, "
                 "drafts, runs, usage, metric_fees.");
  guard_fixture_run (handle, "DROP VIEW tools; DROP TABLE bureau_tools;"
                             "PRAGMA wal_checkpoint (TRUNCATE)");
  sqlite3_close (handle);
}

static void
test_long_statement (void)
{
  g_autoptr (BureauGuard) guard = guard_fixture_guard ();
  g_autofree char *blanks = g_strnfill (9000, ' ');
  g_autofree char *sql = g_strconcat ("SELECT 1", blanks, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (guard_fixture_query (guard, sql, NULL, &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT);
}

/* What this thread works after a moment. */
typedef struct
{
  clockid_t clock;
  gint64 moment;
  gint64 before; /* what it had worked until then, in microseconds; -1: it was over by then */
  gboolean is_over;
  GMutex mutex;
  GCond ended;
  GThread *thread;
} Witness;

static gpointer
watch_thread (gpointer data)
{
  Witness *self = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  while (!self->is_over && g_cond_wait_until (&self->ended, &self->mutex, self->moment))
    ;
  if (!self->is_over)
    self->before = get_work (self->clock);
  return NULL;
}

static void
witness_start (Witness *self, gint64 deadline_ms)
{
  *self = (Witness){ .moment = g_get_monotonic_time () + deadline_ms * 1000, .before = -1 };
  g_assert_cmpint (pthread_getcpuclockid (pthread_self (), &self->clock), ==, 0);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->ended);
  self->thread = g_thread_new ("witness", watch_thread, self);
}

/* Returns: how many milliseconds it worked too long */
static gint64
witness_end (Witness *self)
{
  gint64 work = get_work (self->clock);

  g_mutex_lock (&self->mutex);
  self->is_over = TRUE;
  g_cond_signal (&self->ended);
  g_mutex_unlock (&self->mutex);
  g_thread_join (g_steal_pointer (&self->thread));
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->ended);
  return self->before >= 0 ? MAX (work - self->before, 0) / 1000 : 0;
}

static void
test_bombs (void)
{
  const BureauGuardLimits limits = { .deadline_ms = 200 };
  g_autoptr (BureauGuard) guard = guard_fixture_guard ();
  gint64 worst = 0;
  gint64 worst_memory = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (guard_bombs); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 memory = sqlite3_memory_highwater (TRUE);
      g_autoptr (JsonObject) result = NULL;
      Witness witness;
      gint64 late;

      witness_start (&witness, limits.deadline_ms);
      result = bureau_guard_query (guard, guard_bombs[i], NULL, &limits, &error);
      late = witness_end (&witness);
      memory = sqlite3_memory_highwater (FALSE);
      if (late > 200 || memory > 64 * 1024 * 1024)
        g_test_message ("%s: %" G_GINT64_FORMAT " ms late, %" G_GINT64_FORMAT " bytes: %s",
                        guard_bombs[i], late, memory, error != NULL ? error->message : "answered");
      worst = MAX (worst, late);
      worst_memory = MAX (worst_memory, memory);
    }
  g_test_message ("%u bombs: at most %" G_GINT64_FORMAT
                  " ms of work past the deadline, %" G_GINT64_FORMAT " MB of memory",
                  (guint)G_N_ELEMENTS (guard_bombs), worst, worst_memory / 1024 / 1024);
  g_assert_cmpint (worst, <=, 200);
  g_assert_cmpint (worst_memory, <=, 64 * 1024 * 1024);
}

static void
test_ordinary (void)
{
  g_autoptr (BureauGuard) guard = guard_fixture_guard ();

  for (gsize i = 0; i < G_N_ELEMENTS (guard_ordinary); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *rows = guard_fixture_query (guard, guard_ordinary[i].sql,
                                                   guard_ordinary[i].params, &error);

      g_test_message ("%s", guard_ordinary[i].sql);
      g_assert_no_error (error);
      g_assert_cmpstr (rows, ==, guard_ordinary[i].rows);
    }
}

static void
assert_fails (BureauGuard *guard, const char *sql, const char *params, BureauError code,
              const char *fragment)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *rows = guard_fixture_query (guard, sql, params, &error);

  g_assert_null (rows);
  g_assert_error (error, BUREAU_ERROR, (gint)code);
  if (strstr (error->message, fragment) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, fragment);
}

static void
test_messages (void)
{
  g_autoptr (BureauGuard) guard = guard_fixture_guard ();

  assert_fails (guard, "SELECT * FROM bureau_draft", NULL, BUREAU_ERROR_REFUSED,
                "bureau_draft is not open to queries; use drafts.");
  assert_fails (guard, "SELECT nmae FROM clients", NULL, BUREAU_ERROR_INVALID,
                "no such column: nmae; clients has id, created_at, updated_at, name, email, meta.");
  assert_fails (guard, "SELECT * FROM client", NULL, BUREAU_ERROR_INVALID,
                "no such table: client; open are clients, events, projects, messages, drafts, "
                "runs, usage, metric_fees.");
  assert_fails (guard, "SELECT :client", NULL, BUREAU_ERROR_INVALID, ":client");
  assert_fails (guard, "SELECT 1", "{\"client\":1}", BUREAU_ERROR_INVALID, ":client");
  assert_fails (guard, "SELECT randomblob (3)", NULL, BUREAU_ERROR_REFUSED, "randomblob()");
  assert_fails (guard, "SELECT count(*) FROM events a, events b, events c", NULL,
                BUREAU_ERROR_LIMIT, "too long");
}

static void
test_rows (void)
{
  const BureauGuardLimits limits = { .max_rows = 10 };
  g_autoptr (BureauGuard) guard = guard_fixture_guard ();
  g_autoptr (JsonObject) cut = bureau_guard_query (guard, "SELECT n, text FROM events", NULL,
                                                   &limits, NULL);
  g_autoptr (JsonObject) whole = bureau_guard_query (guard, "SELECT n FROM events LIMIT 10", NULL,
                                                     &limits, NULL);
  g_autoptr (JsonObject) usual = bureau_guard_query (guard, "SELECT a.n FROM events a, clients b",
                                                     NULL, NULL, NULL);

  g_assert_cmpuint (json_array_get_length (bureau_json_get_array (cut, "rows")), ==, 10);
  g_assert_cmpstr (json_array_get_string_element (bureau_json_get_array (cut, "columns"), 1), ==,
                   "text");
  g_assert_true (bureau_json_get_boolean (cut, "truncated"));
  g_assert_false (bureau_json_get_boolean (whole, "truncated"));
  g_assert_cmpuint (json_array_get_length (bureau_json_get_array (usual, "rows")), ==, 5000);
  g_assert_true (bureau_json_get_boolean (usual, "truncated"));
}

static void
test_collections (void)
{
  const char *const names[] = { "clients", "messages", NULL };
  const BureauGuardLimits limits = { .collections = names };
  g_autoptr (BureauGuard) guard = guard_fixture_guard ();
  static const char *const open[] = { "SELECT name FROM clients",
                                      "SELECT count(*) FROM messages, clients",
                                      "SELECT value FROM json_each ('[1]')" };
  static const char *const closed[]
      = { "SELECT title FROM projects",
          "SELECT count(*) FROM projects",
          "SELECT body FROM drafts",
          "SELECT count(*) FROM drafts",
          "SELECT * FROM metric_fees",
          "WITH clients AS (SELECT title FROM projects) SELECT * FROM clients",
          "SELECT name FROM clients WHERE id IN (SELECT client FROM projects)" };

  for (gsize i = 0; i < G_N_ELEMENTS (open); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (bureau_guard_check (guard, open[i], &limits, &error));
      g_assert_no_error (error);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (closed); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (bureau_guard_check (guard, closed[i], &limits, &error));
      g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED);
      g_assert_true (bureau_guard_check (guard, closed[i], NULL, NULL));
    }
}

typedef struct
{
  BureauGuard *guard;
  int is_over;
} Interrupt;

static gpointer
interrupt_until_over (gpointer data)
{
  Interrupt *interrupt = data;

  while (!g_atomic_int_get (&interrupt->is_over))
    {
      bureau_guard_interrupt (interrupt->guard);
      g_thread_yield ();
    }
  return NULL;
}

static void
test_interrupt (void)
{
  const BureauGuardLimits limits = { .deadline_ms = 60 * 1000 };
  g_autoptr (BureauGuard) guard = guard_fixture_guard ();
  g_autoptr (GError) error = NULL;
  Interrupt interrupt = { guard, 0 };
  GThread *thread = g_thread_new ("interrupt", interrupt_until_over, &interrupt);

  g_assert_null (bureau_guard_query (guard, "SELECT count(*) FROM events a, events b, events c",
                                     NULL, &limits, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_atomic_int_set (&interrupt.is_over, 1);
  g_thread_join (thread);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/memory/guard/hostile", test_hostile);
  g_test_add_func ("/memory/guard/again", test_again);
  g_test_add_func ("/memory/guard/again-changed", test_again_changed);
  g_test_add_func ("/memory/guard/long-statement", test_long_statement);
  g_test_add_func ("/memory/guard/bombs", test_bombs);
  g_test_add_func ("/memory/guard/ordinary", test_ordinary);
  g_test_add_func ("/memory/guard/messages", test_messages);
  g_test_add_func ("/memory/guard/rows", test_rows);
  g_test_add_func ("/memory/guard/collections", test_collections);
  g_test_add_func ("/memory/guard/interrupt", test_interrupt);
  status = g_test_run ();
  guard_fixture_remove ();
  return status;
}
