/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/progress.h"
#include "widgets/pdf-strip.h"

G_BEGIN_DECLS

/**
 * BureauPdfSheet:
 *
 * A size of paper, in points, and the margin on all of its sides.
 */
typedef struct
{
  double width;
  double height;
  double margin;
} BureauPdfSheet;

guint bureau_pdf_cut (const BureauPdfSheet *sheet, GPtrArray *rows, double gap, cairo_t *cr,
                      PangoContext *context, BureauProgress *progress_or_null);

G_END_DECLS
