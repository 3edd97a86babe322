/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "views/paper.h"
#include "widgets/pdf-strip.h"

G_BEGIN_DECLS

/**
 * BureauPdfWriter:
 * @rows: (element-type GPtrArray): rows of strips
 * @width: of the paper between its margins, in points
 * @strip: (nullable): the one that is drawn on
 * @n_rows: how many rows are open; one in another stands below it
 * @n_parts: how many sections are open
 * @n_sections: of the open row
 * @indent: of what is written, in points
 * @item: (nullable): the words of the open item
 *
 * Draws what a view shows onto strips.
 */
typedef struct
{
  PangoContext *context;
  GPtrArray *rows;
  double width;
  BureauPdfStrip *strip;
  guint n_rows;
  guint n_parts;
  guint n_sections;
  double indent;
  GString *item;
  PangoAttrList *marks;
} BureauPdfWriter;

/* How a paragraph looks. */
typedef struct
{
  double size;
  PangoWeight weight;
  guint gray; /* 0 to 255 */
  double before;
  double after;
} BureauPdfStyle;

#define BUREAU_PDF_GAP 18.0

extern const BureauPaperWriter bureau_pdf_writer;

void bureau_pdf_write_text (BureauPdfWriter *self, const char *text, PangoAttrList *marks,
                            const BureauPdfStyle *style);
void bureau_pdf_need_strip (BureauPdfWriter *self);
void bureau_pdf_draw_bar (BureauPdfStrip *strip, double x, double y, double width, double share);

/* pdf-table.c */
typedef struct
{
  guint n_columns;
  GPtrArray *texts; /* a row after the other */
  GArray *shares;   /* (element-type double): of the bar beside each text; below 0 there is none */
  gboolean *are_figures; /* by column */
  gboolean *have_bars;   /* by column */
  guint n_heads;         /* rows that are the head */
  guint n_feet;
} BureauPdfGrid;

BureauPdfGrid *bureau_pdf_grid_new (guint n_columns);
void bureau_pdf_grid_free (BureauPdfGrid *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauPdfGrid, bureau_pdf_grid_free)
void bureau_pdf_grid_add (BureauPdfGrid *self, char *text, double share);
void bureau_pdf_write_grid (BureauPdfWriter *self, const BureauPdfGrid *grid);
void bureau_pdf_write_table (BureauPdfWriter *self, BureauShownRows *rows, JsonArray *cells);

/* pdf-text.c */
void bureau_pdf_write_markdown (BureauPdfWriter *self, const char *text);

G_END_DECLS
