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

G_END_DECLS
