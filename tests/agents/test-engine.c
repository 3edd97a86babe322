/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "agents/requests.h"
#include "base/json.h"
#include "engine-fixture.h"
#include "memory/connection.h"
#include "memory/document.h"
#include "memory/draft.h"
#include "memory/record.h"
#include "memory/request.h"

/* A collection `notes` and whatever workflows a test wants. */
#define NOTES(workflows)                                                                           \
  "{\"collections\":[{\"collection\":\"notes\",\"title\":\"Notes\",\"fields\":["                   \
  "{\"name\":\"text\",\"type\":\"text\"},{\"name\":\"state\",\"type\":\"text\"},"                  \
  "{\"name\":\"n\",\"type\":\"int\"},{\"name\":\"due\",\"type\":\"datetime\"}]}],"                 \
  "\"agents\":[{\"agent\":\"clerk\",\"instructions\":\"Be brief.\",\"reads\":[\"notes\"],"         \
  "\"writes\":[\"notes\"]},{\"agent\":\"lost\",\"instructions\":\"-\",\"provider\":\"nowhere\"}]," \
  "\"workflows\":[" workflows "]}"

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

static void
check_evidence (Bench *self, gint64 record)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BureauDatabase) database = bureau_database_open (self->workspace.path,
                                                              BUREAU_DATABASE_READ, &error);
  g_autoptr (JsonArray) evidence = bureau_record_evidence (database, record, &error);
  g_autofree char *text = bench_text (self, "SELECT text FROM bureau_message");

  g_assert_no_error (error);
  for (guint i = 0; i < json_array_get_length (evidence); i++)
    {
      JsonObject *one = json_array_get_object_element (evidence, i);
      const char *quote = bureau_json_get_string (one, "quote");

      g_assert_true ((quote == NULL) == (bureau_json_get_int (one, "inferred", 0) == 1));
      if (json_object_has_member (one, "start") && !json_object_get_null_member (one, "start"))
        g_assert_true (g_str_has_prefix (text + bureau_json_get_int (one, "start", 0), quote));
      if (g_str_equal (bureau_json_get_string (one, "field"), "contact"))
        g_assert_true (g_str_has_prefix (quote, "Anna "));
    }
}

/* Every value stands on words of the source, or says that it does not. */
static void
test_evidence (Bench *self, gconstpointer data)
{
  bench_add_inquiry (self, 1);
  bench_settle (self);

  bench_assert_number (self,
                       "SELECT count(*) >= 2 FROM bureau_evidence, json_each(fields)"
                       " WHERE type = 'array'",
                       1);
  check_evidence (self, bench_number (self, "SELECT id FROM inquiries"));
}

static void
check_precedents (Bench *self, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BureauDatabase) database = bureau_database_open (self->workspace.path,
                                                              BUREAU_DATABASE_READ, &error);
  gint64 id = bench_number (self, "SELECT id FROM bureau_draft");
  g_autoptr (JsonObject) draft = bureau_draft_load (database, id, &error);
  JsonObject *facts;

  g_assert_no_error (error);
  facts = bureau_json_get_object (draft, "facts");
  g_assert_cmpuint (json_array_get_length (bureau_json_get_array (facts, "precedents")), ==, n);
}

/* A fee is named from three accepted projects on, and those are named too. */
static void
test_fee_range (Bench *self, gconstpointer data)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *fields = g_strdup_printf (
          "{\"title\":\"Identity %u\",\"service\":\"Website design\",\"fee\":%u,"
          "\"currency\":\"EUR\",\"accepted\":1,\"summary\":\"A brand identity for a shop\"}",
          i, 400000 + i * 50000);

      bench_add_record (self, "projects", fields);
    }
  bench_add_inquiry (self, 1);
  bench_settle (self);

  bench_assert_text (self, "SELECT service FROM inquiries", "Website design");
  bench_assert_number (self, "SELECT fee_low FROM inquiries", 400000);
  bench_assert_number (self, "SELECT json_extract(facts, '$.fee_high') FROM bureau_draft", 500000);
  check_precedents (self, 3);
  bench_assert_number (self, "SELECT count(*) FROM bureau_draft WHERE body LIKE '%Identity 1%'", 1);
}

static void
test_automatic_mail_gets_no_draft (Bench *self, gconstpointer data)
{
  bench_add_message (self,
                     "{\"channel\":\"file\",\"source\":\"l.eml\",\"identity\":\"list\","
                     "\"sender_address\":\"list@example.org\",\"subject\":\"Quote for a brand "
                     "identity\",\"text\":\"Could you send us a quote?\",\"automatic\":"
                     "\"list\"}");
  bench_add_record (self, "inquiries", "{\"contact\":\"Nobody\",\"state\":\"new\"}");
  bench_settle (self);
  bench_assert_number (self, "SELECT count(*) FROM bureau_run", 0);
}

/* Also where a workflow would: the step is passed over and says why. */
static void
test_draft_step_skips_automatic_mail (Bench *self, gconstpointer data)
{
  bench_install (self, NOTES ("{\"workflow\":\"eager\",\"on\":{\"message\":true},\"steps\":["
                              "{\"id\":\"reply\",\"do\":\"draft\",\"agent\":\"clerk\",\"given\":"
                              "[\"message\"],\"to\":\"message.sender\"}]}"));
  bench_add_message (self, "{\"channel\":\"file\",\"source\":\"l.eml\",\"identity\":\"list\","
                           "\"sender_address\":\"list@example.org\",\"subject\":\"News\",\"text\":"
                           "\"All the news.\",\"automatic\":\"list\"}");
  bench_settle (self);

  bench_assert_text (self, "SELECT state FROM bureau_run", "done");
  bench_assert_text (self, "SELECT json_extract(output, '$.skipped') FROM bureau_step",
                     "no answer is drafted: list");
  bench_assert_number (self, "SELECT count(*) FROM bureau_draft", 0);
}

/* An address out of a text is no recipient, by whatever way it got into a field. */
static void
test_recipient_from_text (Bench *self, gconstpointer data)
{
  bench_install (self, "{\"workflows\":[{\"workflow\":\"answering\",\"on\":{\"record\":"
                       "\"inquiries\",\"when\":\"added\"},\"steps\":[{\"id\":\"reply\",\"do\":"
                       "\"draft\",\"agent\":\"writer\",\"given\":[\"message\"],\"to\":"
                       "\"record.email\"}]}]}");
  bench_add_message (
      self, "{\"channel\":\"file\",\"source\":\"a.eml\",\"identity\":\"a\","
            "\"sender_name\":\"Anna\",\"sender_address\":\"form@example.org\",\"subject\":"
            "\"Quote for a brand identity\",\"text\":\"Could you send us a quote for a brand "
            "identity?\\n\\nKind regards\\nAnna\\nE-mail: attacker@evil.example\\n\"}");
  bench_settle (self);

  bench_assert_text (self, "SELECT email FROM inquiries WHERE email IS NOT NULL LIMIT 1",
                     "attacker@evil.example");
  bench_assert_number (self, "SELECT count(*) FROM bureau_draft WHERE workflow = 'answering'", 1);
  bench_assert_number (self, "SELECT count(*) FROM bureau_draft WHERE \"to\" LIKE '%evil%'", 0);
}

/* What the operator set in that field is; what an agent wrote over it is not any more. */
static void
test_recipient_entered (Bench *self, gconstpointer data)
{
  bench_install (
      self, "{\"workflows\":[{\"workflow\":\"kept\",\"on\":{\"record\":\"clients\",\"when\":"
            "\"added\"},\"steps\":[{\"id\":\"note\",\"do\":\"update\",\"record\":\"record\","
            "\"set\":{\"note\":\"'seen'\"}},{\"id\":\"reply\",\"do\":\"draft\",\"agent\":"
            "\"writer\",\"given\":[\"record\"],\"to\":\"record.email\"}]},{\"workflow\":\"over\","
            "\"on\":{\"record\":\"clients\",\"when\":\"added\"},\"steps\":[{\"id\":\"copy\","
            "\"do\":\"query\",\"update\":\"record\",\"sql\":\"SELECT 'x@evil.example' AS email\"},"
            "{\"id\":\"reply\",\"do\":\"draft\",\"agent\":\"writer\",\"given\":[\"record\"],"
            "\"to\":\"record.email\"}]}]}");
  bench_set (self, "engine_concurrency", "1");
  bench_add_record (self, "clients", "{\"name\":\"Hall\",\"email\":\"hall@example.org\"}");
  bench_settle (self);

  bench_assert_text (self,
                     "SELECT json_extract(\"to\", '$[0].address') FROM bureau_draft"
                     " WHERE workflow = 'kept'",
                     "hall@example.org");
  bench_assert_number (self,
                       "SELECT json_array_length(\"to\") FROM bureau_draft"
                       " WHERE workflow = 'over'",
                       0);
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

  bench_install (self, NOTES ("{\"workflow\":\"opened\",\"on\":{\"record\":\"notes\",\"where\":"
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
  bench_install (self, NOTES ("{\"workflow\":\"added\",\"on\":{\"record\":\"notes\",\"when\":"
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
  bench_install (self, NOTES ("{\"workflow\":\"circle\",\"on\":{\"record\":\"notes\",\"when\":"
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

  bench_install (self, NOTES ("{\"workflow\":\"asking\",\"on\":{\"record\":\"notes\",\"when\":"
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
  bench_install (self, NOTES ("{\"workflow\":\"later\",\"on\":{\"record\":\"notes\",\"when\":"
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

  bench_install (self, NOTES ("{\"workflow\":\"later\",\"on\":{\"record\":\"notes\",\"when\":"
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
  bench_install (self, NOTES ("{\"workflow\":\"second\",\"on\":{\"hand\":\"notes\"},\"steps\":["
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

  bench_install (self, NOTES ("{\"workflow\":\"hand\",\"on\":{\"hand\":\"notes\"},\"steps\":["
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

/* What cannot help itself is parked with cause and advice; retry goes on at that step. */
static void
test_park_and_retry (Bench *self, gconstpointer data)
{
  g_autoptr (JsonObject) answer = NULL;
  g_autofree char *args = NULL;

  bench_install (self, NOTES ("{\"workflow\":\"lost\",\"on\":{\"record\":\"notes\",\"when\":"
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

/* A folder's file is a record within two seconds; a broken one is shown as such. */
static void
test_watched_folder (Bench *self, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("bureau-inbox-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "a.eml", NULL);
  g_autofree char *text = g_strdup_printf (
      "{\"name\":\"inbox\",\"kind\":\"folder\",\"config\":{\"path\":\"%s\"}}", folder);
  g_autoptr (JsonObject) connection = json_object_of (text);

  g_assert_true (g_file_set_contents (file,
                                      "From: Anna <anna@example.org>\r\nTo: us@example.net\r\n"
                                      "Subject: Quote for a brand identity\r\nMessage-ID: <1@x>\r\n"
                                      "Date: Fri, 20 Nov 2026 09:00:00 +0100\r\n\r\n"
                                      "Could you send us a quote for a brand identity?\r\n",
                                      -1, NULL));
  await_id (bureau_connection_put (self->workspace.memory, &operator_cause, connection));
  bench_settle (self);
  bench_assert_number (self, "SELECT count(*) FROM bureau_message", 1);
  bench_assert_number (self, "SELECT count(*) FROM inquiries", 1);

  bench_reopen (self);
  bench_settle (self);
  bench_assert_number (self, "SELECT count(*) FROM bureau_message", 1);
  bench_stop (self);
  g_unlink (file);
  g_rmdir (folder);
}

static gboolean
mark_begun (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "UPDATE bureau_scratch SET key = 'begun:' || value || ':' ||"
                              " substr(key, length('arrived:') + 1), value = '2'"
                              " WHERE key GLOB 'arrived:*bad.eml'",
                              "");
}

/* A file that the program stopped in three times is told of and read no more; others are read. */
static void
test_file_crashes (Bench *self, gconstpointer data)
{
  static const char mail[] = "From: Anna <anna@example.org>\nMessage-ID: <%s@x>\n\nHello.\n";
  static const char *const names[] = { "bad.eml", "good.eml" };
  g_autofree char *folder = g_dir_make_tmp ("bureau-inbox-XXXXXX", NULL);
  g_autofree char *text = g_strdup_printf (
      "{\"name\":\"inbox\",\"kind\":\"folder\",\"config\":{\"path\":\"%s\"}}", folder);
  g_autoptr (JsonObject) connection = json_object_of (text);
  const BureauCause cause = { "system", "test" };

  await_id (bureau_connection_put (self->workspace.memory, &operator_cause, connection));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_autofree char *content = g_strdup_printf (mail, names[i]);

      g_assert_true (g_file_set_contents (path, content, -1, NULL));
      bench_reopen (self);
      await_ok (bureau_memory_write (self->workspace.memory, &cause, mark_begun, NULL, NULL));
      bench_settle (self);
    }
  bench_assert_number (self, "SELECT count(*) FROM bureau_message WHERE source LIKE '%good.eml'",
                       1);
  bench_assert_number (self,
                       "SELECT count(*) FROM bureau_request WHERE state = 'failed'"
                       " AND args ->> 'file' LIKE '%/bad.eml' AND error LIKE 'Bureau stopped%'",
                       1);
  bench_assert_number (self, "SELECT count(*) FROM bureau_scratch WHERE key GLOB 'begun:*'", 0);
  bench_stop (self);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/* A folder that is not there is told of, once; no restart is needed for it to be looked for. */
static void
test_absent_folder (Bench *self, gconstpointer data)
{
  g_autoptr (JsonObject) connection = json_object_of (
      "{\"name\":\"inbox\",\"kind\":\"folder\",\"config\":{\"path\":\"/nowhere/at/all\"}}");

  await_id (bureau_connection_put (self->workspace.memory, &operator_cause, connection));
  bench_settle (self);
  bench_set (self, "undo_seconds", "1");
  bench_settle (self);
  bench_assert_text (self,
                     "SELECT group_concat(state || ' ' || (args ->> 'file')) FROM bureau_request",
                     "failed /nowhere/at/all");
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

static void
test_test_connection (Bench *self, gconstpointer data)
{
  g_autoptr (JsonObject) connection = json_object_of (
      "{\"name\":\"inbox\",\"kind\":\"folder\",\"config\":{\"path\":\"/nowhere/at/all\"}}");
  g_autoptr (JsonObject) answer = NULL, unknown = NULL, later = NULL;

  await_id (bureau_connection_put (self->workspace.memory, &operator_cause, connection));
  answer = bench_ask (self, "test-connection", "{\"connection\":\"inbox\"}");
  g_assert_cmpstr (bureau_json_get_string (answer, "state"), ==, "refused");
  unknown = bench_ask (self, "test-connection", "{\"connection\":\"none\"}");
  g_assert_cmpstr (bureau_json_get_string (unknown, "state"), ==, "refused");
  later = bench_ask (self, "replay", "{}");
  g_assert_cmpstr (bureau_json_get_string (later, "state"), ==, "refused");
}

static gboolean
cut_off (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "UPDATE bureau_request SET state = 'doing', error = NULL", "")
         && bureau_requests_recover (transaction, error);
}

/* A request that the program stopped in three times is not done a fourth time. */
static void
test_request_crashes (Bench *self, gconstpointer data)
{
  static const char *const states[] = { "asked", "asked", "failed" };
  const BureauCause cause = { "system", "test" };
  g_autoptr (JsonObject) args = json_object_of ("{\"files\":[\"/nowhere.csv\"]}");

  await_id (bureau_request_ask (self->workspace.memory, &operator_cause, "import", args));
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      await_ok (bureau_memory_write (self->workspace.memory, &cause, cut_off, NULL, NULL));
      bench_assert_text (self, "SELECT state FROM bureau_request", states[i]);
      bench_assert_number (self, "SELECT count(*) FROM bureau_scratch WHERE key GLOB 'request:*'",
                           g_str_equal (states[i], "asked"));
    }
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

static gboolean
note_progress (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  gint64 *id = data;

  return bureau_database_run (
      bureau_transaction_get_database (transaction), error,
      "INSERT INTO bureau_scratch VALUES ('request:' || ?1 || ':x', '', '')", "i", *id);
}

/* What is remembered of a request goes when it ends, and only that. */
static void
test_request_scratch (Bench *self, gconstpointer data)
{
  const BureauCause cause = { "system", "test" };
  BureauMemory *memory = self->workspace.memory;
  g_autofree char *path = g_build_filename (self->workspace.folder, "a.csv", NULL);
  g_autofree char *text = g_strdup_printf ("{\"files\":[\"%s\"],\"into\":\"clients\"}", path);
  g_autoptr (JsonObject) answer = NULL;
  gint64 near = 1;

  g_assert_true (g_file_set_contents (path, "name\nOne\nTwo\n", -1, NULL));
  bench_start (self);
  await_ok (bureau_memory_write (memory, &cause, note_progress, &near, NULL));
  answer = bench_ask (self, "import", text);
  g_assert_cmpstr (bureau_json_get_string (answer, "state"), ==, "done");
  bench_assert_number (self, "SELECT count(*) FROM clients", 2);
  bench_assert_text (self,
                     "SELECT group_concat(key) FROM bureau_scratch WHERE key GLOB 'request:*'",
                     "request:1:x");
}

static gint64
first_draft (Bench *self)
{
  bench_add_inquiry (self, 1);
  bench_settle (self);

  return bench_number (self, "SELECT id FROM bureau_draft");
}

/* What is no inquiry is learnt, and forgotten again when it is taken back; neither starts a run. */
static void
test_teach (Bench *self, gconstpointer data)
{
  gint64 draft = first_draft (self);
  gint64 runs = bench_number (self, "SELECT count(*) FROM bureau_run");

  await_ok (bureau_draft_dismiss (self->workspace.memory, &operator_cause, draft, "offer"));
  bench_settle (self);
  bench_assert_text (self, "SELECT state FROM bureau_request", "done");
  bench_assert_text (self, "SELECT label FROM bureau_label", "offer");
  bench_assert_number (self, "SELECT count(*) > 5 FROM bureau_label_word WHERE n > 0", 1);
  bench_assert_number (
      self, "SELECT count(*) FROM bureau_label_word WHERE word = 'domain:example.org'", 1);

  await_ok (bureau_draft_undo (self->workspace.memory, &operator_cause, draft));
  bench_settle (self);
  bench_assert_number (self, "SELECT count(*) FROM bureau_label", 0);
  bench_assert_number (self, "SELECT count(*) FROM bureau_label_word WHERE n > 0", 0);
  bench_assert_text (self, "SELECT label FROM bureau_message", "inquiry");
  bench_assert_number (self, "SELECT count(*) FROM bureau_run", runs);
  bench_assert_number (self, "SELECT count(*) FROM bureau_draft", 1);
}

/* Letters like those that were corrected are not taken for inquiries for long: the rules know
 * these words well, so a few corrections are needed. */
static void
test_taught (Bench *self, gconstpointer data)
{
  guint taught = 0;

  for (guint i = 1; i <= 9; i++)
    {
      gint64 draft;

      bench_add_inquiry (self, i);
      bench_settle (self);
      draft = bench_number (self, "SELECT max(id) FROM bureau_draft WHERE state = 'drafted'");
      if (draft == 0)
        break;
      await_ok (bureau_draft_dismiss (self->workspace.memory, &operator_cause, draft, "offer"));
      bench_settle (self);
      taught++;
    }
  g_test_message ("learnt after %u corrections", taught);
  g_assert_cmpuint (taught, <, 9);
  bench_assert_text (self, "SELECT label FROM bureau_message ORDER BY id DESC LIMIT 1", "offer");
}

static void
ask_again (Bench *self, gint64 draft, const char *note, const char *state)
{
  gint64 request = await_id (
      bureau_draft_ask_again (self->workspace.memory, &operator_cause, draft, note));
  g_autofree char *sql = g_strdup_printf (
      "SELECT state FROM bureau_request WHERE id = %" G_GINT64_FORMAT, request);

  bench_settle (self);
  bench_assert_text (self, sql, state);
}

/* The draft is the agent's new text, made by the agent; what it replaced stays in the journal. */
static void
test_redraft (Bench *self, gconstpointer data)
{
  gint64 draft = first_draft (self);

  bench_assert_number (self, "SELECT body LIKE 'Hello %' FROM bureau_draft", 1);
  ask_again (self, draft, "in German", "done");
  bench_assert_number (self, "SELECT body LIKE 'Guten Tag %' FROM bureau_draft", 1);
  bench_assert_number (self, "SELECT agent_body IS NULL FROM bureau_draft", 1);
  bench_assert_text (self, "SELECT state FROM bureau_draft", "drafted");
  bench_assert_number (self, "SELECT count(*) FROM bureau_draft", 1);
  bench_assert_text (self,
                     "SELECT actor FROM bureau_journal j JOIN bureau_journal_item i USING (entry)"
                     " WHERE i.collection = 'bureau_draft' ORDER BY entry DESC LIMIT 1",
                     "agent:writer");
  bench_assert_number (self, "SELECT count(*) FROM bureau_usage", 4);
}

/* Rules say what they cannot do, and the draft stays as it is. */
static void
test_redraft_refused (Bench *self, gconstpointer data)
{
  gint64 draft = first_draft (self);

  ask_again (self, draft, "a little warmer", "refused");
  bench_assert_number (
      self, "SELECT error LIKE '%cannot follow “a little warmer”%' FROM bureau_request", 1);
  ask_again (self, draft, "in English", "refused");
  bench_assert_number (self, "SELECT body LIKE 'Hello %' FROM bureau_draft", 1);
  ask_again (self, draft, "without the link, in Spanish", "done");
  bench_assert_number (self, "SELECT body LIKE 'Buenos %' FROM bureau_draft", 1);
}

/* What the operator writes meanwhile is not written over. */
static void
test_redraft_overtaken (Bench *self, gconstpointer data)
{
  gint64 draft = first_draft (self);
  g_autoptr (JsonObject) changes = json_object_of ("{\"body\":\"Mine.\"}");

  bench_stop (self);
  await_id (bureau_draft_ask_again (self->workspace.memory, &operator_cause, draft, "in German"));
  await_ok (bureau_draft_edit (self->workspace.memory, &operator_cause, draft, changes));
  bench_settle (self);
  bench_assert_text (self, "SELECT state FROM bureau_request", "refused");
  bench_assert_text (self, "SELECT body FROM bureau_draft", "Mine.");
}

#define ADD(name, set_up, func)                                                                    \
  g_test_add ("/agents/engine/" name, Bench, NULL, set_up, func, bench_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("hand-over", bench_set_up_lead_intake, test_hand_over);
  ADD ("evidence", bench_set_up_lead_intake, test_evidence);
  ADD ("fee-range", bench_set_up_lead_intake, test_fee_range);
  ADD ("automatic-mail", bench_set_up_lead_intake, test_automatic_mail_gets_no_draft);
  ADD ("draft-skips-automatic", bench_set_up, test_draft_step_skips_automatic_mail);
  ADD ("recipient-from-text", bench_set_up_lead_intake, test_recipient_from_text);
  ADD ("recipient-entered", bench_set_up_lead_intake, test_recipient_entered);
  ADD ("becomes-true-once", bench_set_up, test_becomes_true_once);
  ADD ("without-engine", bench_set_up, test_written_without_engine);
  ADD ("deep-chain", bench_set_up, test_deep_chain_parks);
  ADD ("ask", bench_set_up, test_ask_and_answer);
  ADD ("wait", bench_set_up, test_wait);
  ADD ("cancel", bench_set_up, test_cancel_while_waiting);
  ADD ("start", bench_set_up, test_start_another);
  ADD ("by-hand", bench_set_up, test_run_by_hand);
  ADD ("request-crashes", bench_set_up, test_request_crashes);
  ADD ("catalog-replaced", bench_set_up_lead_intake, test_catalog_replaced);
  ADD ("request-scratch", bench_set_up_lead_intake, test_request_scratch);
  ADD ("park-and-retry", bench_set_up, test_park_and_retry);
  ADD ("folder", bench_set_up_lead_intake, test_watched_folder);
  ADD ("file-crashes", bench_set_up, test_file_crashes);
  ADD ("absent-folder", bench_set_up, test_absent_folder);
  ADD ("concurrency", bench_set_up_lead_intake, test_concurrency);
  ADD ("test-connection", bench_set_up, test_test_connection);
  ADD ("teach", bench_set_up_lead_intake, test_teach);
  ADD ("taught", bench_set_up_lead_intake, test_taught);
  ADD ("redraft", bench_set_up_lead_intake, test_redraft);
  ADD ("redraft-refused", bench_set_up_lead_intake, test_redraft_refused);
  ADD ("redraft-overtaken", bench_set_up_lead_intake, test_redraft_overtaken);

  return g_test_run ();
}
