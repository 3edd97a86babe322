/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/list-source.h"
#include "desk/row-item.h"

G_BEGIN_DECLS

/**
 * BureauDeliveryItem:
 *
 * An approved draft on its way, as the outbox shows it: text properties `to`, `subject`, `state`
 * (the stored word), `says` (the state in words, with what happens next), `icon`, `at`, `act`
 * ("undo", "failed", "uncertain" or nothing: what can be done), `draft` (its id) and `results` (who
 * of several did not get it, a line each).
 */
#define BUREAU_TYPE_DELIVERY_ITEM (bureau_delivery_item_get_type ())
G_DECLARE_FINAL_TYPE (BureauDeliveryItem, bureau_delivery_item, BUREAU, DELIVERY_ITEM,
                      BureauRowItem)

/* Newest first; those that are not sent are counted. */
extern const BureauListSource bureau_delivery_source;

const char *bureau_delivery_find_filter (const char *name);

G_END_DECLS
