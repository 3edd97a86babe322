/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/decision.h"
#include "desk/draft-page.h"
#include "desk/review-list.h"
#include "desk/review-page.h"
#include "desk/several-page.h"

G_BEGIN_DECLS

struct _BureauReviewPage
{
  AdwBin parent_instance;

  BureauMemory *memory;
  GSimpleActionGroup *actions;
  GPtrArray *undoable; /* of GVariant "ax": what was decided, the newest last */
  AdwToast *toast;     /* says what was decided last */
  const char *beside;  /* what is looked at instead of a draft: "questions", "writing" or NULL */

  AdwNavigationSplitView *split;
  BureauReviewList *list;
  AdwViewStack *contents;

  /* NULL until the rows were painted */
  BureauDraftPage *draft_page;
  BureauSeveralPage *several;
  GtkWidget *questions;
  GtkWidget *writing;
};

GSimpleActionGroup *bureau_review_actions_new (BureauReviewPage *self) G_GNUC_WARN_UNUSED_RESULT;
void bureau_review_actions_enable (BureauReviewPage *self, guint n_chosen);

void bureau_review_decide (BureauReviewPage *self, BureauDecisionKind kind, GPtrArray *subjects,
                           const char *text);
void bureau_review_undo (BureauReviewPage *self, GVariant *drafts);

G_END_DECLS
