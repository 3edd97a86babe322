/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/list-source.h"
#include "desk/row-item.h"

G_BEGIN_DECLS

/**
 * BureauRunItem:
 *
 * A run as the activity page shows it: text properties `title` (its workflow), `about` (the message
 * it is about), `says` (its state, and what went wrong and what to do), `icon`, `at` (when it began
 * and how long it took) and `state`.
 */
#define BUREAU_TYPE_RUN_ITEM (bureau_run_item_get_type ())
G_DECLARE_FINAL_TYPE (BureauRunItem, bureau_run_item, BUREAU, RUN_ITEM, BureauRowItem)

/* Newest first; those that are parked are counted. */
extern const BureauListSource bureau_run_source;

const char *bureau_run_find_filter (const char *name);
const char *bureau_run_state_to_words (const char *state);
const char *bureau_run_state_to_icon (const char *state);
gboolean bureau_run_state_can (const char *state, const char *act);

G_END_DECLS
