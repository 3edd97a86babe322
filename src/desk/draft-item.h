/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/list-source.h"
#include "desk/row-item.h"

G_BEGIN_DECLS

/**
 * BureauDraftItem:
 *
 * A draft that waits, as the review list shows it: text properties `who`, `subject`, `effect`,
 * `agent`, `kind`, `age`, `doubt`, `warning`, `state` and `all`, the words a search looks at. All
 * plain text.
 */
#define BUREAU_TYPE_DRAFT_ITEM (bureau_draft_item_get_type ())
G_DECLARE_FINAL_TYPE (BureauDraftItem, bureau_draft_item, BUREAU, DRAFT_ITEM, BureauRowItem)

/* Oldest first, as they wait; those that are not snoozed are counted. */
extern const BureauListSource bureau_draft_source;

JsonArray *bureau_draft_item_get_addresses (BureauDraftItem *self);
void bureau_draft_item_judge (BureauDraftItem *self, JsonObject *verdicts);
gboolean bureau_draft_item_is_look_alike (BureauDraftItem *self);

G_END_DECLS
