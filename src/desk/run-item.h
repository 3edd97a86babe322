/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/row-item.h"

G_BEGIN_DECLS

/**
 * BureauRunItem:
 *
 * A run as the activity page shows it: text properties `title` (its workflow), `says` (its state,
 * and what went wrong and what to do), `icon`, `at`, `state` and `retry` (its id where it can be
 * tried again, else empty).
 */
#define BUREAU_TYPE_RUN_ITEM (bureau_run_item_get_type ())
G_DECLARE_FINAL_TYPE (BureauRunItem, bureau_run_item, BUREAU, RUN_ITEM, BureauRowItem)

/* The statement whose rows fill it; newest first. */
extern const char *const bureau_run_item_sql;

G_END_DECLS
