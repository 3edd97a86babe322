/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/list-source.h"
#include "desk/row-item.h"

G_BEGIN_DECLS

/**
 * BureauWritingItem:
 *
 * A draft that an agent writes now; its id is the run's. Text properties `who` (it answers),
 * `subject` and `says` (who writes it).
 */
#define BUREAU_TYPE_WRITING_ITEM (bureau_writing_item_get_type ())
G_DECLARE_FINAL_TYPE (BureauWritingItem, bureau_writing_item, BUREAU, WRITING_ITEM, BureauRowItem)

/* Those that are new, oldest first; all are counted. One that is written once more is seen in its
 * own place. */
extern const BureauListSource bureau_writing_source;

G_END_DECLS
