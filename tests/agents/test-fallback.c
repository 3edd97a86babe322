/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who answers: another provider where the operator named one, and another from the next call on;
 * and how often. */
#include "base/error.h"
#include "base/json.h"
#include "memory/private.h"
#include "models-fixture.h"

#define BUSINESS(member)                                                                           \
  "{\"collections\":[],\"agents\":[{\"agent\":\"clerk\",\"instructions\":\"Be brief.\","           \
  "\"provider\":\"first\"" member "}],\"workflows\":["                                             \
  "{\"workflow\":\"replying\",\"on\":{\"message\":true},\"steps\":["                               \
  "{\"id\":\"sort\",\"agent\":\"clerk\",\"do\":\"classify\",\"from\":\"message\",\"labels\":"      \
  "[\"a\",\"b\"]},{\"id\":\"reply\",\"agent\":\"clerk\",\"do\":\"draft\",\"given\":[\"message\"]," \
  "\"to\":\"message.sender\"}]}]}"

#define THREE ",\"fallback\":[\"gone\",\"second\",\"third\"]"

#define MESSAGE                                                                                    \
  "{\"channel\":\"file\",\"source\":\"a.eml\",\"identity\":\"a\",\"sender_address\":"              \
  "\"a@example.org\",\"subject\":\"Refund\",\"text\":\"To DE89 3704 0044 0532 0130 00, please.\"}"

static void
set_up (Models *self, gconstpointer data)
{
  bench_set_up (&self->bench, data);
  mock_models_start (&self->mock);
}

static void
connect_all (Models *self, const char *first, const char *second, const char *third)
{
  models_connect (self, "first", &self->mock, "anthropic", first);
  models_connect (self, "second", &self->mock, "openai", second);
  models_connect (self, "third", &self->mock, "openai-responses", third);
}

static void
run (Models *self, const char *business)
{
  bench_install (&self->bench, business);
  bench_add_message (&self->bench, MESSAGE);
  bench_start (&self->bench);
}

static void
assert_asked (Models *self, const char *providers)
{
  bench_assert_text (&self->bench,
                     "SELECT group_concat(provider) FROM (SELECT provider FROM bureau_usage ORDER"
                     " BY id)",
                     providers);
}

/* The next that answers does, in their order, and the step says so. */
static void
test_in_order (Models *self, gconstpointer data)
{
  connect_all (self, "status=503;should_retry=false", "status=402", "fine");
  run (self, BUSINESS (THREE));
  models_wait_for (self, "SELECT count(*) FROM bureau_run WHERE state = 'done'", 1);

  assert_asked (self, "first,second,third,first,second,third");
  bench_assert_number (&self->bench,
                       "SELECT count(*) FROM bureau_step WHERE output ->> '$.instead' LIKE '“third”"
                       " answered instead of “first”: %'",
                       2);
  bench_assert_number (&self->bench, "SELECT count(*) FROM bureau_draft WHERE body <> ''", 1);
}

/* Rules may stand in, too. */
static void
test_rules (Models *self, gconstpointer data)
{
  connect_all (self, "status=401", "fine", "fine");
  run (self, BUSINESS (",\"fallback\":[\"builtin\"]"));
  models_wait_for (self, "SELECT count(*) FROM bureau_step WHERE step = 'sort' AND state = 'done'",
                   1);
  bench_assert_number (&self->bench,
                       "SELECT output ->> '$.instead' LIKE '“builtin” answered instead of “first”:"
                       " %' FROM bureau_step WHERE step = 'sort'",
                       1);
}

/* Nobody is asked whom the operator did not name. */
static void
test_not_enabled (Models *self, gconstpointer data)
{
  connect_all (self, "status=503;should_retry=false", "fine", "fine");
  run (self, BUSINESS (""));
  models_wait_for (
      self, "SELECT count(*) FROM bureau_run WHERE state = 'queued' AND not_before IS NOT NULL", 1);
  assert_asked (self, "first");
}

/* Where none answers, it is tried again when the agent's own says so. */
static void
test_none (Models *self, gconstpointer data)
{
  connect_all (self, "status=503;retry_after=3600", "status=500;should_retry=false", "status=403");
  run (self, BUSINESS (THREE));
  models_wait_for (
      self, "SELECT count(*) FROM bureau_run WHERE state = 'queued' AND not_before IS NOT NULL", 1);
  assert_asked (self, "first,second,third");
  bench_assert_number (&self->bench,
                       "SELECT error LIKE '%“third” was asked instead: %' AND not_before >"
                       " strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '+50 minutes') FROM bureau_run",
                       1);
}

/* An answer that cannot be used is no reason to show it to somebody else. */
static void
test_bad_answer (Models *self, gconstpointer data)
{
  connect_all (self, "stop=refusal", "fine", "fine");
  run (self, BUSINESS (THREE));
  models_wait_for (self, "SELECT count(*) FROM bureau_run WHERE state = 'parked'", 1);
  assert_asked (self, "first");
}

/* What may go to no provider goes to none of them. */
static void
test_private (Models *self, gconstpointer data)
{
  Bench *bench = &self->bench;

  connect_all (self, "status=503;should_retry=false", "fine", "fine");
  bench_install (bench, BUSINESS (THREE));
  bench_add_message (bench, MESSAGE);
  await_ok (bureau_private_set (bench->workspace.memory, &operator_cause,
                                bench_number (bench, "SELECT id FROM bureau_message"), TRUE));
  bench_start (bench);
  models_wait_for (self, "SELECT count(*) FROM bureau_run WHERE state = 'parked'", 1);
  g_assert_cmpuint (models_count_requests (self), ==, 0);
}

static void
test_blocked (Models *self, gconstpointer data)
{
  connect_all (self, "status=503;should_retry=false", "fine", "fine");
  run (self, BUSINESS (THREE ",\"redaction\":\"block\""));
  models_wait_for (self, "SELECT count(*) FROM bureau_run WHERE state = 'parked'", 1);
  g_assert_cmpuint (models_count_requests (self), ==, 0);
}

/* One setting, in the middle of a run: what is asked next is asked of another. */
static void
test_swap (Models *self, gconstpointer data)
{
  g_autoptr (JsonObject) gone = NULL;

  connect_all (self, "hold=200", "fine", "fine");
  run (self, BUSINESS (""));
  while (models_count_requests (self) == 0)
    g_main_context_iteration (NULL, TRUE);
  models_set_provider (self, "clerk", "second");
  /* The engine has heard of it. */
  models_wait_for (self,
                   "SELECT min(entry) >= (SELECT max(entry) FROM bureau_journal_item WHERE"
                   " collection = 'bureau_document') FROM bureau_cursor",
                   1);
  gone = mock_models_ask (&self->mock, "POST", "/go", "{}");
  models_wait_for (self, "SELECT count(*) FROM bureau_run WHERE state = 'done'", 1);

  assert_asked (self, "first,second");
  bench_assert_text (&self->bench, "SELECT group_concat(step || ' ' || state) FROM bureau_step",
                     "sort done,reply done");
  bench_assert_number (&self->bench, "SELECT count(*) FROM bureau_draft", 1);
}

/* A run of many steps is stopped at the most calls there may be, and a person can let it go on. */
static void
test_calls (Models *self, gconstpointer data)
{
  g_autoptr (GString) business = g_string_new (
      "{\"collections\":[],\"agents\":[{\"agent\":\"clerk\",\"instructions\":\"Be brief.\","
      "\"provider\":\"first\"}],\"workflows\":[{\"workflow\":\"long\",\"on\":{\"message\":true},"
      "\"steps\":[");
  g_autofree char *args = NULL;
  g_autoptr (JsonObject) answer = NULL;

  connect_all (self, "fine", "fine", "fine");
  for (guint i = 0; i < 34; i++)
    g_string_append_printf (business,
                            "%s{\"id\":\"s%u\",\"agent\":\"clerk\",\"do\":\"classify\",\"from\":"
                            "\"message\",\"labels\":[\"a\",\"b\"]}",
                            i > 0 ? "," : "", i);
  g_string_append (business, "]}]}");
  run (self, business->str);
  models_wait_for (self, "SELECT count(*) FROM bureau_run WHERE state = 'parked'", 1);
  g_assert_cmpuint (models_count_requests (self), ==, 32);
  bench_assert_number (
      &self->bench, "SELECT error LIKE 'This run has asked models 32 times,%' FROM bureau_run", 1);

  args = bench_text (&self->bench, "SELECT json_object('run', CAST(id AS TEXT)) FROM bureau_run");
  answer = bench_ask (&self->bench, "retry", args);
  models_wait_for (self, "SELECT count(*) FROM bureau_run WHERE state = 'done'", 1);
  g_assert_cmpuint (models_count_requests (self), ==, 34);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Models *self, gconstpointer data);
  } tests[] = {
    { "in-order", test_in_order },
    { "rules", test_rules },
    { "not-enabled", test_not_enabled },
    { "none", test_none },
    { "bad-answer", test_bad_answer },
    { "private", test_private },
    { "calls", test_calls },
    { "blocked", test_blocked },
    { "swap", test_swap },
  };

  dex_init ();
  g_setenv ("BUREAU_SECRET_MOCK", "canary-key-2", TRUE);
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/agents/fallback/", tests[i].name, NULL);

      g_test_add_vtable (path, sizeof (Models), NULL, (GTestFixtureFunc)set_up,
                         (GTestFixtureFunc)tests[i].test, (GTestFixtureFunc)models_tear_down);
    }
  return g_test_run ();
}
