/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * BureauQuestionRow:
 *
 * A question with a place for its answer: a button for each choice, or a field for any words.
 * Properties: `text`, `asks`, `at` and `given`, an answer that the engine has not taken up yet; and
 * `choices`, a JSON array.
 *
 * Signal `answered` (answer): a person answered.
 */
#define BUREAU_TYPE_QUESTION_ROW (bureau_question_row_get_type ())
G_DECLARE_FINAL_TYPE (BureauQuestionRow, bureau_question_row, BUREAU, QUESTION_ROW, GtkBox)

G_END_DECLS
