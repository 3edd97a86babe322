/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "channels/address.h"
#include "memory/database.h"

G_BEGIN_DECLS

GBytes *bureau_outgoing_build (JsonObject *draft, const BureauAddress *from, const char *message_id,
                               GHashTable *attachments, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GHashTable *bureau_outgoing_load_attachments (BureauDatabase *database, JsonObject *draft,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
