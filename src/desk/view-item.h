/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/list-source.h"
#include "desk/row-item.h"

G_BEGIN_DECLS

/**
 * BureauViewItem:
 *
 * A view as the list of views shows it: text properties `name`, `title`, `says` (what is in it) and
 * `changed` (when).
 */
#define BUREAU_TYPE_VIEW_ITEM (bureau_view_item_get_type ())
G_DECLARE_FINAL_TYPE (BureauViewItem, bureau_view_item, BUREAU, VIEW_ITEM, BureauRowItem)

/* In the order in which they were made. */
extern const BureauListSource bureau_view_source;

G_END_DECLS
