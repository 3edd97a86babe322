/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/draft-edit.h"
#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauDraftPage:
 *
 * One draft to be read, edited and decided about: its source, the words, the facts, and the tabs
 * Changes, Why and History. What a person types is kept at once and survives a crash.
 */
#define BUREAU_TYPE_DRAFT_PAGE (bureau_draft_page_get_type ())
G_DECLARE_FINAL_TYPE (BureauDraftPage, bureau_draft_page, BUREAU, DRAFT_PAGE, AdwBin)

void bureau_draft_page_set_memory (BureauDraftPage *self, BureauMemory *memory);
void bureau_draft_page_show (BureauDraftPage *self, gint64 draft, gint64 next);
void bureau_draft_page_show_tab (BureauDraftPage *self, const char *tab);
gint64 bureau_draft_page_get_draft (BureauDraftPage *self);
BureauDraftEdit *bureau_draft_page_get_edit (BureauDraftPage *self);
JsonObject *bureau_draft_page_get_thread (BureauDraftPage *self);
char *bureau_draft_page_say_obstacle (BureauDraftPage *self);
void bureau_draft_page_keep_words (BureauDraftPage *self);
void bureau_draft_page_forget_words (BureauDraftPage *self, gint64 draft);

G_END_DECLS
