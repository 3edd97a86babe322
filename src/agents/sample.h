/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/progress.h"
#include "memory/memory.h"

G_BEGIN_DECLS

/* The sample business that one can try Bureau on. */
#define BUREAU_SAMPLE_TEMPLATE "lead-intake"

DexFuture *bureau_sample_fill (BureauMemory *memory, const char *actor,
                               BureauProgress *progress_or_null) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
