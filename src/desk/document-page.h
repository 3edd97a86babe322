/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/story-page.h"

G_BEGIN_DECLS

/* A workflow, an agent or a view: what it does as sentences, its texts and its whole document to be
 * edited, and its versions. What a person writes is checked before it is in force, and can be
 * undone. */
#define BUREAU_TYPE_DOCUMENT_PAGE (bureau_document_page_get_type ())
G_DECLARE_FINAL_TYPE (BureauDocumentPage, bureau_document_page, BUREAU, DOCUMENT_PAGE,
                      BureauStoryPage)

AdwNavigationPage *bureau_document_page_new (BureauMemory *memory, const char *kind,
                                             const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
