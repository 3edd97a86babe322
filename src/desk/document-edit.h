/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/document-editor.h"
#include "desk/document-form.h"
#include "desk/tool-group.h"
#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauDocumentEdit:
 *
 * A document as a person has it on the screen, as texts in a form, as switches and as a whole,
 * beside the one in force. What is not saved is kept and comes back after the end of the program.
 *
 * Signal `changed`: whether anything is unsaved, or was overtaken.
 */
#define BUREAU_TYPE_DOCUMENT_EDIT (bureau_document_edit_get_type ())
G_DECLARE_FINAL_TYPE (BureauDocumentEdit, bureau_document_edit, BUREAU, DOCUMENT_EDIT, GObject)

BureauDocumentEdit *
bureau_document_edit_new (BureauMemory *memory, const char *key, BureauDocumentForm *form,
                          BureauToolGroup *tools,
                          BureauDocumentEditor *editor) G_GNUC_WARN_UNUSED_RESULT;
void bureau_document_edit_follow (BureauDocumentEdit *self, JsonObject *story);
void bureau_document_edit_discard (BureauDocumentEdit *self);
void bureau_document_edit_settle (BureauDocumentEdit *self);
void bureau_document_edit_close (BureauDocumentEdit *self);
JsonObject *bureau_document_edit_dup_document (BureauDocumentEdit *self,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 bureau_document_edit_get_version (BureauDocumentEdit *self);
gboolean bureau_document_edit_get_is_dirty (BureauDocumentEdit *self);
gboolean bureau_document_edit_get_is_overtaken (BureauDocumentEdit *self);

G_END_DECLS
