/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* What a person may choose from. */
DexFuture *bureau_candidates_read (BureauMemory *memory, const char *collection,
                                   const char *words) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
