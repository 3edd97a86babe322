/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "views/paper.h"
#include "widgets/pdf-cut.h"

G_BEGIN_DECLS

extern const BureauPdfSheet bureau_pdf_a4;

/* A view as pages: saved, or to be printed. */
DexFuture *bureau_pdf_save (BureauMemory *memory, JsonObject *document, JsonObject *values,
                            const char *path, const BureauPdfSheet *sheet,
                            BureauProgress *progress_or_null) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
