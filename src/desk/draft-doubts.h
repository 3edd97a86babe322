/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauDraftDoubts:
 *
 * Which of the drafts of a list go to somebody who is doubtful: each #BureauDraftItem says it for
 * itself once it is known.
 *
 * Signal `judged`: the drafts say it now.
 */
#define BUREAU_TYPE_DRAFT_DOUBTS (bureau_draft_doubts_get_type ())
G_DECLARE_FINAL_TYPE (BureauDraftDoubts, bureau_draft_doubts, BUREAU, DRAFT_DOUBTS, GObject)

BureauDraftDoubts *bureau_draft_doubts_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bureau_draft_doubts_judge (BureauDraftDoubts *self, BureauMemory *memory, GListModel *drafts);

G_END_DECLS
