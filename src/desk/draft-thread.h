/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* All that is shown of one draft, read in one go off the main thread. */
DexFuture *bureau_draft_thread_load (BureauMemory *memory, gint64 draft) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_draft_thread_load_run (BureauMemory *memory,
                                         gint64 run) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_draft_thread_key (gint64 draft) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
