/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Views that a model writes of plain words: good, mended and hopeless answers, and what it is told.
 */
#include <string.h>

#include "agents/sample.h"
#include "base/json.h"
#include "memory/document.h"
#include "memory/request.h"
#include "models-fixture.h"

#define VIEW(id, sql)                                                                              \
  "{\"spec\":\"view/1\",\"id\":\"" id                                                              \
  "\",\"title\":\"By the model\",\"lang\":\"en\",\"params\":null,"                                 \
  "\"data\":[{\"id\":\"n\",\"rows\":\"one\",\"sql\":\"" sql "\",\"columns\":[{\"name\":\"n\","     \
  "\"type\":\"int\",\"label\":null}]}],\"layout\":[{\"row\":[\"m\"]}],\"elements\":[{\"id\":"      \
  "\"m\","                                                                                         \
  "\"type\":\"metric\",\"data\":\"n\",\"value\":\"n\",\"title\":\"All\"}],\"actions\":null}"
#define GOOD VIEW ("model-view", "SELECT count(*) AS n FROM projects")
#define WRONG VIEW ("model-view", "SELECT count(*) AS n FROM projcts")
#define HOSTILE VIEW ("model-view", "SELECT count(*) AS n FROM bureau_connection")

static void
script (Models *self, const char *answers)
{
  g_autofree char *text = g_strdup_printf ("{\"answers\":{\"view\":[%s]}}", answers);

  mock_models_control (&self->mock, text);
}

static void
set_up (Models *self, gconstpointer data)
{
  models_set_up (self, data);
  bench_set (&self->bench, "view_provider", "\"mock\"");
}

static JsonObject *
ask (Models *self, const char *args)
{
  g_autoptr (JsonObject) row = bench_ask (&self->bench, "ask", args);

  g_assert_cmpstr (bureau_json_get_string (row, "state"), ==, "done");
  return json_object_ref (bureau_json_get_object (row, "result"));
}

static char *
read_log (Models *self)
{
  g_autoptr (JsonObject) log = mock_models_ask (&self->mock, "GET", "/log", NULL);

  return bureau_json_print_object (log);
}

static const char *
get_id (JsonObject *answer)
{
  return bureau_json_get_string (bureau_json_get_object (answer, "view"), "id");
}

static void
test_good (Models *self, gconstpointer data)
{
  g_autoptr (JsonObject) answer = NULL;
  g_autofree char *log = NULL;

  script (self, GOOD);
  bench_add_inquiry (&self->bench, 1);
  bench_settle (&self->bench);
  models_set_price (self, "fine");
  answer = ask (self, "{\"words\":\"how many projects\"}");
  g_assert_cmpstr (bureau_json_get_string (answer, "kind"), ==, "proposal");
  g_assert_cmpstr (get_id (answer), ==, "model-view");
  g_assert_false (json_object_has_member (answer, "note"));
  bench_assert_text (&self->bench,
                     "SELECT origin || ' ' || level || ' ' || state FROM bureau_proposal",
                     "provider:mock operator open");
  bench_assert_number (&self->bench,
                       "SELECT count(*) FROM bureau_usage WHERE agent = 'director' AND state ="
                       " 'settled' AND cost > 0",
                       1);
  log = read_log (self);
  /* Columns, types and units; nothing that others wrote. */
  g_assert_nonnull (strstr (log, "budget_low"));
  g_assert_nonnull (strstr (log, "minor units"));
  g_assert_nonnull (strstr (strstr (log, "Write a view"), "how many projects"));
  g_assert_null (strstr (strstr (log, "Write a view"), "anna1@example.org"));
  g_assert_null (strstr (strstr (log, "Write a view"), "samples"));
}

/* What is wrong with a view is told, at most twice. */
static void
test_repaired (Models *self, gconstpointer data)
{
  g_autoptr (JsonObject) answer = NULL;
  g_autofree char *log = NULL;

  script (self, "\"I think a chart would be nice.\"," WRONG "," GOOD);
  answer = ask (self, "{\"words\":\"how many projects\"}");
  g_assert_cmpstr (get_id (answer), ==, "model-view");
  g_assert_false (json_object_has_member (answer, "note"));
  g_assert_cmpuint (models_count_requests (self), ==, 3);
  log = read_log (self);
  g_assert_nonnull (strstr (log, "not one JSON object"));
  g_assert_nonnull (strstr (log, "/data/0/sql: "));
  g_assert_nonnull (strstr (log, "projcts"));
}

/* Then the rules do what they can, and it is said. */
static void
test_hopeless (Models *self, gconstpointer data)
{
  g_autoptr (JsonObject) answer = NULL;
  g_autoptr (JsonObject) nothing = NULL;

  script (self, WRONG);
  answer = ask (self, "{\"words\":\"fees by client\"}");
  g_assert_cmpuint (models_count_requests (self), ==, 3);
  g_assert_cmpstr (bureau_json_get_string (answer, "kind"), ==, "proposal");
  g_assert_cmpstr (get_id (answer), ==, "fees-by-client");
  g_assert_nonnull (strstr (bureau_json_get_string (answer, "note"), "what the rules made"));
  g_assert_nonnull (strstr (bureau_json_get_string (answer, "failure"), "projcts"));
  nothing = ask (self, "{\"words\":\"asdf qwer\"}");
  g_assert_cmpstr (bureau_json_get_string (nothing, "kind"), ==, "answer");
  g_assert_cmpstr (bureau_json_get_string (nothing, "note"), ==,
                   "The model gave no view that can be shown.");
  bench_assert_text (&self->bench, "SELECT group_concat(origin) FROM bureau_proposal", "builtin");
}

/* A model that wants what is not open gets it no more than anybody. */
static void
test_hostile (Models *self, gconstpointer data)
{
  g_autoptr (JsonObject) answer = NULL;

  script (self, HOSTILE);
  answer = ask (self, "{\"words\":\"the connections\"}");
  g_assert_cmpstr (bureau_json_get_string (answer, "kind"), ==, "answer");
  bench_assert_number (&self->bench, "SELECT count(*) FROM bureau_proposal", 0);
}

/* A change keeps the name of what it changes; a new view takes none. */
static void
test_change (Models *self, gconstpointer data)
{
  g_autoptr (JsonObject) view = json_object_of (
      VIEW ("counted", "SELECT count(*) AS n FROM projects"));
  g_autoptr (JsonObject) changed = NULL;
  g_autofree char *log = NULL;

  await_ok (
      bureau_document_save (self->bench.workspace.memory, &operator_cause, "view", view, NULL));
  script (self, VIEW ("other", "SELECT count(*) AS n FROM inquiries") "," VIEW (
                    "counted", "SELECT count(*) AS n FROM inquiries"));
  changed = ask (self, "{\"words\":\"of inquiries instead\",\"view\":\"counted\"}");
  g_assert_cmpstr (get_id (changed), ==, "counted");
  g_assert_cmpuint (json_array_get_length (bureau_json_get_array (changed, "diff")), ==, 1);
  g_assert_cmpuint (models_count_requests (self), ==, 2);
  bench_assert_text (&self->bench, "SELECT target FROM bureau_proposal", "counted");
  log = read_log (self);
  g_assert_nonnull (strstr (log, "the id stays"));
}

/* “This” is the record that is open, and what is selected in the view that is: their ids, not what
 * stands in them. */
static void
test_this (Models *self, gconstpointer data)
{
  g_autoptr (JsonObject) view = json_object_of (
      "{\"spec\":\"view/"
      "1\",\"id\":\"ours\",\"title\":\"Ours\",\"params\":[{\"id\":\"who\",\"type\":"
      "\"record\",\"entity\":\"inquiries\",\"label\":\"Who\"}],\"data\":[],\"layout\":[],"
      "\"elements\":[]}");
  g_autoptr (JsonObject) answer = NULL;
  g_autofree char *id = NULL;
  g_autofree char *args = NULL;
  g_autofree char *log = NULL;

  await_ok (
      bureau_document_save (self->bench.workspace.memory, &operator_cause, "view", view, NULL));
  bench_add_inquiry (&self->bench, 1);
  bench_settle (&self->bench);
  script (self, GOOD);
  id = bench_text (&self->bench, "SELECT CAST(min(id) AS TEXT) FROM inquiries");
  args = g_strdup_printf ("{\"words\":\"projects of this\",\"opened_from\":{\"view\":\"ours\","
                          "\"params\":{\"who\":\"%s\"}}}",
                          id);
  answer = ask (self, args);
  g_assert_cmpstr (get_id (answer), ==, "model-view");
  log = read_log (self);
  g_assert_nonnull (strstr (strstr (log, "Write a view"), id));
}

/* A server that is not there, or no money for it: the rules answer. */
static void
test_unreachable (Models *self, gconstpointer data)
{
  g_autoptr (JsonObject) answer = NULL;

  bench_set (&self->bench, "view_provider", "\"nobody\"");
  answer = ask (self, "{\"words\":\"fees by client\"}");
  g_assert_cmpstr (get_id (answer), ==, "fees-by-client");
  g_assert_nonnull (strstr (bureau_json_get_string (answer, "failure"), "nobody"));
  g_assert_cmpuint (models_count_requests (self), ==, 0);
}

/* Taking it back ends the call; nothing is proposed any more. */
static void
test_cancel (Models *self, gconstpointer data)
{
  g_autoptr (JsonObject) args = json_object_of ("{\"words\":\"fees by client\"}");
  BureauMemory *memory = self->bench.workspace.memory;
  gint64 id;

  models_connect_mock (self, "stall=10");
  bench_start (&self->bench);
  id = await_id (bureau_request_ask (memory, &operator_cause, "ask", args));
  models_wait_for (self, "SELECT count(*) FROM bureau_usage WHERE state = 'reserved'", 1);
  await_ok (bureau_request_withdraw (memory, &operator_cause, id, "Taken back"));
  models_wait_for (self, "SELECT count(*) FROM bureau_usage WHERE state = 'reserved'", 0);
  bench_assert_number (&self->bench, "SELECT count(*) FROM bureau_proposal", 0);
  bench_assert_text (&self->bench, "SELECT state FROM bureau_request", "refused");
  bench_stop (&self->bench);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/agents/direct-models/" name, Models, NULL, set_up, func, models_tear_down)

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_setenv ("BUREAU_SECRET_MOCK", "s3cret", TRUE);
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  ADD ("good", test_good);
  ADD ("repaired", test_repaired);
  ADD ("hopeless", test_hopeless);
  ADD ("hostile", test_hostile);
  ADD ("change", test_change);
  ADD ("this", test_this);
  ADD ("unreachable", test_unreachable);
  ADD ("cancel", test_cancel);
  return g_test_run ();
}
