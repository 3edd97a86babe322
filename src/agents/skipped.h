/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/catalog.h"

G_BEGIN_DECLS

DexFuture *bureau_skipped_tell (BureauMemory *memory,
                                BureauCatalog *catalog) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
