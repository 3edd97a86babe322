/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* How many of the newest events are read at once. */
#define BUREAU_RECORD_LOAD_EVENTS 25

DexFuture *bureau_record_load_thread (BureauMemory *memory, const char *collection_or_null,
                                      gint64 id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_record_load_events (BureauMemory *memory, const char *collection, gint64 id,
                                      JsonObject *last) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
