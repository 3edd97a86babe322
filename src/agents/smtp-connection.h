/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "agents/catalog.h"
#include "channels/address.h"
#include "channels/smtp.h"

G_BEGIN_DECLS

BureauSmtpServer *bureau_smtp_connection_open (JsonObject *connection,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
BureauAddress *bureau_smtp_connection_get_from (JsonObject *connection, BureauCatalog *catalog,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
