/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/list-source.h"
#include "desk/row-item.h"

G_BEGIN_DECLS

/**
 * BureauConnectionItem:
 *
 * A connection as the preferences list it: text properties `name`, `kind`, `title` (whom mail comes
 * from, or the folder) and `says` (where it is, and what of a model's server was worked round).
 */
#define BUREAU_TYPE_CONNECTION_ITEM (bureau_connection_item_get_type ())
G_DECLARE_FINAL_TYPE (BureauConnectionItem, bureau_connection_item, BUREAU, CONNECTION_ITEM,
                      BureauRowItem)

/* The mail servers and folders, in the order they were added. */
extern const BureauListSource bureau_connection_source;

G_END_DECLS
