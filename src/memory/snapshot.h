/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/progress.h"
#include "memory/memory.h"

G_BEGIN_DECLS

/* Copies by SQLite's backup API, whole or absent, checked with integrity_check. */
DexFuture *bureau_snapshot_write (BureauMemory *memory, const char *path,
                                  BureauProgress *progress_or_null) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_snapshot_copy (const char *from, const char *to, BureauProgress *progress_or_null,
                               GError **error);
gboolean bureau_snapshot_restore (const char *snapshot, const char *workspace,
                                  BureauProgress *progress_or_null, GError **error);
gboolean bureau_snapshot_replace (const char *snapshot, const char *workspace, GError **error);

G_END_DECLS
