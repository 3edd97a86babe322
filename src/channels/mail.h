/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "channels/address.h"

G_BEGIN_DECLS

/* Limits for a message from outside (reliability.md H1). */
#define BUREAU_MAIL_MAX_BYTES (25 * 1000 * 1000)
#define BUREAU_MAIL_MAX_HEADER_BYTES (512 * 1024)
#define BUREAU_MAIL_MAX_PARTS 1000
#define BUREAU_MAIL_MAX_DEPTH 50
#define BUREAU_MAIL_MAX_TEXT_BYTES (256 * 1024)

/**
 * BureauAttachment:
 * @name: a plain file name, safe inside any folder
 * @type: the media type in lower case, as the sender says
 * @sha256: of @bytes, in hex
 * @bytes: the content, decoded
 *
 * A part of a message that is no readable text.
 */
typedef struct
{
  char *name;
  char *type;
  char *sha256;
  GBytes *bytes;
} BureauAttachment;

BureauAttachment *bureau_attachment_new (const char *name, const char *type,
                                         GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;
void bureau_attachment_free (BureauAttachment *self);

/**
 * BureauMail:
 * @message_id: without angle brackets, or %NULL
 * @in_reply_to: the id of the message it answers, or %NULL
 * @references: (array zero-terminated): the ids of the thread, oldest first, perhaps none
 * @from: (nullable): who wrote it
 * @reply_to: (nullable): where answers go, where that is not @from
 * @to: (element-type BureauAddress): its recipients
 * @cc: (element-type BureauAddress): its further recipients
 * @subject: one line, perhaps ""
 * @date: when it was sent, UTC as base/time.h writes it, or %NULL
 * @local_date: the same day in the sender's time zone, "2026-11-22", or %NULL: what "tomorrow"
 * counts from
 * @text: what it says: valid UTF-8, LF line ends, at most %BUREAU_MAIL_MAX_TEXT_BYTES
 * @n_hidden: how many characters were taken out because a reader could not have seen them
 * @attachments: (element-type BureauAttachment): all other parts
 * @automatic: (nullable): why no draft may be made: "bounce", "auto-replied", "list", "bulk",
 *   "own address", "no sender" (wire.md §8.5)
 * @identity: SHA-256 over id, sender, date, subject and text: the same mail twice is one item
 * @defects: (array zero-terminated): what was wrong with it, for the operator to know
 *
 * A message as it came, read. Immutable.
 */
typedef struct
{
  char *message_id;
  char *in_reply_to;
  char **references;
  BureauAddress *from;
  BureauAddress *reply_to;
  GPtrArray *to;
  GPtrArray *cc;
  char *subject;
  char *date;
  char *local_date;
  char *text;
  guint n_hidden;
  GPtrArray *attachments;
  char *automatic;
  char *identity;
  char **defects;
} BureauMail;

#define BUREAU_TYPE_MAIL (bureau_mail_get_type ())
GType bureau_mail_get_type (void);

BureauMail *bureau_mail_parse (GBytes *bytes, const char *const *own_addresses,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
BureauMail *bureau_mail_ref (BureauMail *self);
void bureau_mail_unref (BureauMail *self);
const BureauAddress *bureau_mail_get_sender (const BureauMail *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauAttachment, bureau_attachment_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauMail, bureau_mail_unref)

G_END_DECLS
