/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauGrowingText:
 *
 * What an agent writes, as it comes, and a button that stops it. Read as often as it is stored
 * while it is followed; only what is new is added to what stands there.
 *
 * Property `is-growing`: whether anything is being written.
 */
#define BUREAU_TYPE_GROWING_TEXT (bureau_growing_text_get_type ())
G_DECLARE_FINAL_TYPE (BureauGrowingText, bureau_growing_text, BUREAU, GROWING_TEXT, AdwBin)

void bureau_growing_text_follow (BureauGrowingText *self, BureauMemory *memory, gint64 run,
                                 gint64 draft);
gboolean bureau_growing_text_get_is_growing (BureauGrowingText *self);

G_END_DECLS
