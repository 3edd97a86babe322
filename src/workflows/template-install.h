/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

DexFuture *bureau_template_install (BureauMemory *memory, const BureauCause *cause,
                                    const char *name, gboolean sample) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
