/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauArrivals:
 *
 * What came to wait for a person since it was begun: drafts, also those that come back by
 * themselves, and questions of agents. What waited before is not told.
 *
 * Signal `came (JsonArray *rows)`: [{"id","kind":"draft"|"question","who","about","at"}], those
 * that came in one turn. Signal `left (gint64 id)`: one does not wait any more, whoever saw to it.
 */
#define BUREAU_TYPE_ARRIVALS (bureau_arrivals_get_type ())
G_DECLARE_FINAL_TYPE (BureauArrivals, bureau_arrivals, BUREAU, ARRIVALS, GObject)

BureauArrivals *bureau_arrivals_new (BureauMemory *memory) G_GNUC_WARN_UNUSED_RESULT;
void bureau_arrivals_begin (BureauArrivals *self);

G_END_DECLS
