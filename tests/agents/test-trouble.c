/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the engine cannot do though nobody asked for it becomes a row that stays. */
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>

#include "base/json.h"
#include "engine-fixture.h"
#include "memory/connection.h"
#include "memory/draft.h"
#include "memory/presence.h"
#include "memory/request.h"

#define TOLD "SELECT count(*) FROM bureau_request WHERE \"by\" = 'system' AND state = 'failed'"

/* As another program would: what it changes was not checked. */
static void
change_file (Bench *self, const char *sql)
{
  sqlite3 *handle = NULL;
  char *said = NULL;

  g_assert_cmpint (sqlite3_open_v2 (self->workspace.path, &handle, SQLITE_OPEN_READWRITE, NULL), ==,
                   SQLITE_OK);
  sqlite3_busy_timeout (handle, 60000);
  sqlite3_exec (handle, sql, NULL, NULL, &said);
  g_assert_cmpstr (said, ==, NULL);
  sqlite3_close (handle);
}

static void
wait_for (Bench *self, const char *sql)
{
  while (bench_number (self, sql) == 0)
    g_main_context_iteration (NULL, TRUE);
}

/* The disk takes nothing more, or does again. */
static void
limit_disk (gboolean is_full)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = is_full ? 1 : limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* A full disk is said while it lasts; once there is room it is written down and work goes on. */
static void
test_sending (Bench *self, gconstpointer data)
{
  BureauMemory *memory = self->workspace.memory;

  bench_set (self, "undo_seconds", "1");
  bench_add_inquiry (self, 1);
  bench_settle (self);
  await_id (bureau_draft_approve (memory, &operator_cause,
                                  bench_number (self, "SELECT id FROM bureau_draft"), NULL));
  limit_disk (TRUE);
  while (bureau_presence_get_trouble (memory) == NULL)
    g_main_context_iteration (NULL, TRUE);
  bench_assert_number (self, TOLD, 0);
  limit_disk (FALSE);
  wait_for (self, "SELECT count(*) FROM bureau_delivery WHERE state = 'queued'");
  wait_for (self, TOLD " AND kind IN ('deliver', 'work') AND error LIKE 'Could not save%'");
  bench_settle (self);
  g_assert_cmpstr (bureau_presence_get_trouble (memory), ==, NULL);
}

/* What can never be written is parked with its cause, not worked out again and again. */
static void
test_run (Bench *self, gconstpointer data)
{
  change_file (self, "CREATE TRIGGER refuse BEFORE UPDATE ON bureau_run WHEN new.state = 'done'"
                     " BEGIN SELECT raise(ABORT, 'not here'); END");
  bench_add_inquiry (self, 1);
  bench_settle (self);
  bench_assert_text (self, "SELECT group_concat(state || ': ' || error) FROM bureau_run",
                     "parked: The workspace refused this: not here.");
  bench_assert_number (self, "SELECT count(*) FROM bureau_run WHERE advice LIKE '%retry%'", 1);
}

/* An answer that cannot be stored is told of beside the request, which still waits for it. */
static void
test_request (Bench *self, gconstpointer data)
{
  g_autoptr (JsonObject) args = json_object_of ("{\"files\":[\"/nowhere.csv\"]}");

  change_file (self, "CREATE TRIGGER refuse BEFORE UPDATE ON bureau_request"
                     " BEGIN SELECT raise(ABORT, 'not here'); END");
  bench_start (self);
  await_id (bureau_request_ask (self->workspace.memory, &operator_cause, "import", args));
  wait_for (self, TOLD " AND kind = 'keep-answer' AND error LIKE '%not here%'");
  bench_assert_number (self, "SELECT count(*) FROM bureau_request WHERE state = 'asked'", 1);
  g_assert_nonnull (bureau_presence_get_trouble (self->workspace.memory));
  change_file (self, "DROP TRIGGER refuse");
  bench_settle (self);
  bench_assert_number (self, "SELECT count(*) FROM bureau_request WHERE state = 'asked'", 0);
  g_assert_cmpstr (bureau_presence_get_trouble (self->workspace.memory), ==, NULL);
}

/* A document that nobody can read is told of once, and is no news any more once it can be read. */
static void
test_document (Bench *self, gconstpointer data)
{
  static const char told[] = TOLD " AND kind = 'read-document' AND args ->> 'file' = 'reading'"
                                  " AND error LIKE 'The workflow “reading” cannot be read%'";
  static const char lasting[] = "SELECT count(*) FROM bureau_scratch"
                                " WHERE key = 'skipped:workflow:reading'";

  change_file (self, "UPDATE bureau_document SET body = '{\"workflow\":\"reading\"}'"
                     " WHERE name = 'reading'");
  bench_start (self);
  wait_for (self, told);
  bench_assert_number (self, lasting, 1);
  bench_reopen (self);
  bench_settle (self);
  bench_assert_number (self, told, 1);
  bench_stop (self);
  change_file (self, "UPDATE bureau_document SET body = (SELECT v.body FROM bureau_document_version"
                     " v WHERE v.document = bureau_document.id) WHERE name = 'reading'");
  bench_start (self);
  wait_for (self, "SELECT NOT EXISTS (SELECT 1 FROM bureau_scratch WHERE key GLOB 'skipped:*')");
  bench_assert_number (self, told, 1);
}

/* Where that cannot be stored now, it is told once it can. */
static void
test_document_later (Bench *self, gconstpointer data)
{
  BureauMemory *memory = self->workspace.memory;

  change_file (self, "UPDATE bureau_document SET body = '{\"workflow\":\"reading\"}'"
                     " WHERE name = 'reading'");
  change_file (self, "CREATE TRIGGER refuse BEFORE INSERT ON bureau_scratch"
                     " WHEN new.key GLOB 'skipped:*' BEGIN SELECT raise(ABORT, 'not here'); END");
  bench_start (self);
  while (bureau_presence_get_trouble (memory) == NULL)
    g_main_context_iteration (NULL, TRUE);
  change_file (self, "DROP TRIGGER refuse");
  wait_for (self, TOLD " AND kind = 'read-document'");
  bench_settle (self);
  g_assert_cmpstr (bureau_presence_get_trouble (memory), ==, NULL);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/agents/trouble/" name, Bench, NULL, bench_set_up_lead_intake, func, bench_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* A write beyond the limit is an error here, not the end of the program. */
  signal (SIGXFSZ, SIG_IGN);
  ADD ("sending", test_sending);
  ADD ("run", test_run);
  ADD ("request", test_request);
  ADD ("document", test_document);
  ADD ("document-later", test_document_later);

  return g_test_run ();
}
