/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

DexFuture *bureau_agents_use_provider (BureauMemory *memory, const BureauCause *cause,
                                       const char *provider, const char *model_or_null,
                                       const char *const *agents_or_null) G_GNUC_WARN_UNUSED_RESULT;

DexFuture *bureau_agents_use_fallback (BureauMemory *memory, const BureauCause *cause,
                                       const char *const *providers,
                                       const char *const *agents_or_null) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
