/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/draft-edit.h"
#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauDraftEditor:
 *
 * The words of a draft to be changed: recipients, subject, body, attachments, and beneath them the
 * facts that they rest on. It shows a #BureauDraftEdit and makes another with each change.
 *
 * Signals: `edited (edit)`: what a person made of it; `moved`: the cursor or the scroll changed.
 */
#define BUREAU_TYPE_DRAFT_EDITOR (bureau_draft_editor_get_type ())
G_DECLARE_FINAL_TYPE (BureauDraftEditor, bureau_draft_editor, BUREAU, DRAFT_EDITOR, AdwBin)

void bureau_draft_editor_show (BureauDraftEditor *self, BureauMemory *memory, BureauDraftEdit *edit,
                               JsonObject *thread);
void bureau_draft_editor_clear (BureauDraftEditor *self);
void bureau_draft_editor_get_place (BureauDraftEditor *self, int *cursor, int *scroll);
void bureau_draft_editor_set_place (BureauDraftEditor *self, int cursor, int scroll);
void bureau_draft_editor_focus (BureauDraftEditor *self);

G_END_DECLS
