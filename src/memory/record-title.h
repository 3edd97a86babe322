/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* What people call a record: the value of its first field of text. */
char *bureau_record_title (BureauDatabase *database, JsonObject *document,
                           gint64 id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_record_title_read (BureauMemory *memory, const char *collection,
                                     gint64 id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
