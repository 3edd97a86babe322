/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/* Home: the drafts and the questions that wait for a person, what is being written, and what is
 * looked at. */
#define BUREAU_TYPE_REVIEW_PAGE (bureau_review_page_get_type ())
G_DECLARE_FINAL_TYPE (BureauReviewPage, bureau_review_page, BUREAU, REVIEW_PAGE, AdwBin)

GActionGroup *bureau_review_page_get_actions (BureauReviewPage *self);
void bureau_review_page_open (BureauReviewPage *self, gint64 draft);
void bureau_review_page_ask (BureauReviewPage *self);
void bureau_review_page_read_along (BureauReviewPage *self);

G_END_DECLS
