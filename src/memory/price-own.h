/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* The prices that the operator says, in the setting `prices`: they go before the table of Bureau.
 */
JsonArray *bureau_prices_list (BureauDatabase *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_price_put (BureauMemory *memory, const BureauCause *cause,
                             JsonObject *price) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_price_remove (BureauMemory *memory, const BureauCause *cause,
                                const char *model) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
