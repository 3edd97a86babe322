/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* Who is known here: who got mail from this workspace before, and the addresses that a person
 * entered or imported into a field of type email. What an agent read in a text makes nobody known.
 */
JsonObject *bureau_contacts_judge (BureauDatabase *database, JsonArray *addresses,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_contacts_ask (BureauMemory *memory,
                                JsonArray *addresses) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
