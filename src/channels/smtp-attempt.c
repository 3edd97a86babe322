/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/smtp-attempt.h"

#include <string.h>

#include "channels/smtp-result.h"

/* What is kept back until the end is committed: without its last two bytes (CR LF) no server takes
 * the message for complete, whatever libcurl's buffers do. */
#define HELD_BACK 2

static void
enter_phase (BureauSmtpAttempt *self, BureauSmtpPhase phase, const char *reply)
{
  if (phase != BUREAU_SMTP_CONNECT && self->phase >= phase)
    return;
  self->phase = phase;
  if (self->hooks->phase != NULL)
    self->hooks->phase (phase, reply, self->hooks->data);
}

static gboolean
is_cancelled (BureauSmtpAttempt *self)
{
  return !self->end_committed && g_cancellable_is_cancelled (self->hooks->cancellable);
}

static int
debug_cb (CURL *curl, curl_infotype type, char *data, size_t size, void *user_data)
{
  BureauSmtpAttempt *self = user_data;
  if (type != CURLINFO_HEADER_OUT)
    return 0;
  bureau_smtp_transcript_said (&self->transcript, data, size);
  if (self->transcript.stage == BUREAU_SMTP_STAGE_SENDER)
    enter_phase (self, BUREAU_SMTP_ENVELOPE, NULL);
  return 0;
}

static size_t
header_cb (char *data, size_t size, size_t n, void *user_data)
{
  BureauSmtpAttempt *self = user_data;
  if (bureau_smtp_transcript_heard (&self->transcript, data, size * n) && self->end_committed)
    enter_phase (self, BUREAU_SMTP_ANSWERED, self->transcript.message_reply);
  return size * n;
}

static gboolean
commit_end (BureauSmtpAttempt *self)
{
  if (self->end_committed)
    return TRUE;
  if (is_cancelled (self) || self->transcript.message_code > 0)
    return FALSE;
  self->end_failed = !self->hooks->end (self->hooks->data);
  self->end_committed = !self->end_failed;
  if (self->end_committed)
    self->phase = BUREAU_SMTP_END;
  return self->end_committed;
}

/* Hands out the message, its last bytes only behind a committed end. */
static size_t
read_cb (char *buffer, size_t size, size_t n, void *user_data)
{
  BureauSmtpAttempt *self = user_data;
  gsize left = self->length - self->given;
  enter_phase (self, BUREAU_SMTP_BODY, NULL);
  if (left > HELD_BACK)
    left -= HELD_BACK;
  else if (!commit_end (self))
    return CURL_READFUNC_ABORT;
  gsize count = MIN (left, size * n);
  memcpy (buffer, self->bytes + self->given, count);
  self->given += count;
  return count;
}

static int
progress_cb (void *user_data, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
  return is_cancelled (user_data);
}

/* INFILESIZE stays unset: with it libcurl would not ask for the end of the message. */
static void
set_callbacks (CURL *curl, BureauSmtpAttempt *self)
{
  curl_easy_setopt (curl, CURLOPT_ERRORBUFFER, self->detail);
  curl_easy_setopt (curl, CURLOPT_READFUNCTION, read_cb);
  curl_easy_setopt (curl, CURLOPT_READDATA, self);
  curl_easy_setopt (curl, CURLOPT_HEADERFUNCTION, header_cb);
  curl_easy_setopt (curl, CURLOPT_HEADERDATA, self);
  curl_easy_setopt (curl, CURLOPT_VERBOSE, 1L);
  curl_easy_setopt (curl, CURLOPT_DEBUGFUNCTION, debug_cb);
  curl_easy_setopt (curl, CURLOPT_DEBUGDATA, self);
  curl_easy_setopt (curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt (curl, CURLOPT_XFERINFOFUNCTION, progress_cb);
  curl_easy_setopt (curl, CURLOPT_XFERINFODATA, self);
}

/**
 * bureau_smtp_attempt_init:
 * @hooks: outlive the attempt
 * @recipients: (nullable) (array zero-terminated=1): who is named to the server, in this order
 */
void
bureau_smtp_attempt_init (BureauSmtpAttempt *self, const BureauSmtpHooks *hooks,
                          const char *const *recipients)
{
  *self = (BureauSmtpAttempt){ .hooks = hooks };
  bureau_smtp_transcript_init (&self->transcript, recipients);
}

void
bureau_smtp_attempt_clear (BureauSmtpAttempt *self)
{
  bureau_smtp_transcript_clear (&self->transcript);
}

/**
 * bureau_smtp_attempt_perform:
 * @curl: set up by bureau_smtp_server_open()
 *
 * Talks to the server until it has answered or failed. Blocks: never on the main thread.
 */
void
bureau_smtp_attempt_perform (BureauSmtpAttempt *self, CURL *curl)
{
  set_callbacks (curl, self);
  enter_phase (self, BUREAU_SMTP_CONNECT, NULL);
  self->code = is_cancelled (self) ? CURLE_ABORTED_BY_CALLBACK : curl_easy_perform (curl);
}

/**
 * bureau_smtp_attempt_judge:
 * @host: for the sentences of the result
 *
 * Returns: (transfer full): what became of it, after bureau_smtp_attempt_perform()
 */
BureauSmtpResult *
bureau_smtp_attempt_judge (BureauSmtpAttempt *self, const char *host)
{
  const char *detail = *self->detail != '\0' ? self->detail : curl_easy_strerror (self->code);
  BureauSmtpOutcome outcome = { .host = host,
                                .transcript = &self->transcript,
                                .code = self->code,
                                .detail = detail,
                                .end_committed = self->end_committed,
                                .end_failed = self->end_failed,
                                .is_cancelled = is_cancelled (self) };
  return bureau_smtp_result_new (&outcome);
}
