/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* Copies by SQLite's backup API, whole or absent, checked with integrity_check. */
DexFuture *bureau_snapshot_write (BureauMemory *memory, const char *path);
gboolean bureau_snapshot_copy (const char *from, const char *to, GError **error);
gboolean bureau_snapshot_restore (const char *snapshot, const char *workspace, GError **error);

G_END_DECLS
