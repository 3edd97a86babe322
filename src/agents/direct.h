/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* What the operator asks for in plain words. */
DexFuture *bureau_direct (BureauMemory *memory, const BureauCause *cause, const char *words,
                          const char *view, const char *element) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
