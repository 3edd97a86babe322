/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/list-source.h"
#include "desk/row-item.h"

G_BEGIN_DECLS

/**
 * BureauCollectionItem:
 *
 * One collection in the list of them. Text properties `name`, `title`, `icon` and `count`, how many
 * records it has, empty until that is known.
 */
#define BUREAU_TYPE_COLLECTION_ITEM (bureau_collection_item_get_type ())
G_DECLARE_FINAL_TYPE (BureauCollectionItem, bureau_collection_item, BUREAU, COLLECTION_ITEM,
                      BureauRowItem)

extern const BureauListSource bureau_collection_source;

const char *bureau_collection_item_get_name (BureauCollectionItem *self);
void bureau_collection_item_set_count (BureauCollectionItem *self, gint64 count);

G_END_DECLS
