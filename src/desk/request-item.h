/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/list-source.h"
#include "desk/row-item.h"
#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauRequestItem:
 *
 * Something asked of the engine: text properties `title` (what), `about` (with what), `says` (its
 * state, and why it failed), `icon`, `at`, `state` (the stored word), `kind` and `args` (as
 * stored), `progress` (how far it is, as base/progress.h prints it).
 */
#define BUREAU_TYPE_REQUEST_ITEM (bureau_request_item_get_type ())
G_DECLARE_FINAL_TYPE (BureauRequestItem, bureau_request_item, BUREAU, REQUEST_ITEM, BureauRowItem)

#define BUREAU_REQUEST_SELECT                                                                      \
  "SELECT r.id, r.kind, r.args, r.\"by\", r.state, r.error, r.created_at, r.updated_at,"           \
  " CASE r.state WHEN 'doing' THEN (SELECT value FROM bureau_scratch"                              \
  " WHERE key = 'request:' || r.id || ':progress') END AS progress FROM bureau_request r"

DexFuture *bureau_request_item_end (BureauRequestItem *self,
                                    BureauMemory *memory) G_GNUC_WARN_UNUSED_RESULT;

/* Newest first; those under way are counted. */
extern const BureauListSource bureau_request_source;

G_END_DECLS
