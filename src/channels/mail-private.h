/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "channels/gmime-private.h"
#include "channels/mail.h"

G_BEGIN_DECLS

/* What the parts of a message came to. */
typedef struct
{
  GString *text;
  guint n_hidden;
  GPtrArray *attachments;
  GPtrArray *defects; /* static strings */
} BureauMailBody;

gboolean bureau_mail_check_limits (GBytes *bytes, GError **error);
gboolean bureau_mail_body_read (BureauMailBody *body, GMimeMessage *message, GError **error);
const char *bureau_mail_why_automatic (GMimeMessage *message, const BureauMail *mail,
                                       const char *const *own_addresses);
void bureau_mail_note_defect (GPtrArray *defects, const char *defect);

GBytes *bureau_mail_stream_bytes (GMimeStream *stream) G_GNUC_WARN_UNUSED_RESULT;
GBytes *bureau_mail_part_content (GMimePart *part) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_mail_part_type (GMimeObject *object) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_mail_part_is (GMimeObject *object, const char *type, const char *subtype);
char *bureau_mail_part_text (GMimePart *part, guint *n_hidden) G_GNUC_WARN_UNUSED_RESULT;

gboolean bureau_mail_is_id (const char *id);
char *bureau_mail_encode_words (const char *words, gsize max_bytes) G_GNUC_WARN_UNUSED_RESULT;
GMimeContentEncoding bureau_mail_choose_encoding (const char *text);

G_END_DECLS
