/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauEngineWatch:
 *
 * Sees to it that the agents of an open workspace work: here, or in another process for as long as
 * that runs. What keeps them from it stands in memory, where the window looks for it.
 */
#define BUREAU_TYPE_ENGINE_WATCH (bureau_engine_watch_get_type ())
G_DECLARE_FINAL_TYPE (BureauEngineWatch, bureau_engine_watch, BUREAU, ENGINE_WATCH, GObject)

BureauEngineWatch *bureau_engine_watch_new (BureauMemory *memory) G_GNUC_WARN_UNUSED_RESULT;
void bureau_engine_watch_begin (BureauEngineWatch *self);
void bureau_engine_watch_try_again (BureauEngineWatch *self);
gboolean bureau_engine_watch_works (BureauEngineWatch *self);
DexFuture *bureau_engine_watch_end (BureauEngineWatch *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
