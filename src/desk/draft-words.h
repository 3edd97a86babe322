/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/keeper.h"

G_BEGIN_DECLS

/**
 * BureauDraftWords:
 *
 * The unsaved words of the drafts that a person wrote in. They are kept while they are typed, and
 * known here before they can be read again.
 */
typedef struct _BureauDraftWords BureauDraftWords;

BureauDraftWords *bureau_draft_words_new (BureauMemory *memory, BureauKeeperFunc print,
                                          gpointer data) G_GNUC_WARN_UNUSED_RESULT;
void bureau_draft_words_free (BureauDraftWords *self);
void bureau_draft_words_turn (BureauDraftWords *self, gint64 draft);
void bureau_draft_words_touch (BureauDraftWords *self);
void bureau_draft_words_keep (BureauDraftWords *self);
void bureau_draft_words_forget (BureauDraftWords *self, gint64 draft);
const char *bureau_draft_words_find (BureauDraftWords *self, JsonObject *thread);
void bureau_draft_words_find_place (BureauDraftWords *self, JsonObject *thread, int *cursor,
                                    int *scroll);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauDraftWords, bureau_draft_words_free)

G_END_DECLS
