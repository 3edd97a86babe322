/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "engine-fixture.h"
#include "memory/usage.h"
#include "scripted-provider.h"

/* Two agents with a model; each message starts two runs, one of each. */
#define BUSINESS(clerk_budget)                                                                     \
  "{\"collections\":[],\"agents\":[{\"agent\":\"clerk\",\"instructions\":\"Be brief.\","           \
  "\"provider\":\"scripted\",\"model\":\"test-model\"" clerk_budget "},"                           \
  "{\"agent\":\"helper\",\"instructions\":\"Help.\",\"provider\":\"scripted\",\"model\":"          \
  "\"test-model\"}],\"workflows\":["                                                               \
  "{\"workflow\":\"judging\",\"on\":{\"message\":true},\"steps\":[{\"id\":\"judge\",\"agent\":"    \
  "\"clerk\",\"do\":\"classify\",\"from\":\"message\",\"labels\":[\"a\",\"b\"]}]},"                \
  "{\"workflow\":\"helping\",\"on\":{\"message\":true},\"steps\":[{\"id\":\"judge\",\"agent\":"    \
  "\"helper\",\"do\":\"classify\",\"from\":\"message\",\"labels\":[\"a\",\"b\"]}]}]}"

/* A euro for a million tokens read, ten for a million written: a micro a token, and ten. */
#define PRICES                                                                                     \
  "[{\"models\":[\"test-model\"],\"currency\":\"EUR\",\"input\":1000000,\"output\":10000000}]"

#define SUM                                                                                        \
  "SELECT coalesce(sum(iif(state = 'settled', cost, reserved)), 0) FROM bureau_usage"              \
  " WHERE day IS NOT NULL"

static void
say_used (BureauReply *reply, gint64 input, gint64 output)
{
  const BureauUsage usage = { .input_tokens = input, .output_tokens = output };

  bureau_reply_set_origin (reply, "scripted", "test-model-20260101");
  bureau_reply_set_usage (reply, &usage);
}

static gboolean
answer_a (guint number, BureauTask *task, BureauReply *reply, GError **error)
{
  say_used (reply, 1000, 100);
  scripted_answer (reply, "{\"label\":\"a\"}");
  return TRUE;
}

static gboolean
answer_without_numbers (guint number, BureauTask *task, BureauReply *reply, GError **error)
{
  scripted_answer (reply, "{\"label\":\"a\"}");
  return TRUE;
}

static gboolean
answer_wrongly (guint number, BureauTask *task, BureauReply *reply, GError **error)
{
  say_used (reply, 1000, 100);
  scripted_answer (reply, "{\"label\":\"c\"}");
  return TRUE;
}

static gboolean
refuse (guint number, BureauTask *task, BureauReply *reply, GError **error)
{
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED, "The provider does not take the key.");
  return FALSE;
}

static void
set_up (Bench *self, const char *business, ScriptFunc script)
{
  bench_install (self, business);
  bench_set (self, "prices", PRICES);
  scripted_provider_set (script);
}

/* Every sum that limits are weighed against is what the rows add up to. */
static void
check_sums (Bench *self)
{
  gint64 sum = bench_number (self, SUM);

  bench_assert_number (self, "SELECT count(*) FROM bureau_usage WHERE state = 'reserved'", 0);
  g_assert_cmpint (bench_number (self, "SELECT coalesce(sum(micros), 0) FROM bureau_spent WHERE "
                                       "agent = '' AND length(period) = 7"),
                   ==, sum);
  g_assert_cmpint (bench_number (self, "SELECT coalesce(sum(micros), 0) FROM bureau_spent WHERE "
                                       "agent <> '' AND length(period) = 10"),
                   ==, sum);
  g_assert_cmpint (bench_number (self, "SELECT sum(cost) FROM bureau_run"), ==, sum);
}

/* 1,000 tokens read and 100 written at those prices. */
static void
test_cost (Bench *self, gconstpointer data)
{
  set_up (self, BUSINESS (""), answer_a);
  bench_add_inquiry (self, 1);
  bench_settle (self);

  bench_assert_number (self, "SELECT count(*) FROM bureau_run WHERE state = 'done'", 2);
  bench_assert_text (self,
                     "SELECT DISTINCT concat_ws(' ', state, cost, input_tokens,"
                     " output_tokens, model, currency) FROM bureau_usage",
                     "settled 2000 1000 100 test-model-20260101 EUR");
  bench_assert_number (self, "SELECT min(reserved) > 16384 * 10 FROM bureau_usage", 1);
  check_sums (self);
}

/* What is asked again is paid again, also where nothing comes of it. */
static void
test_repair_is_paid (Bench *self, gconstpointer data)
{
  set_up (self, BUSINESS (""), answer_wrongly);
  bench_add_inquiry (self, 1);
  bench_settle (self);

  bench_assert_number (self, "SELECT count(*) FROM bureau_run WHERE state = 'parked'", 2);
  bench_assert_number (self, "SELECT count(*) FROM bureau_usage WHERE state = 'settled'", 4);
  g_assert_cmpint (bench_number (self, SUM), ==, 4 * 2000);
  check_sums (self);
}

static void
test_unknown_usage_counts_as_the_worst (Bench *self, gconstpointer data)
{
  set_up (self, BUSINESS (""), answer_without_numbers);
  bench_add_inquiry (self, 1);
  bench_settle (self);

  bench_assert_text (self, "SELECT DISTINCT state FROM bureau_usage", "unknown");
  bench_assert_number (self, "SELECT count(*) FROM bureau_usage WHERE cost = reserved", 2);
  check_sums (self);
}

static void
test_refused_call_costs_nothing (Bench *self, gconstpointer data)
{
  set_up (self, BUSINESS (""), refuse);
  bench_add_inquiry (self, 1);
  bench_settle (self);

  bench_assert_number (self, "SELECT count(*) FROM bureau_run WHERE state = 'parked'", 2);
  g_assert_cmpint (bench_number (self, SUM), ==, 0);
  check_sums (self);
}

/* A limit that the worst case would pass parks the run before anything is asked. */
static void
test_limit_parks (Bench *self, gconstpointer data)
{
  g_autofree char *error = NULL;

  set_up (self, BUSINESS (",\"budget\":{\"per_run\":10}"), answer_a);
  bench_add_inquiry (self, 1);
  bench_settle (self);

  bench_assert_text (self, "SELECT state FROM bureau_run WHERE workflow = 'judging'", "parked");
  bench_assert_text (self, "SELECT state FROM bureau_run WHERE workflow = 'helping'", "done");
  g_assert_cmpuint (scripted_provider_get_calls (), ==, 1);
  error = bench_text (self, "SELECT error FROM bureau_run WHERE workflow = 'judging'");
  g_assert_nonnull (strstr (error, "of the 0.10 EUR that this run may cost are spent"));
  bench_assert_number (self,
                       "SELECT advice LIKE 'Raise the limit or say the price, and it goes on by"
                       " itself%' FROM bureau_run WHERE workflow = 'judging'",
                       1);
  check_sums (self);
  bench_install (self, BUSINESS (""));
  bench_settle (self);
  bench_assert_number (self, "SELECT count(*) FROM bureau_run WHERE state = 'done'", 2);
  bench_assert_number (self, "SELECT count(*) FROM bureau_run WHERE error IS NOT NULL", 0);
  check_sums (self);
}

static gboolean
turn_the_day (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  return bureau_database_script (
      bureau_transaction_get_database (transaction),
      "UPDATE bureau_spent SET micros = 0 WHERE length(period) = 10;"
      "UPDATE bureau_run SET not_before = '2020-01-02T00:00:00.000Z' WHERE state = 'parked'",
      error);
}

/* It is due when another day is counted, no matter how often that was in vain, and goes on then. */
static void
test_the_next_day_goes_on (Bench *self, gconstpointer data)
{
  set_up (self, BUSINESS (""), answer_a);
  bench_set (self, "budget_per_day", "18");
  bench_set (self, "engine_concurrency", "1");
  for (guint i = 0; i < 40; i++)
    bench_add_inquiry (self, i);
  bench_settle (self);
  bench_assert_number (self, "SELECT count(*) > 0 FROM bureau_run WHERE state = 'parked'", 1);
  bench_assert_number (self,
                       "SELECT count(*) FROM bureau_run WHERE state = 'parked' AND (not_before IS"
                       " NULL OR julianday(not_before) - julianday('now') NOT BETWEEN 0 AND 1.05)",
                       0);
  for (guint i = 0; i < 12; i++)
    {
      await_ok (
          bureau_memory_write (self->workspace.memory, &operator_cause, turn_the_day, NULL, NULL));
      bench_stop (self);
      bench_settle (self);
    }
  bench_assert_number (self, "SELECT count(*) FROM bureau_run WHERE state <> 'done'", 0);
  bench_assert_number (self, "SELECT max(attempt) FROM bureau_step", 1);
}

/* What a person reads on the bill takes the place of the worst case, once. */
static void
test_unknown_is_corrected (Bench *self, gconstpointer data)
{
  gint64 id, before;

  set_up (self, BUSINESS (""), answer_without_numbers);
  bench_add_inquiry (self, 1);
  bench_settle (self);
  id = bench_number (self, "SELECT min(id) FROM bureau_usage");
  before = bench_number (self, SUM)
           - bench_number (self, "SELECT cost FROM bureau_usage ORDER BY id LIMIT 1");
  await_ok (bureau_usage_correct (self->workspace.memory, &operator_cause, id, 1234));
  bench_assert_number (self, "SELECT cost FROM bureau_usage WHERE state = 'settled'", 1234);
  g_assert_cmpint (bench_number (self, SUM), ==, before + 1234);
  check_sums (self);
  await_error (bureau_usage_correct (self->workspace.memory, &operator_cause, id, 5),
               BUREAU_ERROR_NOT_FOUND);
}

/* Without a price no limit can be kept; without a limit the tokens are counted. */
static void
test_unknown_price (Bench *self, gconstpointer data)
{
  set_up (self, BUSINESS (",\"budget\":{\"per_month\":500}"), answer_a);
  bench_set (self, "prices", "[]");
  bench_add_inquiry (self, 1);
  bench_settle (self);

  bench_assert_number (self,
                       "SELECT error LIKE 'Nobody said what the model%' FROM bureau_run"
                       " WHERE workflow = 'judging'",
                       1);
  bench_assert_text (self,
                     "SELECT concat_ws(' ', agent, state, cost, input_tokens)"
                     " FROM bureau_usage",
                     "helper settled 0 1000");
  bench_set (self, "prices", PRICES);
  bench_settle (self);
  bench_assert_number (self, "SELECT count(*) FROM bureau_run WHERE state = 'done'", 2);
}

static gboolean
reserve (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  const BureauReservation reservation = {
    .run = GPOINTER_TO_SIZE (data),
    .step = "judge",
    .agent = "clerk",
    .provider = "scripted",
    .model = "test-model",
    .day = "2026-11-22",
    .currency = "EUR",
    .worst = 5000,
    .limits = { -1, -1, -1, -1, -1 },
  };
  gint64 id;

  return bureau_usage_reserve (transaction, &reservation, &id, error);
}

/* What was set aside when the program stopped stays counted as the worst case. */
static void
test_crash_keeps_the_reservation (Bench *self, gconstpointer data)
{
  set_up (self, BUSINESS (""), answer_a);
  bench_add_inquiry (self, 1);
  bench_settle (self);
  bench_stop (self);
  await_ok (bureau_memory_write (
      self->workspace.memory, &operator_cause, reserve,
      GSIZE_TO_POINTER (bench_number (self, "SELECT min(id) FROM bureau_run")), NULL));
  g_assert_cmpint (bench_number (self, SUM), ==, 2 * 2000 + 5000);

  bench_settle (self);
  bench_assert_number (self, "SELECT cost FROM bureau_usage WHERE state = 'unknown'", 5000);
  g_assert_cmpint (bench_number (self, SUM), ==, 2 * 2000 + 5000);
  check_sums (self);
}

/* Many runs at once, calls that cost anything up to their worst case, and a limit that is reached.
 */
static gboolean
answer_at_random (guint number, BureauTask *task, BureauReply *reply, GError **error)
{
  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      return refuse (number, task, reply, error);
    case 1:
      return answer_without_numbers (number, task, reply, error);
    default:
      say_used (reply, g_test_rand_int_range (1, 2000), g_test_rand_int_range (1, 16384));
      scripted_answer (reply, g_test_rand_bit () ? "{\"label\":\"a\"}" : "{\"label\":\"c\"}");
      return TRUE;
    }
}

/* Not for a moment either: what is reserved counts too. */
static gboolean
watch_limits (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  return bureau_database_script (
      bureau_transaction_get_database (transaction),
      "CREATE TRIGGER watch_limits AFTER UPDATE ON bureau_spent"
      " WHEN (new.agent = '' AND length(new.period) = 7 AND new.micros > 5000000)"
      " OR (new.agent = 'clerk' AND length(new.period) = 10 AND new.micros > 2000000)"
      " BEGIN INSERT OR REPLACE INTO bureau_scratch VALUES ('over', '', new.agent); END",
      error);
}

static void
test_never_over_the_limit (Bench *self, gconstpointer data)
{
  set_up (self, BUSINESS (",\"budget\":{\"per_day\":200}"), answer_at_random);
  bench_set (self, "budget_per_month", "500");
  bench_set (self, "engine_concurrency", "16");
  await_ok (
      bureau_memory_write (self->workspace.memory, &operator_cause, watch_limits, NULL, NULL));
  for (guint i = 0; i < 120; i++)
    bench_add_inquiry (self, i);
  bench_settle (self);

  bench_assert_number (self, "SELECT count(*) FROM bureau_scratch WHERE key = 'over'", 0);
  g_assert_cmpint (bench_number (self, SUM), <=, 5000000);
  g_assert_cmpint (bench_number (self, SUM), >, 3000000);
  g_assert_cmpint (bench_number (self, SUM " AND agent = 'clerk'"), <=, 2000000);
  bench_assert_number (self, "SELECT count(*) > 0 FROM bureau_run WHERE error LIKE '%are spent.'",
                       1);
  check_sums (self);
}

/* A limit that is reached after some answers, whoever set it. */
typedef struct
{
  const char *name;
  const char *budget;  /* of the agent */
  const char *setting; /* of all agents, or NULL */
  const char *words;
} Limit;

static const Limit limits[] = {
  { "run", ",\"budget\":{\"per_run\":10}", NULL, "this run may cost" },
  { "agent-day", ",\"budget\":{\"per_day\":18}", NULL, "its agent may cost in a day" },
  { "agent-month", ",\"budget\":{\"per_month\":18}", NULL, "its agent may cost in a month" },
  { "day", "", "budget_per_day", "all agents may cost in a day" },
  { "month", "", "budget_per_month", "all agents may cost in a month" },
};

static void
test_each_limit (Bench *self, gconstpointer data)
{
  const Limit *limit = data;
  g_autofree char *parked = g_strdup_printf (
      "SELECT count(*) > 0 FROM bureau_run WHERE state = 'parked' AND error LIKE '%%that %s are"
      " spent.'",
      limit->words);
  gboolean is_of_clerk = limit->setting == NULL;
  g_autofree char *business = g_strdup_printf (BUSINESS ("%s"), limit->budget);

  set_up (self, business, answer_a);
  if (limit->setting != NULL)
    bench_set (self, limit->setting, "18");
  bench_set (self, "engine_concurrency", "1");
  for (guint i = 0; i < 24; i++)
    bench_add_inquiry (self, i);
  bench_settle (self);

  bench_assert_number (self, parked, 1);
  g_assert_cmpint (bench_number (self, is_of_clerk ? SUM " AND agent = 'clerk'" : SUM), <=, 180000);
  /* Nobody else's work waits. */
  if (is_of_clerk)
    bench_assert_number (self,
                         "SELECT count(*) FROM bureau_run WHERE state <> 'done'"
                         " AND workflow = 'helping'",
                         0);
  check_sums (self);
}

#define add(path, test)                                                                            \
  g_test_add ("/agents/usage/" path, Bench, NULL, bench_set_up, test, bench_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  add ("cost", test_cost);
  add ("repair-is-paid", test_repair_is_paid);
  add ("unknown-usage-counts-as-the-worst", test_unknown_usage_counts_as_the_worst);
  add ("refused-call-costs-nothing", test_refused_call_costs_nothing);
  add ("limit-parks", test_limit_parks);
  add ("the-next-day-goes-on", test_the_next_day_goes_on);
  add ("unknown-is-corrected", test_unknown_is_corrected);
  add ("unknown-price", test_unknown_price);
  add ("crash-keeps-the-reservation", test_crash_keeps_the_reservation);
  add ("never-over-the-limit", test_never_over_the_limit);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autofree char *path = g_strconcat ("/agents/usage/limit-", limits[i].name, NULL);

      g_test_add (path, Bench, &limits[i], bench_set_up, test_each_limit, bench_tear_down);
    }

  return g_test_run ();
}
