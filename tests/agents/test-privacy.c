/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "engine-fixture.h"
#include "memory/private.h"
#include "scripted-provider.h"

#define BUSINESS(member)                                                                           \
  "{\"collections\":[],\"agents\":[{\"agent\":\"clerk\",\"instructions\":\"Be brief.\","           \
  "\"provider\":\"scripted\"" member "}],\"workflows\":["                                          \
  "{\"workflow\":\"replying\",\"on\":{\"message\":true},\"steps\":[{\"id\":\"reply\",\"agent\":"   \
  "\"clerk\",\"do\":\"draft\",\"given\":[\"message\"],\"to\":\"message.sender\"}]}]}"

#define IBAN "DE89 3704 0044 0532 0130 00"

#define MESSAGE                                                                                    \
  "{\"channel\":\"file\",\"source\":\"a.eml\",\"identity\":\"a\",\"sender_address\":"              \
  "\"a@example.org\",\"subject\":\"Refund\",\"text\":\"Please pay back to " IBAN ".\"}"

static char *seen;

/* Repeats the source, as a model would that quotes it. */
static gboolean
quote (guint number, BureauTask *task, BureauReply *reply, GError **error)
{
  JsonObject *inputs = bureau_task_get_inputs (task);
  g_autoptr (JsonObject) answer = json_object_new ();
  g_autofree char *text = NULL;

  g_clear_pointer (&seen, g_free);
  text = bureau_json_print_object (inputs);
  seen = g_strconcat (text, bureau_task_get_instructions (task), NULL);
  g_clear_pointer (&text, g_free);
  json_object_set_string_member (answer, "subject", "Re: Refund");
  json_object_set_string_member (
      answer, "body", bureau_json_get_string (bureau_json_get_object (inputs, "source"), "text"));
  text = bureau_json_print_object (answer);
  scripted_answer (reply, text);
  return TRUE;
}

static void
run (Bench *self, const char *business)
{
  g_clear_pointer (&seen, g_free);
  scripted_provider_set (quote);
  bench_install (self, business);
  bench_add_message (self, MESSAGE);
  bench_settle (self);
}

/* What the operator wrote into the agent is the operator's, but no model's. */
static void
test_redact_instructions (Bench *self, gconstpointer data)
{
  run (self,
       "{\"collections\":[],\"agents\":[{\"agent\":\"clerk\",\"instructions\":\"We pay back from "
       "DE02 1203 0000 0000 2020 51.\",\"provider\":\"scripted\"}],\"workflows\":[{\"workflow\":"
       "\"replying\",\"on\":{\"message\":true},\"steps\":[{\"id\":\"reply\",\"agent\":\"clerk\","
       "\"do\":\"draft\",\"given\":[\"message\"],\"to\":\"message.sender\"}]}]}");

  g_assert_null (strstr (seen, "DE02"));
  g_assert_nonnull (strstr (seen, "We pay back from [account-"));
}

static void
test_redact (Bench *self, gconstpointer data)
{
  run (self, BUSINESS (""));

  g_assert_null (strstr (seen, "DE89"));
  g_assert_nonnull (strstr (seen, "[account-1-"));
  bench_assert_text (self, "SELECT body FROM bureau_draft", "Please pay back to " IBAN ".");
}

static void
test_off (Bench *self, gconstpointer data)
{
  bench_set (self, "redaction", "\"off\"");
  run (self, BUSINESS (""));
  g_assert_nonnull (strstr (seen, IBAN));
}

static void
test_block (Bench *self, gconstpointer data)
{
  run (self, BUSINESS (",\"redaction\":\"block\""));

  g_assert_null (seen);
  bench_assert_text (self, "SELECT error FROM bureau_run",
                     "Nothing was sent to scripted: what it would see has 1 account number, and "
                     "“redaction” is “block”.");
  bench_assert_number (self, "SELECT count(*) FROM bureau_usage", 0);
}

static void
mark (Bench *self, gboolean is_private)
{
  await_ok (bureau_private_set (self->workspace.memory, &operator_cause,
                                bench_number (self, "SELECT id FROM bureau_message"), is_private));
}

/* What is marked waits, and goes on once the mark is gone. */
static void
test_private_parks (Bench *self, gconstpointer data)
{
  scripted_provider_set (quote);
  bench_install (self, BUSINESS (""));
  bench_add_message (self, MESSAGE);
  mark (self, TRUE);
  bench_settle (self);

  g_assert_cmpuint (scripted_provider_get_calls (), ==, 0);
  bench_assert_number (self,
                       "SELECT error LIKE 'Nothing was sent to scripted: % is marked%'"
                       " FROM bureau_run",
                       1);
  mark (self, FALSE);
  g_autofree char *args = bench_text (self, "SELECT json_object('run', CAST(id AS TEXT))"
                                            " FROM bureau_run");
  g_autoptr (JsonObject) answer = bench_ask (self, "retry", args);
  bench_settle (self);
  bench_assert_text (self, "SELECT state FROM bureau_run", "done");
  g_assert_cmpuint (scripted_provider_get_calls (), ==, 1);
}

/* Where the operator chose so, rules do it. */
static void
test_private_is_for_rules (Bench *self, gconstpointer data)
{
  bench_set (self, "private_records", "\"builtin\"");
  scripted_provider_set (quote);
  bench_install (self, BUSINESS (""));
  bench_add_message (self, MESSAGE);
  mark (self, TRUE);
  bench_settle (self);

  g_assert_cmpuint (scripted_provider_get_calls (), ==, 0);
  bench_assert_text (self, "SELECT provider FROM bureau_usage", "builtin");
}

/* An agent, or a model, cannot take the mark away. */
static void
test_only_a_person_marks (Bench *self, gconstpointer data)
{
  gint64 id = bench_add_message (self, MESSAGE);

  await_error (bureau_private_set (self->workspace.memory, &agent_cause, id, TRUE),
               BUREAU_ERROR_REFUSED);
  await_error (bureau_private_set (self->workspace.memory, &operator_cause, 5, TRUE),
               BUREAU_ERROR_NOT_FOUND);
}

#define add(path, test)                                                                            \
  g_test_add ("/agents/privacy/" path, Bench, NULL, bench_set_up, test, bench_tear_down)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  dex_init ();

  add ("redact", test_redact);
  add ("redact-instructions", test_redact_instructions);
  add ("off", test_off);
  add ("block", test_block);
  add ("private-parks", test_private_parks);
  add ("private-is-for-rules", test_private_is_for_rules);
  add ("only-a-person-marks", test_only_a_person_marks);
  status = g_test_run ();
  g_clear_pointer (&seen, g_free);

  return status;
}
