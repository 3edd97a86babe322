/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "channels/mail.h"

G_BEGIN_DECLS

JsonObject *bureau_message_fields_from_mail (const BureauMail *mail,
                                             const char *source) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_message_fields_from_form (JsonObject *form, const char *source,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_message_fields_from_note (const char *bytes, gsize length,
                                             const char *source) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
