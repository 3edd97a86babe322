/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/smtp-transcript.h"

#include <string.h>

#include "channels/charset.h"
#include "channels/smtp.h"

#define MAX_REPLY_BYTES 1000

static void
free_recipient (gpointer data)
{
  BureauSmtpRecipient *self = data;
  g_free (self->address);
  g_free (self->reply);
  g_free (self);
}

/**
 * bureau_smtp_transcript_init:
 * @recipients: (nullable) (array zero-terminated=1): who will be named, in this order
 */
void
bureau_smtp_transcript_init (BureauSmtpTranscript *self, const char *const *recipients)
{
  *self = (BureauSmtpTranscript){ .stage = BUREAU_SMTP_STAGE_GREETING };
  self->open = g_string_new (NULL);
  self->recipients = g_ptr_array_new_with_free_func (free_recipient);
  for (gsize i = 0; recipients != NULL && recipients[i] != NULL; i++)
    {
      BureauSmtpRecipient *recipient = g_new0 (BureauSmtpRecipient, 1);
      recipient->address = g_strdup (recipients[i]);
      g_ptr_array_add (self->recipients, recipient);
    }
}

void
bureau_smtp_transcript_clear (BureauSmtpTranscript *self)
{
  g_string_free (g_steal_pointer (&self->open), TRUE);
  g_clear_pointer (&self->recipients, g_ptr_array_unref);
  g_clear_pointer (&self->refused_reply, g_free);
  g_clear_pointer (&self->message_reply, g_free);
}

static const struct
{
  const char *verb;
  BureauSmtpStage stage;
} VERBS[] = {
  { "EHLO", BUREAU_SMTP_STAGE_HELLO },        { "HELO", BUREAU_SMTP_STAGE_HELLO },
  { "STARTTLS", BUREAU_SMTP_STAGE_STARTTLS }, { "AUTH ", BUREAU_SMTP_STAGE_LOGIN },
  { "MAIL FROM:", BUREAU_SMTP_STAGE_SENDER }, { "RCPT TO:", BUREAU_SMTP_STAGE_RECIPIENT },
  { "DATA", BUREAU_SMTP_STAGE_DATA },         { "QUIT", BUREAU_SMTP_STAGE_OTHER },
  { "NOOP", BUREAU_SMTP_STAGE_OTHER },        { "RSET", BUREAU_SMTP_STAGE_OTHER },
};

/**
 * bureau_smtp_transcript_said:
 * @self: a transcript
 * @bytes: a command as it was sent
 * @length: how many bytes
 *
 * Notes what the next answer will be about. A line without a known verb belongs to a login.
 */
void
bureau_smtp_transcript_said (BureauSmtpTranscript *self, const char *bytes, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (VERBS); i++)
    if (length >= strlen (VERBS[i].verb)
        && g_ascii_strncasecmp (bytes, VERBS[i].verb, strlen (VERBS[i].verb)) == 0)
      {
        self->stage = VERBS[i].stage;
        return;
      }
}

static void
hear_recipient (BureauSmtpTranscript *self, guint code, const char *reply)
{
  if (self->n_recipients >= self->recipients->len)
    return;
  BureauSmtpRecipient *recipient = g_ptr_array_index (self->recipients, self->n_recipients++);
  recipient->code = code;
  recipient->reply = g_strdup (reply);
}

/* An answer is complete. Returns TRUE where it is the one to the message. */
static gboolean
hear_reply (BureauSmtpTranscript *self, guint code, const char *reply)
{
  if (self->stage == BUREAU_SMTP_STAGE_RECIPIENT)
    hear_recipient (self, code, reply);
  else if (self->stage == BUREAU_SMTP_STAGE_MESSAGE && self->message_code == 0)
    {
      self->message_code = code;
      self->message_reply = g_strdup (reply);
      return TRUE;
    }
  else if (code >= 400 && self->stage != BUREAU_SMTP_STAGE_OTHER)
    {
      self->refused_code = code;
      self->refused_stage = self->stage;
      g_set_str (&self->refused_reply, reply);
    }
  else if (code < 400)
    {
      /* What was refused before (a mechanism, EHLO) has been made up for. */
      self->refused_code = 0;
      if (self->stage == BUREAU_SMTP_STAGE_DATA && code == 354)
        self->stage = BUREAU_SMTP_STAGE_MESSAGE;
    }
  return FALSE;
}

static gboolean
is_reply_line (const char *line, gsize length)
{
  return length >= 3 && g_ascii_isdigit (line[0]) && g_ascii_isdigit (line[1])
         && g_ascii_isdigit (line[2]) && (length == 3 || strchr ("- \r\n", line[3]) != NULL);
}

/**
 * bureau_smtp_transcript_heard:
 * @self: a transcript
 * @bytes: one line of the server
 * @length: how many bytes
 *
 * Notes an answer (RFC 5321 4.2); of several lines the last one completes it.
 *
 * Returns: whether it is the answer to the message
 */
gboolean
bureau_smtp_transcript_heard (BureauSmtpTranscript *self, const char *bytes, gsize length)
{
  if (!is_reply_line (bytes, length))
    return FALSE;
  if (self->open->len == 0)
    g_string_append_len (self->open, bytes, 3);
  if (self->open->len < MAX_REPLY_BYTES && length > 4)
    {
      g_string_append_c (self->open, ' ');
      g_string_append_len (self->open, bytes + 4, (gssize)(length - 4));
    }
  if (length > 3 && bytes[3] == '-')
    return FALSE;
  guint code = (guint)(bytes[0] - '0') * 100 + (guint)(bytes[1] - '0') * 10
               + (guint)(bytes[2] - '0');
  g_autofree char *reply = bureau_charset_line (self->open->str, MAX_REPLY_BYTES);
  g_string_truncate (self->open, 0);
  return hear_reply (self, code, reply);
}
