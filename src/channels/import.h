/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/progress.h"
#include "memory/memory.h"

G_BEGIN_DECLS

DexFuture *bureau_import_files (BureauMemory *memory, const BureauCause *cause,
                                const char *const *paths, const char *into_or_null,
                                BureauProgress *progress_or_null) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
