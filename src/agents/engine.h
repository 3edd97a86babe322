/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauEngine:
 *
 * What acts in a workspace: reads the journal, starts runs and takes them through their steps,
 * sends what was approved, imports what arrives and answers requests. All it does is in rows.
 */
#define BUREAU_TYPE_ENGINE (bureau_engine_get_type ())
G_DECLARE_FINAL_TYPE (BureauEngine, bureau_engine, BUREAU, ENGINE, GObject)

BureauEngine *bureau_engine_new (BureauMemory *memory) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_engine_start (BureauEngine *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_engine_stop (BureauEngine *self) G_GNUC_WARN_UNUSED_RESULT;
void bureau_engine_try_again (BureauEngine *self);
DexFuture *bureau_engine_until_idle (BureauEngine *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
