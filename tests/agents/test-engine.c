/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "engine-fixture.h"
#include "memory/record.h"

/* A message goes through three workflows that hand over by the record. */
static void
test_hand_over (Bench *self, gconstpointer data)
{
  bench_add_inquiry (self, 1);
  bench_settle (self);

  bench_assert_text (self, "SELECT label FROM bureau_message", "inquiry");
  bench_assert_text (self, "SELECT group_concat(coalesce(error, state)) FROM bureau_run",
                     "done,done,done");
  bench_assert_text (self, "SELECT state || ' ' || contact FROM inquiries", "read Anna Pelaaamann");
  bench_assert_text (self, "SELECT state FROM bureau_draft", "drafted");
  bench_assert_text (self, "SELECT json_extract(\"to\", '$[0].address') FROM bureau_draft",
                     "anna1@example.org");
  bench_assert_text (self, "SELECT in_reply_to FROM bureau_draft", "m1@example.org");
  bench_assert_number (self, "SELECT count(*) FROM bureau_step WHERE state = 'done'", 6);
  bench_assert_number (self, "SELECT max(depth) FROM bureau_run", 2);
  bench_assert_number (self, "SELECT count(*) FROM bureau_usage", 3);
}

/* A trigger fires when its condition becomes true, not each time it is. */
static void
test_becomes_true_once (Bench *self, gconstpointer data)
{
  gint64 note;
  g_autoptr (JsonObject) open = json_object_of ("{\"state\":\"open\"}");
  g_autoptr (JsonObject) more = json_object_of ("{\"text\":\"more\"}");
  g_autoptr (JsonObject) shut = json_object_of ("{\"state\":\"shut\"}");
  JsonObject *const changes[] = { open, more, shut, open };
  static const gint64 runs[] = { 1, 1, 1, 2 };

  bench_install (self,
                 BENCH_NOTES ("{\"workflow\":\"opened\",\"on\":{\"record\":\"notes\",\"where\":"
                              "\"state = 'open'\"},\"steps\":[{\"id\":\"mark\",\"do\":\"update\","
                              "\"record\":\"record\",\"set\":{\"n\":\"coalesce(n, 0) + 1\"}}]}"));
  note = bench_add_record (self, "notes", "{\"text\":\"one\"}");
  bench_settle (self);
  bench_assert_number (self, "SELECT count(*) FROM bureau_run", 0);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      await_ok (
          bureau_record_set (self->workspace.memory, &operator_cause, "notes", note, changes[i]));
      bench_settle (self);
      bench_assert_number (self, "SELECT count(*) FROM bureau_run", runs[i]);
    }
  bench_assert_number (self, "SELECT n FROM notes", 2);
}

/* What was written while no engine ran starts the same runs, and none twice. */
static void
test_written_without_engine (Bench *self, gconstpointer data)
{
  bench_install (self,
                 BENCH_NOTES ("{\"workflow\":\"added\",\"on\":{\"record\":\"notes\",\"when\":"
                              "\"added\"},\"steps\":[{\"id\":\"mark\",\"do\":\"update\",\"record\":"
                              "\"record\",\"set\":{\"n\":\"1\"}}]}"));
  bench_settle (self);
  bench_reopen (self);
  bench_add_record (self, "notes", "{\"text\":\"one\"}");
  bench_settle (self);
  bench_assert_number (self, "SELECT count(*) FROM bureau_run WHERE state = 'done'", 1);
  bench_reopen (self);
  bench_settle (self);
  bench_assert_number (self, "SELECT count(*) FROM bureau_run", 1);
}

static void
test_deep_chain_parks (Bench *self, gconstpointer data)
{
  bench_install (self,
                 BENCH_NOTES ("{\"workflow\":\"circle\",\"on\":{\"record\":\"notes\",\"when\":"
                              "\"changed\"},\"steps\":[{\"id\":\"on\",\"do\":\"update\",\"record\":"
                              "\"record\",\"set\":{\"n\":\"coalesce(n, 0) + 1\"}}]}"));
  gint64 note = bench_add_record (self, "notes", "{\"n\":0}");
  g_autoptr (JsonObject) change = json_object_of ("{\"n\":1}");

  await_ok (bureau_record_set (self->workspace.memory, &operator_cause, "notes", note, change));
  bench_settle (self);

  bench_assert_number (self, "SELECT count(*) FROM bureau_run WHERE state = 'done'", 9);
  bench_assert_number (self,
                       "SELECT count(*) FROM bureau_run WHERE state = 'parked' AND depth = 9"
                       " AND error IS NOT NULL AND advice IS NOT NULL",
                       1);
}

static void
test_ask_and_answer (Bench *self, gconstpointer data)
{
  g_autoptr (JsonObject) answer = NULL;
  g_autofree char *args = NULL;

  bench_install (self,
                 BENCH_NOTES ("{\"workflow\":\"asking\",\"on\":{\"record\":\"notes\",\"when\":"
                              "\"added\"},\"steps\":[{\"id\":\"q\",\"do\":\"ask\",\"question\":"
                              "\"Shall we?\",\"choices\":[\"yes\",\"no\"]},{\"id\":\"put\",\"do\":"
                              "\"update\",\"record\":\"record\",\"with\":{\"a\":\"q.answer\"},"
                              "\"set\":{\"state\":\":a\"}}]}"));
  bench_add_record (self, "notes", "{\"text\":\"one\"}");
  bench_settle (self);
  bench_assert_text (self, "SELECT state FROM bureau_run", "waiting");
  bench_assert_text (self, "SELECT text FROM bureau_question WHERE state = 'open'", "Shall we?");

  args = g_strdup_printf ("{\"question\":\"%" G_GINT64_FORMAT "\",\"answer\":\"yes\"}",
                          bench_number (self, "SELECT id FROM bureau_question"));
  answer = bench_ask (self, "answer", args);
  g_assert_cmpstr (bureau_json_get_string (answer, "state"), ==, "done");
  bench_assert_text (self, "SELECT coalesce(error, state) FROM bureau_run", "done");
  bench_assert_text (self, "SELECT state FROM notes", "yes");
}

static gboolean
let_time_pass (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  bureau_transaction_add_fact (transaction, "bureau_run", 0, "test");

  return bureau_database_script (bureau_transaction_get_database (transaction),
                                 "UPDATE bureau_run SET not_before = '2020-01-01T00:00:00.000Z'"
                                 " WHERE not_before IS NOT NULL;"
                                 "UPDATE bureau_step SET not_before = '2020-01-01T00:00:00.000Z'"
                                 " WHERE not_before IS NOT NULL;",
                                 error);
}

static void
pass_time (Bench *self)
{
  await_ok (
      bureau_memory_write (self->workspace.memory, &operator_cause, let_time_pass, NULL, NULL));
  bench_settle (self);
}

static void
test_wait (Bench *self, gconstpointer data)
{
  bench_install (self,
                 BENCH_NOTES ("{\"workflow\":\"later\",\"on\":{\"record\":\"notes\",\"when\":"
                              "\"added\"},\"steps\":[{\"id\":\"rest\",\"do\":\"wait\",\"days\":3},"
                              "{\"id\":\"put\",\"do\":\"update\",\"record\":\"record\",\"set\":"
                              "{\"state\":\"'woken'\"}}]}"));
  bench_add_record (self, "notes", "{\"text\":\"one\"}");
  bench_settle (self);
  bench_assert_text (self, "SELECT state FROM bureau_run", "waiting");
  bench_assert_number (self,
                       "SELECT round(julianday(not_before) - julianday('now')) FROM bureau_run", 3);
  pass_time (self);
  bench_assert_text (self, "SELECT state FROM bureau_run", "done");
  bench_assert_text (self, "SELECT state FROM notes", "woken");
}

static void
test_cancel_while_waiting (Bench *self, gconstpointer data)
{
  g_autoptr (JsonObject) answer = NULL;
  g_autofree char *args = NULL;

  bench_install (self,
                 BENCH_NOTES ("{\"workflow\":\"later\",\"on\":{\"record\":\"notes\",\"when\":"
                              "\"added\"},\"steps\":[{\"id\":\"rest\",\"do\":\"wait\",\"days\":3}]"
                              "}"));
  bench_add_record (self, "notes", "{\"text\":\"one\"}");
  bench_settle (self);
  args = g_strdup_printf ("{\"run\":\"%" G_GINT64_FORMAT "\"}",
                          bench_number (self, "SELECT id FROM bureau_run"));
  answer = bench_ask (self, "cancel", args);
  g_assert_cmpstr (bureau_json_get_string (answer, "state"), ==, "done");
  bench_assert_text (self, "SELECT state FROM bureau_run", "cancelled");
  g_clear_pointer (&answer, json_object_unref);
  answer = bench_ask (self, "cancel", args);
  g_assert_cmpstr (bureau_json_get_string (answer, "state"), ==, "refused");
}

static void
test_start_another (Bench *self, gconstpointer data)
{
  bench_install (self,
                 BENCH_NOTES ("{\"workflow\":\"second\",\"on\":{\"hand\":\"notes\"},\"steps\":["
                              "{\"id\":\"put\",\"do\":\"update\",\"record\":\"record\",\"set\":"
                              "{\"state\":\"'second'\"}}]},{\"workflow\":\"first\",\"on\":{"
                              "\"record\":\"notes\",\"when\":\"added\"},\"steps\":[{\"id\":\"go\","
                              "\"do\":\"start\",\"workflow\":\"second\",\"record\":\"record\"}]}"));
  bench_add_record (self, "notes", "{\"text\":\"one\"}");
  bench_settle (self);
  bench_assert_text (self,
                     "SELECT group_concat(workflow || ' ' || depth || ' ' || state)"
                     " FROM bureau_run",
                     "first 0 done,second 1 done");
  bench_assert_text (self, "SELECT state FROM notes", "second");
}

static void
test_run_by_hand (Bench *self, gconstpointer data)
{
  g_autoptr (JsonObject) answer = NULL, refusal = NULL;
  g_autofree char *args = NULL;

  bench_install (self,
                 BENCH_NOTES ("{\"workflow\":\"hand\",\"on\":{\"hand\":\"notes\"},\"steps\":["
                              "{\"id\":\"put\",\"do\":\"update\",\"record\":\"record\",\"if\":"
                              "\"n > 1\",\"set\":{\"state\":\"'by hand'\"}}]}"));
  args = g_strdup_printf ("{\"workflow\":\"hand\",\"record\":\"%" G_GINT64_FORMAT "\"}",
                          bench_add_record (self, "notes", "{\"n\":2}"));
  answer = bench_ask (self, "run", args);
  g_assert_cmpstr (bureau_json_get_string (answer, "state"), ==, "done");
  bench_assert_text (self, "SELECT state FROM notes", "by hand");

  refusal = bench_ask (self, "run", "{\"workflow\":\"nothing\"}");
  g_assert_cmpstr (bureau_json_get_string (refusal, "state"), ==, "refused");
}

static gboolean
make_old (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "UPDATE bureau_request SET created_at = '2026-01-01T00:00:00.000Z'",
                              "");
}

static gint64
count_started (Bench *self, const char *args)
{
  g_autoptr (JsonObject) answer = bench_ask (self, "run", args);

  g_assert_cmpstr (bureau_json_get_string (answer, "state"), ==, "done");
  return bench_number (self, "SELECT count(*) FROM bureau_run");
}

/* Two clicks are one wish, as long as they are of the same and near to one another. */
static void
test_run_twice (Bench *self, gconstpointer data)
{
  const BureauCause cause = { "system", "test" };

  bench_install (self, BENCH_NOTES ("{\"workflow\":\"hand\",\"on\":{\"hand\":true},\"steps\":["
                                    "{\"id\":\"look\",\"do\":\"query\",\"sql\":\"SELECT 1\"}]}"));
  g_assert_cmpint (count_started (self, "{\"workflow\":\"hand\",\"key\":\"a\"}"), ==, 1);
  g_assert_cmpint (count_started (self, "{\"workflow\":\"hand\",\"key\":\"a\"}"), ==, 1);
  bench_assert_number (self, "SELECT count(DISTINCT result ->> '$.run') FROM bureau_request", 1);
  g_assert_cmpint (count_started (self, "{\"workflow\":\"hand\",\"key\":\"b\"}"), ==, 2);
  g_assert_cmpint (count_started (self, "{\"workflow\":\"hand\"}"), ==, 3);
  await_ok (bureau_memory_write (self->workspace.memory, &cause, make_old, NULL, NULL));
  g_assert_cmpint (count_started (self, "{\"workflow\":\"hand\",\"key\":\"a\"}"), ==, 4);
}

/* What cannot help itself is parked with cause and advice; retry goes on at that step. */
static void
test_park_and_retry (Bench *self, gconstpointer data)
{
  g_autoptr (JsonObject) answer = NULL;
  g_autofree char *args = NULL;

  bench_install (self,
                 BENCH_NOTES ("{\"workflow\":\"lost\",\"on\":{\"record\":\"notes\",\"when\":"
                              "\"added\"},\"steps\":[{\"id\":\"a\",\"do\":\"update\",\"record\":"
                              "\"record\",\"set\":{\"n\":\"coalesce(n, 0) + 1\"}},{\"id\":\"b\","
                              "\"do\":\"decide\",\"agent\":\"lost\",\"question\":\"?\",\"choices\":"
                              "[\"yes\",\"no\"]}]}"));
  bench_add_record (self, "notes", "{\"text\":\"one\"}");
  bench_settle (self);
  bench_assert_text (self, "SELECT state FROM bureau_run", "parked");
  bench_assert_number (self, "SELECT error LIKE '%nowhere%' AND advice IS NOT NULL FROM bureau_run",
                       1);
  bench_assert_text (self, "SELECT group_concat(state) FROM bureau_step", "done,parked");

  args = g_strdup_printf ("{\"run\":\"%" G_GINT64_FORMAT "\"}",
                          bench_number (self, "SELECT id FROM bureau_run"));
  answer = bench_ask (self, "retry", args);
  g_assert_cmpstr (bureau_json_get_string (answer, "state"), ==, "done");
  bench_assert_text (self, "SELECT state FROM bureau_run", "parked");
  bench_assert_number (self, "SELECT n FROM notes", 1);
}

/* However many wait, only so many work at once. */
static void
test_concurrency (Bench *self, gconstpointer data)
{
  bench_set (self, "engine_concurrency", "2");
  for (guint i = 0; i < 20; i++)
    bench_add_inquiry (self, i);
  bench_settle (self);
  bench_assert_number (self, "SELECT count(*) FROM bureau_run WHERE state = 'done'", 60);
  bench_assert_number (self, "SELECT count(*) FROM bureau_draft", 20);
}

/* Every turn may bring another catalog; who looked into the one before keeps it while they wait. */
static void
test_catalog_replaced (Bench *self, gconstpointer data)
{
  const guint n = 6;

  bench_start (self);
  for (guint i = 1; i <= n; i++)
    bench_feed_inquiry (self, i);
  for (guint i = 0; bench_number (self, "SELECT count(*) FROM bureau_draft") < n; i++)
    bench_set (self, "firm", i % 2 == 0 ? "\"Even\"" : "\"Odd\"");
  bench_settle (self);
  bench_assert_number (self, "SELECT count(*) FROM bureau_run WHERE state <> 'done'", 0);
}

#define ADD(name, set_up, func)                                                                    \
  g_test_add ("/agents/engine/" name, Bench, NULL, set_up, func, bench_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("hand-over", bench_set_up_lead_intake, test_hand_over);
  ADD ("becomes-true-once", bench_set_up, test_becomes_true_once);
  ADD ("without-engine", bench_set_up, test_written_without_engine);
  ADD ("deep-chain", bench_set_up, test_deep_chain_parks);
  ADD ("ask", bench_set_up, test_ask_and_answer);
  ADD ("wait", bench_set_up, test_wait);
  ADD ("cancel", bench_set_up, test_cancel_while_waiting);
  ADD ("start", bench_set_up, test_start_another);
  ADD ("by-hand", bench_set_up, test_run_by_hand);
  ADD ("by-hand-twice", bench_set_up, test_run_twice);
  ADD ("catalog-replaced", bench_set_up_lead_intake, test_catalog_replaced);
  ADD ("park-and-retry", bench_set_up, test_park_and_retry);
  ADD ("concurrency", bench_set_up_lead_intake, test_concurrency);

  return g_test_run ();
}
