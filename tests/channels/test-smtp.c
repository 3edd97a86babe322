/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/smtp.h"

#include <string.h>

#include "base/error.h"
#include "smtp-sink.h"

#define MESSAGE "From: me@own.example\r\nSubject: Hi\r\n\r\n.one\r\n..\r\nlast\r\n"

/* One attempt against one scripted server. */
typedef struct
{
  SinkScript script;
  BureauSmtpServer server;
  const char *recipients[4];
  gboolean end_fails;
  GCancellable *cancellable;
  BureauSmtpPhase cancel_in; /* with @cancellable: stop when this phase begins */

  Sink *sink;
  guint n_ends;
  gboolean had_end_early;
  GString *phases;
  BureauSmtpResult *result;
} Try;

static void
phase_cb (BureauSmtpPhase phase, const char *reply, gpointer data)
{
  Try *try = data;
  g_string_append_printf (try->phases, "%s ", bureau_smtp_phase_to_string (phase));
  g_assert_true ((phase == BUREAU_SMTP_ANSWERED) == (reply != NULL));
  if (try->cancellable != NULL && phase == try->cancel_in)
    g_cancellable_cancel (try->cancellable);
}

static gboolean
end_cb (gpointer data)
{
  Try *try = data;
  try->n_ends++;
  try->had_end_early |= try->sink != NULL && sink_has_end (try->sink);
  g_string_append (try->phases, "end ");
  return !try->end_fails;
}

static void
run (Try *try)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (MESSAGE, strlen (MESSAGE));
  const char *const usual[] = { "anna@example.org", NULL };
  BureauSmtpEnvelope envelope = { "me@own.example",
                                  try->recipients[0] != NULL ? try->recipients : usual, bytes };
  BureauSmtpHooks hooks = { phase_cb, end_cb, try, try->cancellable };
  try->sink = sink_new (&try->script);
  try->phases = g_string_new (NULL);
  try->server.port = sink_get_port (try->sink);
  if (try->server.host == NULL)
    try->server.host = (char *)"127.0.0.1";
  try->server.security = try->server.security == 0 ? BUREAU_SMTP_NONE : try->server.security;
  if (try->server.answer_seconds == 0)
    try->server.answer_seconds = 20;
  try->result = bureau_smtp_send (&try->server, &envelope, &hooks);
}

static void
clear (Try *try)
{
  g_clear_pointer (&try->sink, sink_free);
  g_clear_pointer (&try->result, bureau_smtp_result_unref);
  g_string_free (g_steal_pointer (&try->phases), TRUE);
  g_clear_object (&try->cancellable);
}

static const BureauSmtpRecipient *
recipient (Try *try, guint i)
{
  return g_ptr_array_index (try->result->recipients, i);
}

static void
test_sent (void)
{
  Try try = { .server = { .hello = (char *)"office.own.example" } };
  run (&try);
  sink_finish (try.sink);
  g_assert_cmpint (try.result->state, ==, BUREAU_SMTP_SENT);
  g_assert_cmpuint (try.result->code, ==, 250);
  g_assert_cmpstr (try.result->reply, ==, "250 2.0.0 taken");
  g_assert_cmpstr (try.phases->str, ==, "connect envelope body end answered ");
  g_assert_cmpuint (sink_get_delivered (try.sink), ==, 1);
  g_assert_cmpstr (sink_get_message (try.sink), ==, MESSAGE);
  g_assert_true (g_str_has_prefix (sink_get_heard (try.sink), "EHLO office.own.example\r\n"));
  g_assert_nonnull (strstr (sink_get_heard (try.sink), "MAIL FROM:<me@own.example>"));
  g_assert_false (try.had_end_early);
  g_assert_cmpuint (recipient (&try, 0)->code, ==, 250);
  clear (&try);
}

/* Without a name of its own Bureau greets with an address literal, never with a file's name or that
 * of this machine, which libcurl would take. */
static void
test_greeting (void)
{
  Try try = { 0 };
  run (&try);
  sink_finish (try.sink);
  g_assert_true (g_str_has_prefix (sink_get_heard (try.sink), "EHLO [127.0.0.1]\r\n"));
  clear (&try);
}

/* Every answer at every stage: the state that it means, and never a delivery that is not known. */
static void
test_refusals (void)
{
  static const struct
  {
    const char *where;
    gsize offset;
  } STAGES[] = {
    { "greeting", G_STRUCT_OFFSET (SinkScript, greeting) },
    { "ehlo", G_STRUCT_OFFSET (SinkScript, ehlo) },
    { "auth", G_STRUCT_OFFSET (SinkScript, auth) },
    { "mail", G_STRUCT_OFFSET (SinkScript, mail) },
    { "rcpt", G_STRUCT_OFFSET (SinkScript, rcpt) },
    { "data", G_STRUCT_OFFSET (SinkScript, data) },
    { "dot", G_STRUCT_OFFSET (SinkScript, dot) },
  };
  static const char *const ANSWERS[] = {
    "421 4.3.2 closing\r\n", "450 4.2.1 busy\r\n",       "451-4.3.0 first\r\n451 4.3.0 second\r\n",
    "452 4.3.1 full\r\n",    "500 5.5.1 what\r\n",       "501 5.5.2 syntax\r\n",
    "530 5.7.0 login\r\n",   "535 5.7.8 wrong\r\n",      "550-5.1.1 no\r\n550 5.1.1 such user\r\n",
    "552 5.3.4 too big\r\n", "554 5.7.1 not wanted\r\n",
  };
  guint n = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (STAGES); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (ANSWERS); k++)
      {
        Try try = { .server = { .user = (char *)"u", .password = (char *)"secret" } };
        G_STRUCT_MEMBER (const char *, &try.script, STAGES[i].offset) = ANSWERS[k];
        run (&try);
        sink_finish (try.sink);
        gboolean is_final = ANSWERS[k][0] == '5';
        g_test_message ("%s %.4s: %s", STAGES[i].where, ANSWERS[k], try.result->message);
        g_assert_cmpint (try.result->state, ==,
                         is_final ? BUREAU_SMTP_REFUSED : BUREAU_SMTP_TEMPORARY);
        g_assert_cmpint (try.result->retry, ==, !is_final);
        g_assert_cmpuint (try.result->code, ==, g_ascii_strtoull (ANSWERS[k], NULL, 10));
        g_assert_null (strstr (try.result->message, "secret"));
        g_assert_cmpuint (sink_get_delivered (try.sink), ==, 0);
        g_assert_cmpuint (try.n_ends, ==, g_str_equal (STAGES[i].where, "dot"));
        clear (&try);
        n++;
      }
  g_test_message ("%u answers at %u stages", n, (guint)G_N_ELEMENTS (STAGES));
}

static void
test_silence (void)
{
  static const struct
  {
    SinkScript script;
    BureauSmtpState state;
  } CASES[] = {
    { { .greeting = SINK_DROP }, BUREAU_SMTP_NOT_SENT },
    { { .ehlo = SINK_DROP }, BUREAU_SMTP_NOT_SENT },
    { { .mail = SINK_DROP }, BUREAU_SMTP_NOT_SENT },
    { { .rcpt = { SINK_DROP } }, BUREAU_SMTP_NOT_SENT },
    { { .data = SINK_DROP }, BUREAU_SMTP_NOT_SENT },
    { { .dot = SINK_DROP }, BUREAU_SMTP_UNCERTAIN },
    { { .greeting = SINK_HANG }, BUREAU_SMTP_NOT_SENT },
    { { .mail = SINK_HANG }, BUREAU_SMTP_NOT_SENT },
    { { .dot = SINK_HANG }, BUREAU_SMTP_UNCERTAIN },
    { { .dot = "2" }, BUREAU_SMTP_UNCERTAIN },
    { { .dot = "250-first\r\n" }, BUREAU_SMTP_UNCERTAIN },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      Try try = { .script = CASES[i].script, .server = { .answer_seconds = 1 } };
      run (&try);
      sink_finish (try.sink);
      g_assert_cmpint (try.result->state, ==, CASES[i].state);
      g_assert_cmpint (try.result->retry, ==, CASES[i].state == BUREAU_SMTP_NOT_SENT);
      g_assert_cmpuint (try.n_ends, ==, CASES[i].state == BUREAU_SMTP_UNCERTAIN);
      clear (&try);
    }
}

/* The connection breaks at every byte of ours: what was delivered is known or doubted, never lost
 * from sight, and what was not delivered is never taken for sent. */
static void
test_every_offset (void)
{
  Try whole = { 0 };
  run (&whole);
  sink_finish (whole.sink);
  gsize length = sink_get_n_heard (whole.sink);
  clear (&whole);
  guint step = g_test_thorough () ? 1 : 3;
  guint n = 0, n_sent = 0, n_uncertain = 0;
  for (gsize offset = 1; offset <= length; offset += step, n++)
    {
      Try try = { .script = { .drop_after = offset } };
      run (&try);
      sink_finish (try.sink);
      gboolean is_delivered = sink_get_delivered (try.sink) > 0;
      BureauSmtpState state = try.result->state;
      g_assert_false (try.had_end_early);
      g_assert_true (!is_delivered || state == BUREAU_SMTP_SENT || state == BUREAU_SMTP_UNCERTAIN);
      g_assert_true (state != BUREAU_SMTP_SENT || is_delivered);
      g_assert_true (try.n_ends == 1 || state == BUREAU_SMTP_NOT_SENT);
      n_sent += state == BUREAU_SMTP_SENT;
      n_uncertain += state == BUREAU_SMTP_UNCERTAIN;
      clear (&try);
    }
  g_test_message ("%u offsets of %" G_GSIZE_FORMAT " bytes: %u sent, %u uncertain, %u not sent", n,
                  length, n_sent, n_uncertain, n - n_sent - n_uncertain);
  g_assert_cmpuint (n_sent, >, 0);
}

static void
test_partial (void)
{
  Try try = { .script = { .rcpt = { "250 ok\r\n", "550 5.1.1 no such user\r\n",
                                    "450 4.2.0 grey\r\n" } },
              .recipients = { "a@x.example", "b@x.example", "c@x.example" } };
  run (&try);
  sink_finish (try.sink);
  g_assert_cmpint (try.result->state, ==, BUREAU_SMTP_PARTIAL);
  g_assert_cmpuint (sink_get_delivered (try.sink), ==, 1);
  g_assert_cmpuint (recipient (&try, 0)->code, ==, 250);
  g_assert_cmpuint (recipient (&try, 1)->code, ==, 550);
  g_assert_cmpstr (recipient (&try, 1)->reply, ==, "550 5.1.1 no such user");
  g_assert_cmpuint (recipient (&try, 2)->code, ==, 450);
  clear (&try);

  Try none = { .script = { .rcpt = { "550 no\r\n", "450 later\r\n" } },
               .recipients = { "a@x.example", "b@x.example" } };
  run (&none);
  g_assert_cmpint (none.result->state, ==, BUREAU_SMTP_TEMPORARY);
  g_assert_cmpuint (none.n_ends, ==, 0);
  clear (&none);
}

static void
test_end_fails (void)
{
  Try try = { .end_fails = TRUE };
  run (&try);
  sink_finish (try.sink);
  g_assert_cmpint (try.result->state, ==, BUREAU_SMTP_NOT_SENT);
  g_assert_true (try.result->retry);
  g_assert_cmpuint (sink_get_delivered (try.sink), ==, 0);
  g_assert_false (sink_has_end (try.sink));
  clear (&try);
}

static void
test_cancel (void)
{
  static const struct
  {
    BureauSmtpPhase phase;
    BureauSmtpState state;
  } CASES[] = {
    { BUREAU_SMTP_CONNECT, BUREAU_SMTP_NOT_SENT },
    { BUREAU_SMTP_ENVELOPE, BUREAU_SMTP_NOT_SENT },
    { BUREAU_SMTP_BODY, BUREAU_SMTP_NOT_SENT },
    { BUREAU_SMTP_ANSWERED, BUREAU_SMTP_SENT },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      Try try = { .cancellable = g_cancellable_new (), .cancel_in = CASES[i].phase };
      run (&try);
      g_assert_cmpint (try.result->state, ==, CASES[i].state);
      clear (&try);
    }
}

static void
test_starttls_stripped (void)
{
  Try try = {
    .server = { .security = BUREAU_SMTP_STARTTLS, .user = (char *)"u", .password = (char *)"p" }
  };
  BureauSmtpHooks hooks = { phase_cb, end_cb, &try, NULL };
  const char *const recipients[] = { "anna@example.org", NULL };
  g_autoptr (GBytes) bytes = g_bytes_new_static (MESSAGE, strlen (MESSAGE));
  BureauSmtpEnvelope envelope = { "me@own.example", recipients, bytes };
  try.phases = g_string_new (NULL);
  try.sink = sink_new (&try.script);
  try.server.host = (char *)"127.0.0.1";
  try.server.port = sink_get_port (try.sink);
  try.result = bureau_smtp_send (&try.server, &envelope, &hooks);
  sink_finish (try.sink);
  g_assert_cmpint (try.result->state, ==, BUREAU_SMTP_NOT_SENT);
  g_assert_false (try.result->retry);
  g_assert_nonnull (strstr (try.result->message, "TLS"));
  g_assert_null (strstr (sink_get_heard (try.sink), "MAIL"));
  g_assert_null (strstr (sink_get_heard (try.sink), "AUTH"));
  clear (&try);
}

static void
test_refused_before (void)
{
  static const char *const BAD_HOSTS[] = { "", "a b", "a/b", "a@b", "a\r\nb", "x:25" };
  const BureauSmtpHooks hooks = { phase_cb, end_cb, NULL, NULL };
  const char *const good[] = { "anna@example.org", NULL };
  const char *const bad[] = { "anna@example.org>\r\nRCPT TO:<x@y", NULL };
  const char *const none[] = { NULL };
  g_autoptr (GBytes) bytes = g_bytes_new_static (MESSAGE, strlen (MESSAGE));
  g_autoptr (GBytes) cut = g_bytes_new_static (MESSAGE, strlen (MESSAGE) - 1);
  BureauSmtpServer server = { .host = (char *)"mail.example.org", .security = BUREAU_SMTP_NONE };
  BureauSmtpEnvelope envelope = { "me@own.example", good, bytes };

  g_autoptr (BureauSmtpResult) plain = bureau_smtp_send (&server, &envelope, &hooks);
  g_assert_cmpint (plain->state, ==, BUREAU_SMTP_NOT_SENT);
  g_assert_false (plain->retry);
  g_assert_nonnull (strstr (plain->message, "TLS"));
  for (gsize i = 0; i < G_N_ELEMENTS (BAD_HOSTS); i++)
    {
      BureauSmtpServer odd = { .host = (char *)BAD_HOSTS[i], .security = BUREAU_SMTP_TLS };
      g_autoptr (BureauSmtpResult) result = bureau_smtp_send (&odd, &envelope, &hooks);
      g_assert_cmpint (result->state, ==, BUREAU_SMTP_NOT_SENT);
      g_assert_nonnull (strstr (result->message, "server name"));
    }
  const BureauSmtpEnvelope envelopes[] = { { "me@own.example", bad, bytes },
                                           { "me@own.example", none, bytes },
                                           { "me", good, bytes },
                                           { "me@own.example", good, cut } };
  for (gsize i = 0; i < G_N_ELEMENTS (envelopes); i++)
    {
      g_autoptr (BureauSmtpResult) result = bureau_smtp_send (&server, &envelopes[i], &hooks);
      g_assert_cmpint (result->state, ==, BUREAU_SMTP_NOT_SENT);
      g_assert_false (result->retry);
    }
}

static void
test_nobody_there (void)
{
  Sink *sink = sink_new (&(SinkScript){ 0 });
  guint16 port = sink_get_port (sink);
  sink_free (sink);
  g_autoptr (GBytes) bytes = g_bytes_new_static (MESSAGE, strlen (MESSAGE));
  const char *const recipients[] = { "anna@example.org", NULL };
  BureauSmtpEnvelope envelope = { "me@own.example", recipients, bytes };
  BureauSmtpServer server
      = { .host = (char *)"127.0.0.1", .port = port, .security = BUREAU_SMTP_NONE };
  const BureauSmtpHooks hooks = { NULL, end_cb, NULL, NULL };
  g_autoptr (BureauSmtpResult) result = bureau_smtp_send (&server, &envelope, &hooks);
  g_assert_cmpint (result->state, ==, BUREAU_SMTP_NOT_SENT);
  g_assert_true (result->retry);
}

static void
test_connection (void)
{
  static const struct
  {
    SinkScript script;
    int code; /* of the error, or -1 where it works */
  } CASES[] = {
    { { 0 }, -1 },
    { { .auth = "535 wrong\r\n" }, BUREAU_ERROR_REFUSED },
    { { .greeting = "421 later\r\n" }, BUREAU_ERROR_UNAVAILABLE },
    { { .ehlo = SINK_DROP }, BUREAU_ERROR_UNAVAILABLE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (Sink) sink = sink_new (&CASES[i].script);
      g_autoptr (GError) error = NULL;
      g_autofree char *verdict = NULL;
      BureauSmtpServer server = { .host = (char *)"127.0.0.1",
                                  .port = sink_get_port (sink),
                                  .security = BUREAU_SMTP_NONE,
                                  .user = (char *)"u",
                                  .password = (char *)"p",
                                  .answer_seconds = 20 };
      gboolean ok = bureau_smtp_test (&server, &verdict, &error);
      sink_finish (sink);
      g_assert_cmpint (ok, ==, CASES[i].code == -1);
      if (ok)
        g_assert_nonnull (strstr (verdict, "accepts the login"));
      else
        g_assert_error (error, BUREAU_ERROR, CASES[i].code);
      g_assert_null (strstr (sink_get_heard (sink), "MAIL"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/smtp/sent", test_sent);
  g_test_add_func ("/smtp/greeting", test_greeting);
  g_test_add_func ("/smtp/refusals", test_refusals);
  g_test_add_func ("/smtp/silence", test_silence);
  g_test_add_func ("/smtp/every-offset", test_every_offset);
  g_test_add_func ("/smtp/partial", test_partial);
  g_test_add_func ("/smtp/end-fails", test_end_fails);
  g_test_add_func ("/smtp/cancel", test_cancel);
  g_test_add_func ("/smtp/starttls-stripped", test_starttls_stripped);
  g_test_add_func ("/smtp/refused-before", test_refused_before);
  g_test_add_func ("/smtp/nobody-there", test_nobody_there);
  g_test_add_func ("/smtp/connection", test_connection);
  return g_test_run ();
}
