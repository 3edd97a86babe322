/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/list-page.h"

G_BEGIN_DECLS

/**
 * BureauReviewList:
 *
 * The drafts that wait: which of them are shown, by state, agent, kind and words, and which of
 * those are chosen. Its actions stand in the group "list".
 *
 * Properties `questions` and `writing`: how many questions of agents wait beside them, and how many
 * drafts are being written; `review.questions` and `review.writing` show them.
 *
 * Signals: `chosen`: other drafts are chosen; `opened`: a row was activated.
 */
#define BUREAU_TYPE_REVIEW_LIST (bureau_review_list_get_type ())
G_DECLARE_FINAL_TYPE (BureauReviewList, bureau_review_list, BUREAU, REVIEW_LIST, BureauListPage)

GPtrArray *bureau_review_list_dup_chosen (BureauReviewList *self);
gint64 bureau_review_list_get_next (BureauReviewList *self);
void bureau_review_list_open (BureauReviewList *self, gint64 draft);
void bureau_review_list_move (BureauReviewList *self, int by);
void bureau_review_list_hide (BureauReviewList *self, GPtrArray *subjects, gboolean hides);
void bureau_review_list_want (BureauReviewList *self, gint64 draft);
void bureau_review_list_take_focus (BureauReviewList *self);
gboolean bureau_review_list_end_choosing (BureauReviewList *self);
gboolean bureau_review_list_has_focus (BureauReviewList *self);
void bureau_review_list_search (BureauReviewList *self);

G_END_DECLS
