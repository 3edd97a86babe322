/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BureauDocumentEditor:
 *
 * A document as JSON to be edited by hand, with what is wrong at its lines. Text property `text`,
 * which notifies when a person types.
 */
#define BUREAU_TYPE_DOCUMENT_EDITOR (bureau_document_editor_get_type ())
G_DECLARE_FINAL_TYPE (BureauDocumentEditor, bureau_document_editor, BUREAU, DOCUMENT_EDITOR, GtkBox)

char *bureau_document_editor_dup_text (BureauDocumentEditor *self) G_GNUC_WARN_UNUSED_RESULT;
void bureau_document_editor_set_text (BureauDocumentEditor *self, const char *text);
void bureau_document_editor_show_problems (BureauDocumentEditor *self, JsonArray *problems);
void bureau_document_editor_show_error (BureauDocumentEditor *self, const char *error);

G_END_DECLS
