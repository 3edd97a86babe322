/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/document-editor.h"
#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauDocumentPreview:
 *
 * A view on real rows as it is being written: it follows an editor, and tells it what is wrong at
 * its lines. Where something is, it stays as it was.
 */
#define BUREAU_TYPE_DOCUMENT_PREVIEW (bureau_document_preview_get_type ())
G_DECLARE_FINAL_TYPE (BureauDocumentPreview, bureau_document_preview, BUREAU, DOCUMENT_PREVIEW,
                      AdwBin)

BureauDocumentPreview *
bureau_document_preview_new (BureauMemory *memory,
                             BureauDocumentEditor *editor) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
