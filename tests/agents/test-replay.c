/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "engine-fixture.h"
#include "memory/request.h"
#include "scripted-provider.h"

/* A message is judged, by rules. */
#define BUSINESS                                                                                   \
  "{\"collections\":[],\"agents\":[{\"agent\":\"clerk\",\"instructions\":\"Be brief.\","           \
  "\"budget\":{\"per_run\":1,\"per_day\":100000}}],"                                               \
  "\"workflows\":[{\"workflow\":\"judging\",\"on\":{\"message\":true},\"steps\":[{\"id\":"         \
  "\"judge\",\"agent\":\"clerk\",\"do\":\"classify\",\"from\":\"message\",\"labels\":[\"a\","      \
  "\"b\"]}]}]}"

#define PRICES                                                                                     \
  "[{\"models\":[\"test-model\"],\"currency\":\"EUR\",\"input\":1000000,\"output\":10000000}]"

#define REQUEST "{\"provider\":\"scripted\",\"last\":5}"

static gint64 withdrawn_at = -1;
static Bench *bench;
static gint64 request;

static gboolean
answer_b (guint number, BureauTask *task, BureauReply *reply, GError **error)
{
  const BureauUsage usage = { .input_tokens = 1000, .output_tokens = 100 };

  bureau_reply_set_usage (reply, &usage);
  scripted_answer (reply, "{\"label\":\"b\"}");
  if ((gint64)number == withdrawn_at)
    return dex_await (bureau_request_withdraw (bench->workspace.memory, &operator_cause, request,
                                               "You withdrew it."),
                      error);
  return TRUE;
}

static void
set_up (Bench *self, gconstpointer data)
{
  bench_set_up (self, data);
  bench = self;
  withdrawn_at = -1;
  bench_install (self, BUSINESS);
  bench_set (self, "prices", PRICES);
  scripted_provider_set (answer_b);
  for (guint i = 0; i < 7; i++)
    bench_add_inquiry (self, i);
  bench_settle (self);
  g_assert_cmpuint (scripted_provider_get_calls (), ==, 0);
}

/* The last five messages; the labels stay, the runs cost what they did, and the agent pays for it.
 * What one run may cost is not asked: it is none. */
static void
test_counts_and_changes_nothing (Bench *self, gconstpointer data)
{
  g_autofree char *before = bench_text (self, "SELECT group_concat(label) FROM bureau_message");
  g_autoptr (JsonObject) row = bench_ask (self, "replay", REQUEST);
  JsonObject *result = bureau_json_get_object (row, "result");
  JsonObject *sum = bureau_json_get_object (result, "sum");

  g_assert_cmpuint (scripted_provider_get_calls (), ==, 5);
  g_assert_cmpint (bureau_json_get_int (result, "messages", 0), ==, 5);
  g_assert_cmpint (bureau_json_get_int (sum, "fields", 0), ==, 5);
  g_assert_cmpint (bureau_json_get_int (sum, "cost_after", 0), ==, 5 * 2000);
  bench_assert_text (self, "SELECT group_concat(label) FROM bureau_message", before);
  bench_assert_number (self, "SELECT sum(cost) FROM bureau_run", 0);
  bench_assert_number (self, "SELECT count(*) FROM bureau_usage WHERE run = 0 AND cost = 2000", 5);
  bench_assert_number (self,
                       "SELECT micros FROM bureau_spent WHERE agent = 'clerk' AND"
                       " length(period) = 7",
                       5 * 2000);
  bench_assert_number (self, "SELECT count(*) FROM bureau_scratch WHERE key GLOB 'request:*'", 0);
  bench_assert_number (self, "SELECT count(*) FROM bureau_scratch WHERE key GLOB 'reply:*'", 0);
}

/* Nobody is asked, and a price that nobody said is no price. */
static void
test_estimate (Bench *self, gconstpointer data)
{
  const char *args = "{\"provider\":\"scripted\",\"last\":5,\"estimate\":true}";
  g_autoptr (JsonObject) row = bench_ask (self, "replay", args);
  g_autoptr (JsonObject) unknown = NULL;
  JsonObject *result = bureau_json_get_object (row, "result");

  g_assert_cmpint (bureau_json_get_int (result, "calls", 0), ==, 5);
  g_assert_true (bureau_json_get_boolean (result, "is_known"));
  g_assert_cmpint (bureau_json_get_int (result, "expected", 0), >, 0);
  g_assert_cmpint (bureau_json_get_int (result, "worst", 0), >,
                   bureau_json_get_int (result, "expected", 0));
  bench_set (self, "prices", "[]");
  unknown = bench_ask (self, "replay", args);
  result = bureau_json_get_object (unknown, "result");
  g_assert_false (bureau_json_get_boolean (result, "is_known"));
  g_assert_cmpuint (scripted_provider_get_calls (), ==, 0);
  bench_assert_number (self, "SELECT count(*) FROM bureau_usage WHERE day IS NOT NULL", 0);
}

/* Withdrawing it in the middle of a question asks no further one; what was asked is paid. */
static void
test_withdrawn (Bench *self, gconstpointer data)
{
  g_autoptr (JsonObject) args = bureau_json_parse_object (REQUEST, -1, NULL);

  bench_stop (self);
  withdrawn_at = 1;
  request = await_id (bureau_request_ask (self->workspace.memory, &operator_cause, "replay", args));
  bench_settle (self);

  g_assert_cmpuint (scripted_provider_get_calls (), <=, 3);
  bench_assert_text (self, "SELECT state || error FROM bureau_request", "refusedYou withdrew it.");
  bench_assert_number (self, "SELECT count(*) FROM bureau_usage WHERE state = 'reserved'", 0);
  bench_assert_number (self, "SELECT count(*) FROM bureau_scratch WHERE key GLOB 'request:*'", 0);
}

static gboolean
leave_behind (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "INSERT INTO bureau_request VALUES (77, '', '', 'replay', ?1,"
                              " 'operator:window', 'doing', NULL, NULL)",
                              "s", REQUEST);
}

/* A crash in the middle costs nothing twice: it is asked anew by a person or not at all. */
static void
test_crash (Bench *self, gconstpointer data)
{
  bench_stop (self);
  await_ok (
      bureau_memory_write (self->workspace.memory, &operator_cause, leave_behind, NULL, NULL));
  bench_settle (self);

  g_assert_cmpuint (scripted_provider_get_calls (), ==, 0);
  bench_assert_text (self, "SELECT state FROM bureau_request", "failed");
}

#define add(path, test)                                                                            \
  g_test_add ("/agents/replay/" path, Bench, NULL, set_up, test, bench_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  add ("counts-and-changes-nothing", test_counts_and_changes_nothing);
  add ("estimate", test_estimate);
  add ("withdrawn", test_withdrawn);
  add ("crash", test_crash);

  return g_test_run ();
}
