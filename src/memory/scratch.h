/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* Unsaved words and the desk's state: kept at once, in no history. */
DexFuture *bureau_scratch_put (BureauMemory *memory, const char *key,
                               const char *value_or_null) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_scratch_set (BureauTransaction *transaction, const char *key,
                             const char *value_or_null, GError **error);
DexFuture *bureau_scratch_read (BureauMemory *memory, const char *key) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_scratch_get (BureauDatabase *database, const char *key, GError **error);

G_END_DECLS
