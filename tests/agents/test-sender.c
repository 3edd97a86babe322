/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "../channels/smtp-sink.h"
#include "base/error.h"
#include "engine-fixture.h"
#include "memory/connection.h"
#include "memory/delivery.h"
#include "memory/draft.h"

/* A workspace whose mail account leads to a real server (aiosmtpd) that keeps what it got. */
typedef struct
{
  Bench bench;
  char *folder;
  GSubprocess *server;
  guint16 port;
} Post;

static void
connect_smtp (Bench *bench, guint16 port)
{
  g_autofree char *text = g_strdup_printf (
      "{\"name\":\"smtp\",\"kind\":\"smtp\",\"config\":{\"host\":\"127.0.0.1\","
      "\"port\":%u,\"tls\":\"none\",\"from\":\"Studio <studio@example.net>\"}}",
      port);
  g_autoptr (JsonObject) connection = json_object_of (text);

  await_id (bureau_connection_put (bench->workspace.memory, &operator_cause, connection));
}

static guint16
read_port (GSubprocess *process)
{
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (
      g_subprocess_get_stdout_pipe (process));
  g_autofree char *line = NULL;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  g_assert_nonnull (line);

  return g_ascii_strtoull (line, NULL, 10);
}

static gboolean
has_server (void)
{
  const char *const argv[] = { "python3", "-c", "import aiosmtpd", NULL };
  int status = 1;

  return g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
                       NULL, NULL, NULL, NULL, &status, NULL)
         && status == 0;
}

static void
set_up (Post *self, gconstpointer data)
{
  bench_set_up_lead_intake (&self->bench, NULL);
  bench_set (&self->bench, "undo_seconds", "0");
}

static void
start_server (Post *self)
{
  g_autofree char *script = g_build_filename (g_getenv ("BUREAU_SOURCE_DIR"), "tests", "channels",
                                              "real-smtp.py", NULL);
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("bureau-mail-XXXXXX", NULL);
  self->server = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                   &error, "python3", script, self->folder, "plain", NULL);
  g_assert_no_error (error);
  connect_smtp (&self->bench, read_port (self->server));
}

static guint
count_mails (Post *self, char **text)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)))
    if (g_str_has_suffix (name, ".eml"))
      {
        g_autofree char *path = g_build_filename (self->folder, name, NULL);

        n++;
        if (text)
          {
            g_clear_pointer (text, g_free);
            g_assert_true (g_file_get_contents (path, text, NULL, NULL));
          }
      }

  return n;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Post *self, gconstpointer data)
{
  bench_tear_down (&self->bench, data);
  if (!self->server)
    return;
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->server), NULL, NULL);
  g_assert_true (g_subprocess_wait (self->server, NULL, NULL));
  g_clear_object (&self->server);
  remove_folder (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

/* A message comes in and its draft is approved. */
static gint64
approve_an_answer (Post *self)
{
  gint64 draft;

  bench_add_inquiry (&self->bench, 1);
  bench_settle (&self->bench);
  draft = bench_number (&self->bench, "SELECT id FROM bureau_draft");

  return await_id (
      bureau_draft_approve (self->bench.workspace.memory, &operator_cause, draft, NULL));
}

static void
test_sent (Post *self, gconstpointer data)
{
  g_autofree char *mail = NULL;

  start_server (self);
  approve_an_answer (self);
  bench_settle (&self->bench);

  bench_assert_text (&self->bench, "SELECT coalesce(error, state) FROM bureau_delivery", "sent");
  bench_assert_text (&self->bench, "SELECT state FROM inquiries", "answered");
  bench_assert_number (&self->bench,
                       "SELECT count(*) FROM bureau_run WHERE workflow = 'filing'"
                       " AND state = 'done' AND cause->>'trigger' = 'sent' AND message IS NOT NULL",
                       1);
  bench_assert_text (&self->bench, "SELECT phase FROM bureau_attempt", "answered");
  bench_assert_text (&self->bench, "SELECT state FROM bureau_delivery_recipient", "accepted");
  g_assert_cmpuint (count_mails (self, &mail), ==, 1);
  g_assert_nonnull (strstr (mail, "In-Reply-To: <m1@example.org>"));
  g_assert_nonnull (strstr (mail, "To: Anna Pelaaamann <anna1@example.org>"));
  g_assert_nonnull (strstr (mail, "From: Studio <studio@example.net>"));
  g_assert_nonnull (strstr (mail, "Hello Anna,"));
}

static void
test_undone_while_held (Post *self, gconstpointer data)
{
  gint64 draft;

  start_server (self);
  bench_set (&self->bench, "undo_seconds", "3600");
  approve_an_answer (self);
  draft = bench_number (&self->bench, "SELECT id FROM bureau_draft");
  await_ok (bureau_draft_undo (self->bench.workspace.memory, &operator_cause, draft));
  bench_settle (&self->bench);

  bench_assert_text (&self->bench, "SELECT state FROM bureau_delivery", "undone");
  bench_assert_text (&self->bench, "SELECT state FROM inquiries", "read");
  bench_assert_text (&self->bench, "SELECT state FROM bureau_draft", "edited");
  g_assert_cmpuint (count_mails (self, NULL), ==, 0);
}

static void
test_no_account (Post *self, gconstpointer data)
{
  approve_an_answer (self);
  bench_settle (&self->bench);
  bench_assert_text (&self->bench, "SELECT state FROM bureau_delivery", "queued");
  bench_assert_number (&self->bench,
                       "SELECT error LIKE 'There is no mail account%' FROM bureau_delivery", 1);

  start_server (self);
  bench_settle (&self->bench);
  bench_assert_text (&self->bench, "SELECT state FROM bureau_delivery", "sent");
  g_assert_cmpuint (count_mails (self, NULL), ==, 1);
}

static void
test_recipient_wrote_meanwhile (Post *self, gconstpointer data)
{
  approve_an_answer (self);
  bench_settle (&self->bench);
  bench_add_message (
      &self->bench,
      "{\"channel\":\"file\",\"source\":\"2.eml\",\"identity\":\"later\",\"sender_address\":"
      "\"Anna1@example.org\",\"subject\":\"Never mind\",\"text\":\"We found somebody else.\"}");
  start_server (self);
  bench_settle (&self->bench);

  bench_assert_text (&self->bench, "SELECT state FROM bureau_delivery", "returned");
  bench_assert_number (&self->bench, "SELECT count(*) FROM bureau_draft WHERE state = 'edited'", 1);
  g_assert_cmpuint (count_mails (self, NULL), ==, 0);
}

static gboolean
lose_bytes (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "UPDATE bureau_delivery SET raw = 'lost'", "");
}

/* The bytes of the first are gone: it says so, and the second leaves all the same. */
static void
test_one_bad (Post *self, gconstpointer data)
{
  static const SinkScript usual = { .greeting = NULL };
  const BureauCause cause = { "system", "test" };
  g_autoptr (Sink) sink = sink_new (&usual);
  gint64 second;

  approve_an_answer (self);
  bench_settle (&self->bench);
  await_ok (bureau_memory_write (self->bench.workspace.memory, &cause, lose_bytes, NULL, NULL));
  bench_add_inquiry (&self->bench, 2);
  bench_settle (&self->bench);
  second = bench_number (&self->bench, "SELECT id FROM bureau_draft WHERE state = 'drafted'");
  await_id (bureau_draft_approve (self->bench.workspace.memory, &operator_cause, second, NULL));
  connect_smtp (&self->bench, sink_get_port (sink));
  bench_settle (&self->bench);
  sink_finish (sink);

  bench_assert_text (&self->bench,
                     "SELECT group_concat(state) FROM (SELECT state FROM bureau_delivery"
                     " ORDER BY id)",
                     "failed,sent");
  bench_assert_number (&self->bench, "SELECT count(*) FROM bureau_delivery WHERE error IS NOT NULL",
                       1);
  g_assert_cmpuint (sink_get_delivered (sink), ==, 1);
}

/* What a server's answer makes of a delivery. */
typedef struct
{
  SinkScript script;
  const char *state;
  gboolean is_tried_again;
} Answer;

static const Answer temporary = { { .dot = "451 4.3.0 try later\r\n" }, "queued", TRUE };
static const Answer refused = { { .rcpt = { "550 5.1.1 nobody\r\n" } }, "failed", FALSE };
static const Answer silent = { { .dot = SINK_DROP }, "uncertain", FALSE };

static void
test_answer (Post *self, gconstpointer data)
{
  const Answer *answer = data;
  g_autoptr (Sink) sink = sink_new (&answer->script);

  connect_smtp (&self->bench, sink_get_port (sink));
  approve_an_answer (self);
  bench_settle (&self->bench);
  sink_finish (sink);

  bench_assert_text (&self->bench, "SELECT state FROM bureau_delivery", answer->state);
  bench_assert_number (&self->bench, "SELECT next_try IS NOT NULL FROM bureau_delivery",
                       answer->is_tried_again);
  bench_assert_number (&self->bench, "SELECT error IS NOT NULL FROM bureau_delivery", 1);
  bench_assert_number (&self->bench, "SELECT count(*) FROM bureau_attempt", 1);
}

static gboolean
let_time_pass (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  bureau_transaction_add_fact (transaction, "bureau_delivery", 0, "test");

  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "UPDATE bureau_delivery SET next_try = NULL", "");
}

/* An account that sorts before the one that was approved, or another From, changes nobody's yes. */
static void
test_account_bound (Post *self, gconstpointer data)
{
  BureauMemory *memory = self->bench.workspace.memory;
  static const char *const accounts[]
      = { "{\"name\":\"another\",\"kind\":\"smtp\",\"config\":{\"host\":\"127.0.0.1\",\"port\":1,"
          "\"tls\":\"none\",\"from\":\"Other <other@example.net>\"}}",
          "{\"name\":\"smtp\",\"kind\":\"smtp\",\"config\":{\"host\":\"127.0.0.1\",\"port\":1,"
          "\"tls\":\"none\",\"from\":\"Other <other@example.net>\"}}" };

  connect_smtp (&self->bench, 1);
  approve_an_answer (self);
  bench_assert_text (&self->bench, "SELECT meta ->> '$.account.connection' FROM bureau_draft",
                     "smtp");
  bench_assert_text (&self->bench, "SELECT meta ->> '$.account.from' FROM bureau_draft",
                     "Studio <studio@example.net>");
  for (guint i = 0; i < G_N_ELEMENTS (accounts); i++)
    {
      const BureauCause cause = { "system", "test" };
      g_autoptr (JsonObject) connection = json_object_of (accounts[i]);

      await_id (bureau_connection_put (memory, &operator_cause, connection));
      await_ok (bureau_memory_write (memory, &cause, let_time_pass, NULL, NULL));
      bench_settle (&self->bench);
      bench_assert_text (&self->bench, "SELECT state FROM bureau_delivery",
                         i == 0 ? "queued" : "returned");
    }
  bench_assert_text (&self->bench, "SELECT state FROM bureau_draft", "edited");
}

static gboolean
change_account (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  return bureau_database_run (
      bureau_transaction_get_database (transaction), error,
      "UPDATE bureau_draft SET meta = json_set(meta, '$.account.connection', 'smtp')", "");
}

/* The account stands in the approved hash: who changes it behind the person's back sends nothing.
 */
static void
test_account_changed (Post *self, gconstpointer data)
{
  const BureauCause cause = { "system", "test" };
  BureauMemory *memory = self->bench.workspace.memory;
  g_autoptr (JsonObject) other = json_object_of (
      "{\"name\":\"first\",\"kind\":\"smtp\",\"config\":{\"host\":\"127.0.0.1\",\"port\":1,"
      "\"tls\":\"none\",\"from\":\"Studio <studio@example.net>\"}}");

  await_id (bureau_connection_put (memory, &operator_cause, other));
  connect_smtp (&self->bench, 1);
  bench_set (&self->bench, "undo_seconds", "2");
  approve_an_answer (self);
  await_ok (bureau_memory_write (memory, &cause, change_account, NULL, NULL));
  bench_settle (&self->bench);
  bench_assert_text (&self->bench, "SELECT state FROM bureau_delivery", "returned");
}

static gboolean
add_recipient (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  return bureau_database_run (
      bureau_transaction_get_database (transaction), error,
      "UPDATE bureau_draft SET cc = '[{\"name\":\"\",\"address\":\"bea@example.org\"}]'", "");
}

/* One is told "not now": they alone get it later, and nobody can take it back meanwhile. */
static void
test_one_pending (Post *self, gconstpointer data)
{
  static const SinkScript greylist = { .rcpt = { "250 ok\r\n", "451 4.7.1 not now\r\n" } };
  static const SinkScript usual = { .greeting = NULL };
  const BureauCause cause = { "system", "test" };
  BureauMemory *memory = self->bench.workspace.memory;
  g_autoptr (Sink) first = sink_new (&greylist), second = sink_new (&usual);
  gint64 draft;

  connect_smtp (&self->bench, sink_get_port (first));
  bench_add_inquiry (&self->bench, 1);
  bench_settle (&self->bench);
  draft = bench_number (&self->bench, "SELECT id FROM bureau_draft");
  await_ok (bureau_memory_write (memory, &cause, add_recipient, NULL, NULL));
  await_id (bureau_draft_approve (memory, &operator_cause, draft, NULL));
  bench_settle (&self->bench);
  sink_finish (first);
  bench_assert_text (&self->bench, "SELECT state FROM bureau_delivery WHERE next_try IS NOT NULL",
                     "queued");
  bench_assert_text (&self->bench,
                     "SELECT group_concat(state) FROM (SELECT state FROM bureau_delivery_recipient"
                     " ORDER BY address)",
                     "accepted,pending");
  await_error (bureau_draft_undo (memory, &operator_cause, draft), BUREAU_ERROR_REFUSED);

  connect_smtp (&self->bench, sink_get_port (second));
  await_ok (bureau_memory_write (memory, &cause, let_time_pass, NULL, NULL));
  bench_settle (&self->bench);
  sink_finish (second);
  bench_assert_text (&self->bench, "SELECT coalesce(error, state) FROM bureau_delivery", "sent");
  g_assert_nonnull (strstr (sink_get_heard (second), "RCPT TO:<bea@example.org>"));
  g_assert_null (strstr (sink_get_heard (second), "RCPT TO:<anna1@example.org>"));
}

/* A login that is refused is the account's matter: the letter waits until the account changes. */
static void
test_login_refused (Post *self, gconstpointer data)
{
  static const SinkScript closed = { .auth = "535 5.7.8 wrong\r\n" };
  static const SinkScript usual = { .greeting = NULL };
  g_autoptr (Sink) first = sink_new (&closed), second = sink_new (&usual);
  g_autofree char *text = g_strdup_printf (
      "{\"name\":\"smtp\",\"kind\":\"smtp\",\"secret_env\":\"BUREAU_TEST_SECRET\",\"config\":{"
      "\"host\":\"127.0.0.1\",\"port\":%u,\"tls\":\"none\",\"user\":\"studio\","
      "\"from\":\"Studio <studio@example.net>\"}}",
      sink_get_port (first));
  g_autoptr (JsonObject) connection = json_object_of (text);

  await_id (bureau_connection_put (self->bench.workspace.memory, &operator_cause, connection));
  approve_an_answer (self);
  bench_settle (&self->bench);
  sink_finish (first);
  bench_assert_text (&self->bench, "SELECT state FROM bureau_delivery", "queued");
  bench_assert_number (&self->bench, "SELECT error LIKE '%login%' FROM bureau_delivery", 1);

  connect_smtp (&self->bench, sink_get_port (second));
  bench_settle (&self->bench);
  sink_finish (second);
  bench_assert_text (&self->bench, "SELECT coalesce(error, state) FROM bureau_delivery", "sent");
}

/* Giving it up does not make the server's words untrue. */
static void
test_discarded (Post *self, gconstpointer data)
{
  g_autoptr (Sink) sink = sink_new (&refused.script);

  connect_smtp (&self->bench, sink_get_port (sink));
  approve_an_answer (self);
  bench_settle (&self->bench);
  sink_finish (sink);
  await_ok (bureau_delivery_resolve (self->bench.workspace.memory, &operator_cause,
                                     bench_number (&self->bench, "SELECT id FROM bureau_delivery"),
                                     "discard"));

  bench_assert_number (&self->bench,
                       "SELECT count(*) FROM bureau_delivery WHERE error LIKE '%nobody%'", 1);
}

#define ADD(path, data, func) g_test_add (path, Post, data, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("BUREAU_TEST_SECRET", "wrong", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("/agents/sender/temporary", &temporary, test_answer);
  ADD ("/agents/sender/refused", &refused, test_answer);
  ADD ("/agents/sender/silent", &silent, test_answer);
  ADD ("/agents/sender/one-bad", NULL, test_one_bad);
  ADD ("/agents/sender/one-pending", NULL, test_one_pending);
  ADD ("/agents/sender/account-bound", NULL, test_account_bound);
  ADD ("/agents/sender/account-changed", NULL, test_account_changed);
  ADD ("/agents/sender/discarded", NULL, test_discarded);
  ADD ("/agents/sender/login-refused", NULL, test_login_refused);
  if (!has_server ())
    {
      g_test_message ("aiosmtpd is not here: the tests with a real server are left out.");
      return g_test_run ();
    }
  ADD ("/agents/sender/sent", NULL, test_sent);
  ADD ("/agents/sender/undone-while-held", NULL, test_undone_while_held);
  ADD ("/agents/sender/no-account", NULL, test_no_account);
  ADD ("/agents/sender/recipient-wrote-meanwhile", NULL, test_recipient_wrote_meanwhile);

  return g_test_run ();
}
