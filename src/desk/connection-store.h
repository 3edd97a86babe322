/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* What a person said of a connection, put where it belongs: the workspace, the keyring, a setting.
 * All of it on a fiber. */
gboolean bureau_connection_store_name (BureauMemory *memory, JsonObject *connection,
                                       const char *base, GError **error);
gboolean bureau_connection_store_put (BureauMemory *memory, JsonObject *connection,
                                      const char *secret, GError **error);
gboolean bureau_connection_store_limit (BureauMemory *memory, const char *currency, gint64 limit,
                                        GError **error);
gboolean bureau_connection_store_remove (BureauMemory *memory, gint64 id, gboolean has_secret,
                                         GError **error);

G_END_DECLS
