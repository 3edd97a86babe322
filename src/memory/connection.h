/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* An account or server outside: {"id","name","kind","enabled","config":{…},"secret_env"}. Kinds: smtp
 * {"host","port","tls":"starttls|tls|none","user","from"}, folder {"path"}, provider {"kind","base_url","model"}. */
DexFuture *bureau_connection_put (BureauMemory *memory, const BureauCause *cause, JsonObject *connection);
JsonArray *bureau_connection_list (BureauDatabase *database, const char *kind_or_null, GError **error);
JsonObject *bureau_connection_find (BureauDatabase *database, const char *name, GError **error);

G_END_DECLS
