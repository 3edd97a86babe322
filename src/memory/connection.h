/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* An account or server outside: {"id","name","kind","enabled","config":{…},"secret_env"}. Kinds:
 * smtp {"host","port","tls":"starttls|tls|none","user"?,"from"}, folder {"path"}, provider
 * {"kind","base_url"?,"model"?}; what is known of its server stands beside: "lacks", what it cannot
 * do and is worked round, and "models", [{"id","title"}]. The secret stands in the keyring under
 * the id, never here. */
gboolean bureau_connection_check (JsonObject *connection, GError **error);
DexFuture *bureau_connection_put (BureauMemory *memory, const BureauCause *cause,
                                  JsonObject *connection) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_connection_remove (BureauMemory *memory, const BureauCause *cause,
                                     gint64 id) G_GNUC_WARN_UNUSED_RESULT;
JsonArray *bureau_connection_list (BureauDatabase *database, const char *kind_or_null,
                                   GError **error);
JsonObject *bureau_connection_find (BureauDatabase *database, const char *name, GError **error);

gboolean bureau_host_is_loopback (const char *host);

G_END_DECLS
