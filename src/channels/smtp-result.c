/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/smtp-result.h"

#include "channels/charset.h"

G_DEFINE_BOXED_TYPE (BureauSmtpResult, bureau_smtp_result, bureau_smtp_result_ref,
                     bureau_smtp_result_unref)

static const char *const PHASES[] = {
  [BUREAU_SMTP_CONNECT] = "connect",   [BUREAU_SMTP_ENVELOPE] = "envelope",
  [BUREAU_SMTP_BODY] = "body",         [BUREAU_SMTP_END] = "end",
  [BUREAU_SMTP_ANSWERED] = "answered",
};

/**
 * bureau_smtp_phase_to_string:
 *
 * Returns: (transfer none): the phase's name, as an attempt's row has it
 */
const char *
bureau_smtp_phase_to_string (BureauSmtpPhase phase)
{
  return PHASES[phase];
}

BureauSmtpResult *
bureau_smtp_result_ref (BureauSmtpResult *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_result (gpointer data)
{
  BureauSmtpResult *self = data;
  g_free (self->reply);
  g_free (self->message);
  g_clear_pointer (&self->recipients, g_ptr_array_unref);
}

void
bureau_smtp_result_unref (BureauSmtpResult *self)
{
  g_atomic_rc_box_release_full (self, clear_result);
}

/* Failures of the way there, not of the message. */
static const struct
{
  CURLcode code;
  gboolean retry;
  const char *message; /* with the host, and libcurl's words */
} FAILURES[] = {
  { CURLE_USE_SSL_FAILED, FALSE,
    "%s offers no TLS, so nothing was sent; set the connection to TLS or ask the provider." },
  { CURLE_PEER_FAILED_VERIFICATION, FALSE,
    "The certificate of %s cannot be trusted, so nothing was sent; check the server's name." },
  { CURLE_SSL_CONNECT_ERROR, FALSE,
    "No protected connection to %s came about, so nothing was sent; check port and TLS setting." },
  { CURLE_SSL_CACERT_BADFILE, FALSE,
    "The file of trusted certificates cannot be read, so nothing was sent to %s." },
  { CURLE_LOGIN_DENIED, FALSE, "%s did not accept the login; check user name and password." },
  { CURLE_COULDNT_RESOLVE_HOST, TRUE,
    "The server %s cannot be found; check the network or the name. It will be tried again." },
  { CURLE_COULDNT_CONNECT, TRUE,
    "The server %s cannot be reached; check the network or the port. It will be tried again." },
  { CURLE_OPERATION_TIMEDOUT, TRUE,
    "The server %s did not answer in time; nothing was sent. It will be tried again." },
};

static char *
describe_failure (const BureauSmtpOutcome *outcome, gboolean *retry)
{
  *retry = TRUE;
  if (outcome->is_cancelled)
    return g_strdup ("Sending was stopped before the message had left; nothing was sent.");
  if (outcome->end_failed)
    return g_strdup ("The workspace could not note that the message leaves, so nothing was sent.");
  for (gsize i = 0; i < G_N_ELEMENTS (FAILURES); i++)
    if (FAILURES[i].code == outcome->code)
      {
        *retry = FAILURES[i].retry;
        g_auto (GStrv) around = g_strsplit (FAILURES[i].message, "%s", 2);
        return g_strjoinv (outcome->host, around);
      }
  g_autofree char *detail = bureau_charset_line (outcome->detail, 200);
  return g_strdup_printf (
      "The connection to %s broke off before the message had left (%s); nothing "
      "was sent. It will be tried again.",
      outcome->host, detail);
}

static const char *const DOINGS[] = {
  [BUREAU_SMTP_STAGE_GREETING] = "does not take our mail now",
  [BUREAU_SMTP_STAGE_HELLO] = "did not accept our greeting",
  [BUREAU_SMTP_STAGE_STARTTLS] = "did not begin TLS",
  [BUREAU_SMTP_STAGE_LOGIN] = "did not accept the login; check user name and password",
  [BUREAU_SMTP_STAGE_SENDER] = "did not accept the sender",
  [BUREAU_SMTP_STAGE_RECIPIENT] = "did not accept the recipient",
  [BUREAU_SMTP_STAGE_DATA] = "did not accept a message",
  [BUREAU_SMTP_STAGE_MESSAGE] = "did not accept the message",
  [BUREAU_SMTP_STAGE_OTHER] = "said no",
};

static void
set_refusal (BureauSmtpResult *self, const char *host, BureauSmtpStage stage, guint code,
             const char *reply)
{
  self->state = code >= 500 ? BUREAU_SMTP_REFUSED : BUREAU_SMTP_TEMPORARY;
  self->retry = code < 500;
  self->is_account = code >= 500
                     && (stage == BUREAU_SMTP_STAGE_LOGIN || stage == BUREAU_SMTP_STAGE_STARTTLS);
  self->code = code;
  self->reply = g_strdup (reply);
  self->message = g_strdup_printf ("%s %s: %s", host, DOINGS[stage], reply);
}

static gboolean
is_refused (const BureauSmtpRecipient *recipient)
{
  return recipient->code >= 400;
}

/* All recipients were refused. One that may be taken later keeps the whole message for later. */
static gboolean
set_all_refused (BureauSmtpResult *self, const char *host)
{
  const BureauSmtpRecipient *telling = NULL;
  for (guint i = 0; i < self->recipients->len; i++)
    {
      const BureauSmtpRecipient *recipient = g_ptr_array_index (self->recipients, i);
      if (!is_refused (recipient))
        return FALSE;
      if (telling == NULL || recipient->code < telling->code)
        telling = recipient;
    }
  if (telling == NULL)
    return FALSE;
  set_refusal (self, host, BUREAU_SMTP_STAGE_RECIPIENT, telling->code, telling->reply);
  return TRUE;
}

static void
set_accepted (BureauSmtpResult *self, const BureauSmtpOutcome *outcome)
{
  guint n_refused = 0;
  for (guint i = 0; i < self->recipients->len; i++)
    n_refused += is_refused (g_ptr_array_index (self->recipients, i));
  self->state = n_refused > 0 ? BUREAU_SMTP_PARTIAL : BUREAU_SMTP_SENT;
  self->code = outcome->transcript->message_code;
  self->reply = g_strdup (outcome->transcript->message_reply);
  self->message = n_refused > 0
                      ? g_strdup_printf (
                            "%s accepted the message, but not for %u of %u recipients; see each "
                            "one's answer.",
                            outcome->host, n_refused, self->recipients->len)
                      : g_strdup_printf ("%s accepted the message.", outcome->host);
}

static void
set_ended (BureauSmtpResult *self, const BureauSmtpOutcome *outcome)
{
  BureauSmtpTranscript *transcript = outcome->transcript;
  if (transcript->message_code >= 200 && transcript->message_code < 300)
    set_accepted (self, outcome);
  else if (transcript->message_code >= 400)
    set_refusal (self, outcome->host, BUREAU_SMTP_STAGE_MESSAGE, transcript->message_code,
                 transcript->message_reply);
  else
    {
      self->state = BUREAU_SMTP_UNCERTAIN;
      self->message = g_strdup_printf (
          "%s was given the message and did not answer, so it may have "
          "been sent; look before sending it again.",
          outcome->host);
    }
}

/**
 * bureau_smtp_result_new:
 * @outcome: how the attempt ended
 *
 * Judges an attempt by the server's answers first and by libcurl's code only where there is none: a
 * definite answer is never doubt, and once the end was committed nothing but an answer is certain.
 *
 * Returns: (transfer full): the result
 */
BureauSmtpResult *
bureau_smtp_result_new (const BureauSmtpOutcome *outcome)
{
  BureauSmtpResult *self = g_atomic_rc_box_new0 (BureauSmtpResult);
  BureauSmtpTranscript *transcript = outcome->transcript;
  self->recipients = g_ptr_array_ref (transcript->recipients);
  if (outcome->end_committed)
    set_ended (self, outcome);
  else if (transcript->refused_code > 0 && !outcome->is_cancelled)
    set_refusal (self, outcome->host, transcript->refused_stage, transcript->refused_code,
                 transcript->refused_reply);
  else if (transcript->message_code >= 400)
    set_refusal (self, outcome->host, BUREAU_SMTP_STAGE_MESSAGE, transcript->message_code,
                 transcript->message_reply);
  else if (outcome->is_cancelled || !set_all_refused (self, outcome->host))
    {
      self->state = BUREAU_SMTP_NOT_SENT;
      self->message = describe_failure (outcome, &self->retry);
      self->is_account = !self->retry;
    }
  return self;
}

/**
 * bureau_smtp_result_new_unsent:
 * @recipients: (array zero-terminated=1): whom it was for
 * @message: why it cannot be sent at all
 *
 * Returns: (transfer full): the result of an attempt that was not made
 */
BureauSmtpResult *
bureau_smtp_result_new_unsent (const char *const *recipients, const char *message)
{
  BureauSmtpTranscript transcript;
  bureau_smtp_transcript_init (&transcript, recipients);
  BureauSmtpResult *self = g_atomic_rc_box_new0 (BureauSmtpResult);
  self->state = BUREAU_SMTP_NOT_SENT;
  self->message = g_strdup (message);
  self->recipients = g_ptr_array_ref (transcript.recipients);
  bureau_smtp_transcript_clear (&transcript);
  return self;
}
