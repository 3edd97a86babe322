/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/list-source.h"
#include "desk/row-item.h"

G_BEGIN_DECLS

/**
 * BureauQuestionItem:
 *
 * Something an agent asks the operator: text properties `text` (the question), `asks` (who asks,
 * about what), `choices` (a JSON array of the answers to choose from; empty for any words), `given`
 * (an answer that the engine has not taken up yet), `run` (its id) and `at`.
 */
#define BUREAU_TYPE_QUESTION_ITEM (bureau_question_item_get_type ())
G_DECLARE_FINAL_TYPE (BureauQuestionItem, bureau_question_item, BUREAU, QUESTION_ITEM,
                      BureauRowItem)

/* Those that are open, oldest first; all are counted. */
extern const BureauListSource bureau_question_source;

G_END_DECLS
