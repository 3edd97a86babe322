/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* What the operator marked "never send to a provider": messages and records. Rules on this machine
 * may still work on it. */
DexFuture *bureau_private_set (BureauMemory *memory, const BureauCause *cause, gint64 id,
                               gboolean is_private) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_private_find (BureauDatabase *database, const char *ids_json, gint64 *found,
                              GError **error);
JsonArray *bureau_private_list (BureauDatabase *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_private_has_any (BureauDatabase *database, gboolean *has_any, GError **error);

G_END_DECLS
