/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "channels/mail.h"

G_BEGIN_DECLS

/**
 * BureauOutgoing:
 * @from: the identity that writes
 * @to: (element-type BureauAddress): at least one
 * @cc: (nullable) (element-type BureauAddress): further recipients
 * @subject: one line
 * @body: the words, UTF-8
 * @date: milliseconds since 1970
 * @message_id: without angle brackets, as bureau_mail_new_message_id() makes them
 * @in_reply_to: (nullable): the id of the message that is answered
 * @references: (nullable) (array zero-terminated=1): as bureau_mail_reply_references() makes them
 * @attachments: (nullable) (element-type BureauAttachment): files to go with it
 *
 * All that a mail's bytes are made of. Borrowed for the time of the call.
 */
typedef struct
{
  const BureauAddress *from;
  GPtrArray *to;
  GPtrArray *cc;
  const char *subject;
  const char *body;
  gint64 date;
  const char *message_id;
  const char *in_reply_to;
  const char *const *references;
  GPtrArray *attachments;
} BureauOutgoing;

GBytes *bureau_mail_build (const BureauOutgoing *outgoing,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_mail_new_message_id (const char *domain) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_mail_reply_subject (const char *subject) G_GNUC_WARN_UNUSED_RESULT;
char **bureau_mail_reply_references (const char *const *references,
                                     const char *parent) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
