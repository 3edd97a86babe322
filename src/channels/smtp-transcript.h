/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which of our words a server's answer is about. */
typedef enum
{
  BUREAU_SMTP_STAGE_GREETING,
  BUREAU_SMTP_STAGE_HELLO,
  BUREAU_SMTP_STAGE_STARTTLS,
  BUREAU_SMTP_STAGE_LOGIN,
  BUREAU_SMTP_STAGE_SENDER,
  BUREAU_SMTP_STAGE_RECIPIENT,
  BUREAU_SMTP_STAGE_DATA,
  BUREAU_SMTP_STAGE_MESSAGE,
  BUREAU_SMTP_STAGE_OTHER,
} BureauSmtpStage;

/* What was said in a connection, read line by line. Holds no secret: of our side only the verbs
 * count. */
typedef struct
{
  BureauSmtpStage stage;
  GString *open;         /* the lines of an answer that is not complete */
  GPtrArray *recipients; /* (element-type BureauSmtpRecipient), filled in order */
  guint n_recipients;    /* how many of them have been answered for */
  guint refused_code;    /* the last refusal that was not about a recipient, and where */
  char *refused_reply;
  BureauSmtpStage refused_stage;
  guint message_code; /* the answer to the message */
  char *message_reply;
} BureauSmtpTranscript;

void bureau_smtp_transcript_init (BureauSmtpTranscript *self, const char *const *recipients);
void bureau_smtp_transcript_clear (BureauSmtpTranscript *self);
void bureau_smtp_transcript_said (BureauSmtpTranscript *self, const char *bytes, gsize length);
gboolean bureau_smtp_transcript_heard (BureauSmtpTranscript *self, const char *bytes, gsize length);

G_END_DECLS
