/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

DexFuture *bureau_errand_run (BureauMemory *memory, const char *kind,
                              JsonObject *args) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_errand_run_about (BureauMemory *memory, const char *kind, const char *member,
                                    gint64 id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
