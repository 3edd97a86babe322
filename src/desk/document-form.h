/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BureauDocumentForm:
 *
 * The texts of a workflow or an agent as fields: its title, its note or instructions, its letters.
 * What else stands in the document stays as it is.
 *
 * Signal `edited` (#JsonObject): a person changed a text; the document with it.
 */
#define BUREAU_TYPE_DOCUMENT_FORM (bureau_document_form_get_type ())
G_DECLARE_FINAL_TYPE (BureauDocumentForm, bureau_document_form, BUREAU, DOCUMENT_FORM,
                      AdwPreferencesGroup)

void bureau_document_form_show (BureauDocumentForm *self, JsonObject *document);

G_END_DECLS
