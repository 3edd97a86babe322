/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/view-body.h"

G_BEGIN_DECLS

/* What is seen of a view, taken along: as a page for a browser, as PDF, on paper. */
void bureau_view_export_page (BureauViewBody *body, BureauMemory *memory);
void bureau_view_export_pdf (BureauViewBody *body, BureauMemory *memory);
void bureau_view_export_print (BureauViewBody *body, BureauMemory *memory);

DexFuture *bureau_view_export_write (const char *path, char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
