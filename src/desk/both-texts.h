/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/draft-edit.h"

G_BEGIN_DECLS

/**
 * BureauBothTexts:
 *
 * A draft that changed while a person edited it: their text and the other one, with the words
 * marked that only one of them has.
 *
 * Signal `chosen (is_own)`: which one is to go on.
 */
#define BUREAU_TYPE_BOTH_TEXTS (bureau_both_texts_get_type ())
G_DECLARE_FINAL_TYPE (BureauBothTexts, bureau_both_texts, BUREAU, BOTH_TEXTS, AdwBin)

void bureau_both_texts_show (BureauBothTexts *self, BureauDraftEdit *edit);

G_END_DECLS
