/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/worker.h"
#include "memory/memory.h"

G_BEGIN_DECLS

/* Opening a workspace's file away from the window's thread. */
DexFuture *bureau_open_file (BureauWorker *worker, const char *path,
                             BureauMemoryFlags flags) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
