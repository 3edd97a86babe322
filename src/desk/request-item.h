/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/list-source.h"
#include "desk/row-item.h"

G_BEGIN_DECLS

/**
 * BureauRequestItem:
 *
 * Something asked of the engine: text properties `title` (what), `about` (with what), `says` (its
 * state, and why it failed), `icon`, `at`, `state` (the stored word), `kind` and `args` (as
 * stored).
 */
#define BUREAU_TYPE_REQUEST_ITEM (bureau_request_item_get_type ())
G_DECLARE_FINAL_TYPE (BureauRequestItem, bureau_request_item, BUREAU, REQUEST_ITEM, BureauRowItem)

/* Newest first; those under way are counted. */
extern const BureauListSource bureau_request_source;

G_END_DECLS
