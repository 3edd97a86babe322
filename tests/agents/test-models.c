/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Agents that ask a language model: what becomes of its answers, and what they cost. */
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "memory/request.h"
#include "models-fixture.h"

/* Message, record and draft, all by the model. */
static void
test_loop (Models *self, gconstpointer data)
{
  Bench *bench = &self->bench;

  bench_add_inquiry (bench, 1);
  bench_settle (bench);

  bench_assert_text (bench, "SELECT group_concat(coalesce(error, state)) FROM bureau_run",
                     "done,done,done");
  bench_assert_text (bench,
                     "SELECT contact || ', ' || budget_low || ' ' || currency FROM inquiries",
                     "Anna, 400000 EUR");
  bench_assert_text (bench, "SELECT json_extract(meta, '$.season') FROM inquiries", "winter");
  bench_assert_text (bench, "SELECT body FROM bureau_draft", "Dear Anna,\nthank you. Grüße 😀");
  bench_assert_text (bench, "SELECT json_extract(\"to\", '$[0].address') FROM bureau_draft",
                     "anna1@example.org");
  /* What the model says it read and the message does not say is marked. */
  bench_assert_number (bench,
                       "SELECT json_type(fields, '$.company') = 'null' AND"
                       " json_type(fields, '$.contact') = 'array' FROM bureau_evidence",
                       1);
  bench_assert_number (bench,
                       "SELECT count(*) FROM bureau_usage WHERE state = 'settled' AND provider ="
                       " 'mock' AND model = 'fine' AND input_tokens > 0 AND output_tokens > 0",
                       3);
  g_assert_cmpuint (models_count_requests (self), ==, 3);
  models_wait_for (self, "SELECT count(*) FROM bureau_scratch WHERE key LIKE 'reply:%'", 0);
}

/* A person's instructions go along; a recipient cannot be answered. */
static void
test_words (Models *self, gconstpointer data)
{
  g_autoptr (JsonObject) log = NULL;
  g_autofree char *text = NULL;

  bench_add_inquiry (&self->bench, 1);
  bench_settle (&self->bench);
  log = mock_models_ask (&self->mock, "GET", "/log", NULL);
  text = bureau_json_print_object (log);
  g_assert_nonnull (strstr (text, "You read what people write to a design studio"));
  g_assert_nonnull (strstr (text, "budget_low"));
  g_assert_nonnull (strstr (text, "anna1@example.org"));
  g_assert_null (strstr (text, "\"recipient\""));
}

static void
test_repair (Models *self, gconstpointer data)
{
  g_autoptr (JsonObject) log = NULL;
  g_autofree char *text = NULL;

  mock_models_control (
      &self->mock, "{\"answers\":{\"classify\":[{\"label\":\"whatever\"},{\"label\":\"other\"}]}}");
  bench_add_inquiry (&self->bench, 1);
  bench_settle (&self->bench);

  bench_assert_text (&self->bench, "SELECT label FROM bureau_message", "other");
  g_assert_cmpuint (models_count_requests (self), ==, 2);
  bench_assert_number (&self->bench, "SELECT count(*) FROM bureau_usage", 2);
  log = mock_models_ask (&self->mock, "GET", "/log", NULL);
  text = bureau_json_print_object (log);
  g_assert_nonnull (strstr (text, "the answer.label is not one of the values"));
}

/* What cannot be mended waits for a person, who can read it. */
static void
test_parked (Models *self, gconstpointer data)
{
  mock_models_control (&self->mock, "{\"answers\":{\"classify\":[\"I would rather not say.\"]}}");
  bench_add_inquiry (&self->bench, 1);
  bench_settle (&self->bench);

  bench_assert_text (&self->bench, "SELECT state FROM bureau_run", "parked");
  bench_assert_text (&self->bench, "SELECT json_extract(output, '$.raw') FROM bureau_step",
                     "I would rather not say.");
  bench_assert_number (&self->bench,
                       "SELECT error LIKE '%not one JSON object%' AND advice <> '' FROM bureau_run",
                       1);
  g_assert_cmpuint (models_count_requests (self), ==, 2);
  bench_assert_number (&self->bench, "SELECT count(*) FROM bureau_usage WHERE state = 'settled'",
                       2);
}

/* An answer that breaks off is asked again, and what it may have cost is counted. */
static void
test_cut (Models *self, gconstpointer data)
{
  models_connect_mock (self, "cut=300;times=1");
  models_set_price (self, "cut=300;times=1");
  bench_add_inquiry (&self->bench, 1);
  bench_settle (&self->bench);

  bench_assert_text (&self->bench, "SELECT group_concat(coalesce(error, state)) FROM bureau_run",
                     "done,done,done");
  bench_assert_number (&self->bench, "SELECT count(*) FROM bureau_usage", 4);
  bench_assert_number (&self->bench,
                       "SELECT count(*) FROM bureau_usage WHERE state = 'unknown' AND"
                       " cost = reserved AND cost > 100000",
                       1);
  bench_assert_number (
      &self->bench, "SELECT sum(cost) = (SELECT sum(cost) FROM bureau_run) FROM bureau_usage", 1);
}

static void
test_missing_usage (Models *self, gconstpointer data)
{
  models_connect_mock (self, "nousage");
  models_set_price (self, "nousage");
  bench_add_inquiry (&self->bench, 1);
  bench_settle (&self->bench);

  bench_assert_number (&self->bench,
                       "SELECT count(*) FROM bureau_usage WHERE state = 'unknown' AND"
                       " cost = reserved AND cost > 100000",
                       3);
}

/* Not a question is asked that might pass the limit. */
static void
test_budget (Models *self, gconstpointer data)
{
  models_set_price (self, "fine");
  bench_set (&self->bench, "budget_per_month", "10");
  bench_add_inquiry (&self->bench, 1);
  bench_settle (&self->bench);
  bench_assert_text (&self->bench, "SELECT state FROM bureau_run", "parked");
  bench_assert_number (&self->bench,
                       "SELECT error LIKE 'The next answer may cost up to%'"
                       " FROM bureau_run",
                       1);
  g_assert_cmpuint (models_count_requests (self), ==, 0);

  /* Less than what is set aside for all that is asked at once: those wait for each other. */
  bench_set (&self->bench, "budget_per_month", "60");
  for (guint i = 2; i < 12; i++)
    bench_add_inquiry (&self->bench, i);
  bench_settle (&self->bench);
  bench_assert_number (&self->bench,
                       "SELECT sum(iif(state = 'settled', cost, reserved)) BETWEEN 1 AND 600000"
                       " FROM bureau_usage",
                       1);
  /* What the limit before had stopped goes on, too. */
  bench_assert_number (&self->bench, "SELECT count(*) FROM bureau_run WHERE state = 'parked'", 0);
}

static void
test_agent_budget (Models *self, gconstpointer data)
{
  models_change_agent (self, "intake", "budget", "{\"per_run\":1}");
  models_set_price (self, "fine");
  bench_add_inquiry (&self->bench, 1);
  bench_settle (&self->bench);
  bench_assert_number (&self->bench,
                       "SELECT error LIKE 'The next answer may cost up to%' FROM bureau_run", 1);
  g_assert_cmpuint (models_count_requests (self), ==, 0);
}

/* A server that wants to be left alone is, and no attempt is lost to one that fails for everybody.
 */
static void
test_waits (Models *self, gconstpointer data)
{
  models_connect_mock (self, "status=503;retry_after=3600");
  for (guint i = 1; i <= 8; i++)
    bench_add_inquiry (&self->bench, i);
  bench_start (&self->bench);
  models_wait_for (
      self, "SELECT count(*) FROM bureau_run WHERE state = 'queued' AND not_before IS NOT NULL", 8);
  g_assert_cmpuint (models_count_requests (self), <=, 8);
  bench_assert_number (&self->bench,
                       "SELECT count(*) FROM bureau_step WHERE attempt = 1 AND not_before >"
                       " strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '+50 minutes')",
                       models_count_requests (self));
  bench_assert_number (&self->bench,
                       "SELECT count(*) FROM bureau_step WHERE attempt = 0 AND not_before <"
                       " strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '+1 minutes')",
                       8 - models_count_requests (self));
}

/* What comes is shown while it comes; cancelling keeps it as the part that it is. */
static void
test_growing (Models *self, gconstpointer data)
{
  Bench *bench = &self->bench;

  models_set_provider (self, "intake", "builtin");
  models_connect_mock (self, "stall=1100");
  mock_models_control (
      &self->mock, "{\"answers\":{\"draft\":[{\"subject\":\"Yours\",\"body\":\"Dear Anna, this is "
                   "a long letter that goes on and on, and on, and on, and never ends.\"}]}}");
  bench_add_inquiry (bench, 1);
  bench_start (bench);
  models_wait_for (self,
                   "SELECT count(*) FROM bureau_scratch WHERE key LIKE 'reply:%:reply' AND"
                   " json_extract(value, '$.text') LIKE 'Dear Anna, %'",
                   1);
  bench_assert_number (bench, "SELECT count(*) FROM bureau_draft", 0);

  g_autofree char *args = bench_text (
      bench,
      "SELECT json_object('run', CAST(run AS TEXT)) FROM bureau_step WHERE state = 'running'");
  g_autoptr (JsonObject) answer = bench_ask (bench, "cancel", args);

  g_assert_cmpstr (bureau_json_get_string (answer, "state"), ==, "done");
  models_wait_for (self, "SELECT count(*) FROM bureau_run WHERE state = 'cancelled'", 1);
  bench_assert_number (
      bench,
      "SELECT json_extract(output, '$.partial') LIKE '%Dear Anna%' FROM bureau_step"
      " WHERE state = 'cancelled'",
      1);
  bench_assert_number (bench, "SELECT count(*) FROM bureau_draft", 0);
  bench_assert_number (bench, "SELECT count(*) FROM bureau_usage WHERE state = 'reserved'", 0);
}

/* The engine does not wait for a model that is still talking. */
static void
test_stop (Models *self, gconstpointer data)
{
  Bench *bench = &self->bench;

  models_connect_mock (self, "stall=700");
  bench_add_inquiry (bench, 1);
  bench_start (bench);
  models_wait_for (self, "SELECT count(*) FROM bureau_scratch WHERE key LIKE 'reply:%'", 1);
  bench_stop (bench);
  bench_assert_text (bench, "SELECT state FROM bureau_run", "queued");
  models_connect_mock (self, "fine");
  bench_settle (bench);
  bench_assert_text (bench, "SELECT group_concat(state) FROM bureau_run", "done,done,done");
  bench_assert_number (bench, "SELECT count(*) FROM bureau_scratch WHERE key LIKE 'reply:%'", 0);
}

/* What a server lacks is remembered with its connection. */
static void
test_lacks (Models *self, gconstpointer data)
{
  models_connect_mock (self, "lacks=schema");
  bench_add_inquiry (&self->bench, 1);
  bench_settle (&self->bench);
  models_wait_for (
      self,
      "SELECT count(*) FROM bureau_scratch WHERE key = 'lacks:mock' AND value = '[\"schema\"]'", 1);
  bench_assert_text (&self->bench, "SELECT group_concat(state) FROM bureau_run", "done,done,done");
}

static void
test_requests (Models *self, gconstpointer data)
{
  g_autoptr (JsonObject) tested = bench_ask (&self->bench, "test-connection",
                                             "{\"connection\":\"mock\"}");
  g_autoptr (JsonObject) listed = bench_ask (&self->bench, "list-models",
                                             "{\"connection\":\"mock\"}");
  JsonObject *result = bureau_json_get_object (listed, "result");

  g_assert_cmpstr (bureau_json_get_string (tested, "state"), ==, "done");
  g_assert_cmpint (
      bureau_json_get_int (bureau_json_get_object (tested, "result"), "output_tokens", 0), >, 0);
  g_assert_cmpuint (json_array_get_length (bureau_json_get_array (result, "models")), ==, 2);
  bench_assert_number (&self->bench, "SELECT count(*) FROM bureau_usage WHERE agent = 'test'", 1);
  bench_assert_number (
      &self->bench, "SELECT json_array_length(value) FROM bureau_scratch WHERE key = 'models:mock'",
      2);
}

/* The key is in none of the files. */
static void
test_canary (Models *self, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n_files = 0;

  bench_add_inquiry (&self->bench, 1);
  bench_settle (&self->bench);
  bench_stop (&self->bench);
  dir = g_dir_open (self->bench.workspace.folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->bench.workspace.folder, name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, NULL);
      gsize length = 0;
      const char *content = bytes ? g_bytes_get_data (bytes, &length) : NULL;

      g_assert_null (content ? memmem (content, length, "canary-key-2", 12) : NULL);
      n_files++;
    }
  g_assert_cmpuint (n_files, >, 0);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Models *self, gconstpointer data);
  } tests[] = {
    { "loop", test_loop },         { "words", test_words },
    { "repair", test_repair },     { "parked", test_parked },
    { "cut", test_cut },           { "missing-usage", test_missing_usage },
    { "budget", test_budget },     { "agent-budget", test_agent_budget },
    { "waits", test_waits },       { "growing", test_growing },
    { "stop", test_stop },         { "lacks", test_lacks },
    { "requests", test_requests }, { "canary", test_canary },
  };

  dex_init ();
  g_setenv ("BUREAU_SECRET_MOCK", "canary-key-2", TRUE);
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/agents/models/", tests[i].name, NULL);

      g_test_add_vtable (path, sizeof (Models), NULL, (GTestFixtureFunc)models_set_up,
                         (GTestFixtureFunc)tests[i].test, (GTestFixtureFunc)models_tear_down);
    }
  return g_test_run ();
}
