/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drafts while a model writes them: what is seen of them, and what stopping them leaves. */
#include "base/error.h"
#include "base/json.h"
#include "memory/draft.h"
#include "models-fixture.h"

#define LONG_LETTER                                                                                \
  "{\"answers\":{\"draft\":[{\"subject\":\"Yours\",\"body\":\"Dear Anna, your card HIDDEN, this "  \
  "is a long letter that goes on and on, and on, and on, and on, and on, and never ends.\"}]}}"

#define INQUIRY_WITH_CARD                                                                          \
  "{\"channel\":\"file\",\"source\":\"1.eml\",\"identity\":\"inquiry-1\",\"message_id\":"          \
  "\"m1@example.org\",\"sender_name\":\"Anna\",\"sender_address\":\"anna@example.org\","           \
  "\"subject\":"                                                                                   \
  "\"Quote for website design\",\"text\":\"Hello,\\n\\nwe run a bakery and need website design. "  \
  "Our "                                                                                           \
  "budget is between 4,000 and 6,000 EUR. Could you send us a quote? Our card is 4111 1111 1111 "  \
  "1111.\\n\\nKind regards\\nAnna\\n\"}"

/* A model that writes a letter and falls silent in the middle of it. */
static void
begin_letter (Models *self)
{
  models_set_provider (self, "intake", "builtin");
  models_connect_mock (self, "stall=2200");
  mock_models_control (&self->mock, LONG_LETTER);
}

static void
wait_for_words (Models *self)
{
  models_wait_for (self,
                   "SELECT count(*) FROM bureau_scratch WHERE key LIKE 'reply:%:reply' AND"
                   " json_extract(value, '$.text') LIKE 'Dear Anna, your card %, this%'",
                   1);
}

static void
stop (Models *self, const char *state)
{
  g_autofree char *args = bench_text (
      &self->bench, "SELECT json_object('run', CAST(max(id) AS TEXT)) FROM bureau_run");
  g_autoptr (JsonObject) answer = bench_ask (&self->bench, "stop", args);

  if (g_str_equal (state, "done"))
    g_assert_cmpstr (bureau_json_get_string (answer, "error"), ==, NULL);
  g_assert_cmpstr (bureau_json_get_string (answer, "state"), ==, state);
}

static void
assert_refused (Models *self, gint64 draft)
{
  await_error (bureau_draft_approve (self->bench.workspace.memory, &operator_cause, draft, NULL),
               BUREAU_ERROR_REFUSED);
}

/* What there is of it is a draft that nobody can send before a person made it whole. */
static void
test_stopped (Models *self, gconstpointer data)
{
  Bench *bench = &self->bench;
  g_autoptr (JsonObject) changes = json_object_of ("{\"body\":\"Dear Anna, no.\"}");
  gint64 draft;

  begin_letter (self);
  bench_add_inquiry (bench, 1);
  bench_start (bench);
  wait_for_words (self);
  bench_assert_text (
      bench, "SELECT value ->> '$.agent' FROM bureau_scratch WHERE key LIKE 'reply:%'", "writer");
  stop (self, "done");
  models_wait_for (self, "SELECT count(*) FROM bureau_run WHERE state = 'done'", 3);

  bench_assert_text (bench,
                     "SELECT state || subject || substr(body, 1, 10) || (meta ->> '$.partial') FROM"
                     " bureau_draft",
                     "draftedYoursDear Anna,1");
  bench_assert_number (bench, "SELECT body LIKE '%never ends%' FROM bureau_draft", 0);
  bench_assert_number (bench, "SELECT count(*) FROM bureau_usage WHERE state = 'reserved'", 0);
  models_wait_for (self, "SELECT count(*) FROM bureau_scratch WHERE key LIKE 'reply:%'", 0);
  draft = bench_number (bench, "SELECT id FROM bureau_draft");
  assert_refused (self, draft);
  await_ok (bureau_draft_edit (bench->workspace.memory, &operator_cause, draft, changes));
  bench_assert_number (bench, "SELECT meta -> '$.partial' IS NULL FROM bureau_draft", 1);
  await_id (bureau_draft_approve (bench->workspace.memory, &operator_cause, draft, NULL));
}

/* Words that were hidden from the model are in the part, as they would be in the whole. */
static void
test_stopped_shown (Models *self, gconstpointer data)
{
  Bench *bench = &self->bench;

  begin_letter (self);
  bench_add_message (bench, INQUIRY_WITH_CARD);
  bench_start (bench);
  wait_for_words (self);
  stop (self, "done");
  models_wait_for (self, "SELECT count(*) FROM bureau_draft", 1);
  bench_assert_number (
      bench, "SELECT body LIKE 'Dear Anna, your card 4111 1111 1111 1111, this%' FROM bureau_draft",
      1);
}

/* Before the first word there is nothing to keep. */
static void
test_stopped_early (Models *self, gconstpointer data)
{
  Bench *bench = &self->bench;

  begin_letter (self);
  models_connect_mock (self, "stall=0");
  bench_add_inquiry (bench, 1);
  bench_start (bench);
  models_wait_for (self, "SELECT count(*) FROM bureau_step WHERE state = 'running'", 1);
  while (models_count_requests (self) == 0)
    g_main_context_iteration (NULL, TRUE);
  stop (self, "done");
  models_wait_for (self, "SELECT count(*) FROM bureau_run WHERE state = 'parked'", 1);
  bench_assert_number (
      bench, "SELECT error LIKE 'You stopped the agent%' FROM bureau_run WHERE error IS NOT NULL",
      1);
  bench_assert_number (bench, "SELECT count(*) FROM bureau_draft", 0);
  stop (self, "refused");
}

/* A letter that is written once more grows beside the one there is, and takes its place as a part.
 */
static void
test_stopped_again (Models *self, gconstpointer data)
{
  Bench *bench = &self->bench;
  gint64 draft;

  models_set_provider (self, "intake", "builtin");
  bench_add_inquiry (bench, 1);
  bench_settle (bench);
  bench_stop (bench);
  draft = bench_number (bench, "SELECT id FROM bureau_draft");
  begin_letter (self);
  await_id (
      bureau_draft_ask_again (bench->workspace.memory, &operator_cause, draft, "at more length"));
  bench_start (bench);
  wait_for_words (self);
  bench_assert_number (
      bench,
      "SELECT CAST(value ->> '$.draft' AS INTEGER) = (SELECT id FROM bureau_draft) FROM"
      " bureau_scratch WHERE key LIKE 'reply:%'",
      1);
  bench_assert_number (bench, "SELECT body LIKE '%thank you%' FROM bureau_draft", 1);
  stop (self, "done");
  models_wait_for (self,
                   "SELECT count(*) FROM bureau_draft WHERE body LIKE 'Dear Anna, your card%'", 1);
  assert_refused (self, draft);

  bench_stop (bench);
  models_connect_mock (self, "fine");
  await_id (bureau_draft_ask_again (bench->workspace.memory, &operator_cause, draft, "now whole"));
  bench_start (bench);
  models_wait_for (self, "SELECT count(*) FROM bureau_draft WHERE body LIKE '%never ends.'", 1);
  await_id (bureau_draft_approve (bench->workspace.memory, &operator_cause, draft, NULL));
}

/* Each time that a reply is stored, with when that was. */
static gboolean
count_stores (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
#define COUNT(event)                                                                               \
  "CREATE TRIGGER count_" event " AFTER " event " ON bureau_scratch WHEN new.key LIKE 'reply:%'"   \
  " BEGIN INSERT INTO bureau_scratch VALUES ('count:' || hex(randomblob(8)), new.updated_at,"      \
  " new.key); END;"

  return bureau_database_script (bureau_transaction_get_database (transaction),
                                 COUNT ("INSERT") COUNT ("UPDATE"), error);
#undef COUNT
}

#define SECONDS "((julianday(max(updated_at)) - julianday(min(updated_at))) * 86400.0)"

/* Words that come faster are stored five times a second, and those of all streams together. */
static void
test_stored (Models *self, gconstpointer data)
{
  Bench *bench = &self->bench;
  g_autofree char *words = g_strnfill (600, 'a');
  g_autofree char *control = g_strdup_printf (
      "{\"answers\":{\"draft\":[{\"subject\":\"Yours\",\"body\":\"%s\"}]}}", words);

  await_ok (
      bureau_memory_write (bench->workspace.memory, &operator_cause, count_stores, NULL, NULL));
  models_set_provider (self, "intake", "builtin");
  models_connect_mock (self, "piece=40;pace=3");
  mock_models_control (&self->mock, control);
  for (guint i = 0; i < 4; i++)
    bench_add_inquiry (bench, i);
  bench_settle (bench);

  bench_assert_number (bench, "SELECT count(*) FROM bureau_draft", 4);
  bench_assert_number (
      bench, "SELECT count(DISTINCT value) FROM bureau_scratch WHERE key LIKE 'count:%'", 4);
  bench_assert_number (bench,
                       "SELECT count(*) FROM (SELECT count(*) AS n, " SECONDS
                       " AS seconds FROM bureau_scratch WHERE key LIKE 'count:%' GROUP BY value"
                       " HAVING n > 5 * seconds + 2)",
                       0);
  bench_assert_number (bench,
                       "SELECT count(DISTINCT updated_at) <= 5 * " SECONDS
                       " + 2 FROM bureau_scratch WHERE key LIKE 'count:%'",
                       1);
}

/* A question to which nothing came back may have been billed; it counts, and is asked again. */
static void
test_dropped (Models *self, gconstpointer data)
{
  models_connect_mock (self, "drop;times=1");
  models_set_price (self, "drop;times=1");
  bench_add_inquiry (&self->bench, 1);
  bench_settle (&self->bench);

  bench_assert_text (&self->bench, "SELECT group_concat(coalesce(error, state)) FROM bureau_run",
                     "done,done,done");
  bench_assert_number (&self->bench, "SELECT count(*) FROM bureau_usage", 4);
  bench_assert_number (&self->bench,
                       "SELECT count(*) FROM bureau_usage WHERE state = 'unknown' AND"
                       " cost = reserved AND cost > 100000",
                       1);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Models *self, gconstpointer data);
  } tests[] = {
    { "stopped", test_stopped },
    { "stopped-shown", test_stopped_shown },
    { "stopped-early", test_stopped_early },
    { "stopped-again", test_stopped_again },
    { "stored", test_stored },
    { "dropped", test_dropped },
  };

  dex_init ();
  g_setenv ("BUREAU_SECRET_MOCK", "canary-key-2", TRUE);
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/agents/streams/", tests[i].name, NULL);

      g_test_add_vtable (path, sizeof (Models), NULL, (GTestFixtureFunc)models_set_up,
                         (GTestFixtureFunc)tests[i].test, (GTestFixtureFunc)models_tear_down);
    }
  return g_test_run ();
}
