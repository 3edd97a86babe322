/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/requests.h"
#include "base/json.h"
#include "engine-fixture.h"
#include "memory/connection.h"
#include "memory/draft.h"
#include "memory/request.h"

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

/* Long requests: so many messages that they do not go in together. */
#define MANY 3000

static char *
put_many (Bench *self, guint n)
{
  char *path = g_build_filename (self->workspace.folder, "many.mbox", NULL);
  g_autoptr (GString) mbox = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (
        mbox, "From x Fri Nov 20 09:00:00 2026\nMessage-ID: <%u@x>\nFrom: a@b.example\n\nHello\n\n",
        i);
  g_assert_true (g_file_set_contents (path, mbox->str, -1, NULL));

  return path;
}

static gint64
begin_import (Bench *self, const char *path)
{
  g_autofree char *text = g_strdup_printf ("{\"files\":[\"%s\"]}", path);
  g_autoptr (JsonObject) args = json_object_of (text);
  gint64 request;

  bench_start (self);
  request = await_id (bureau_request_ask (self->workspace.memory, &operator_cause, "import", args));
  while (bench_number (self, "SELECT count(*) FROM bureau_message") == 0)
    continue;

  return request;
}

/* Withdrawn while it is done: what came in stays, and no more comes. */
static void
test_long_withdrawn (Bench *self, gconstpointer data)
{
  g_autofree char *path = put_many (self, MANY);
  gint64 request = begin_import (self, path);

  await_ok (bureau_request_withdraw (self->workspace.memory, &operator_cause, request, "Enough."));
  bench_settle (self);
  bench_assert_text (self, "SELECT state || ': ' || error FROM bureau_request", "refused: Enough.");
  bench_assert_number (
      self, "SELECT count(*) BETWEEN 1 AND " G_STRINGIFY (MANY) " - 1 FROM bureau_message", 1);
  bench_assert_number (self, "SELECT count(*) FROM bureau_scratch WHERE key GLOB 'request:*'", 0);
}

/* The end of the engine does not wait for it, and its next start goes on with it. */
static void
test_long_paused (Bench *self, gconstpointer data)
{
  g_autofree char *path = put_many (self, MANY);

  begin_import (self, path);
  bench_stop (self);
  bench_assert_text (self, "SELECT state FROM bureau_request", "asked");
  bench_assert_number (self, "SELECT count(*) < " G_STRINGIFY (MANY) " FROM bureau_message", 1);
  bench_reopen (self);
  bench_settle (self);
  bench_assert_text (self, "SELECT state FROM bureau_request", "done");
  bench_assert_number (self, "SELECT count(*) FROM bureau_message", MANY);
}

/* How far it is stands in a row meanwhile. */
static void
test_long_told (Bench *self, gconstpointer data)
{
  g_autofree char *path = put_many (self, 10 * MANY);
  gint64 request = begin_import (self, path);
  g_autofree char *told = NULL;

  while (told == NULL && bench_number (self, "SELECT state = 'doing' FROM bureau_request") == 1)
    told = bench_text (self, "SELECT max(value) FROM bureau_scratch"
                             " WHERE key GLOB 'request:*:progress'");
  g_assert_nonnull (told);
  g_assert_nonnull (strstr (told, "\"reading\""));
  await_ok (bureau_request_withdraw (self->workspace.memory, &operator_cause, request, "Enough."));
}

/* Where nothing came in, that is a failure that can be asked for again. */
static void
test_import_failed (Bench *self, gconstpointer data)
{
  g_autoptr (JsonObject) answer = NULL;

  bench_start (self);
  answer = bench_ask (self, "import", "{\"files\":[\"/nowhere/a.eml\"]}");
  g_assert_cmpstr (bureau_json_get_string (answer, "state"), ==, "failed");
}

#define ADD(name, set_up, func)                                                                    \
  g_test_add ("/agents/requests/" name, Bench, NULL, set_up, func, bench_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("request-crashes", bench_set_up, test_request_crashes);
  ADD ("request-scratch", bench_set_up_lead_intake, test_request_scratch);
  ADD ("long-withdrawn", bench_set_up, test_long_withdrawn);
  ADD ("long-paused", bench_set_up, test_long_paused);
  ADD ("long-told", bench_set_up, test_long_told);
  ADD ("import-failed", bench_set_up, test_import_failed);
  ADD ("test-connection", bench_set_up, test_test_connection);
  ADD ("teach", bench_set_up_lead_intake, test_teach);
  ADD ("taught", bench_set_up_lead_intake, test_taught);
  ADD ("redraft", bench_set_up_lead_intake, test_redraft);
  ADD ("redraft-refused", bench_set_up_lead_intake, test_redraft_refused);
  ADD ("redraft-overtaken", bench_set_up_lead_intake, test_redraft_overtaken);

  return g_test_run ();
}
