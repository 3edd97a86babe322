/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "views/scene.h"

G_BEGIN_DECLS

/* What stands on paper is first drawn on strips, as long as they need to be; strips are then cut
 * into pages. */

/**
 * BureauPdfText:
 * @text: (transfer full): with what is hidden in it shown as such
 * @marks: (nullable) (transfer full): by bytes of @text
 * @size: in points
 * @width: in points, at which it is wrapped; below 0 it is not
 * @gray: 0 to 255
 *
 * Words on paper.
 */
typedef struct
{
  char *text;
  PangoAttrList *marks;
  double size;
  PangoWeight weight;
  PangoAlignment alignment;
  double width;
  guint gray;
} BureauPdfText;

/**
 * BureauPdfStrip:
 * @context: what texts are set with
 * @width: in points
 * @y: how far it is drawn
 * @things: what stands on it
 * @cuts: (element-type double): where it may be cut, rising
 * @heads: (element-type BureauPdfHead): what is drawn again where a table goes on
 */
typedef struct
{
  PangoContext *context;
  double width;
  double y;
  GPtrArray *things;
  GArray *cuts;
  GArray *heads;
} BureauPdfStrip;

/* The head of a table that goes from @y to @end; it is @height high. */
typedef struct
{
  double y;
  double height;
  double end;
} BureauPdfHead;

BureauPdfStrip *bureau_pdf_strip_new (PangoContext *context, double width);
void bureau_pdf_strip_free (BureauPdfStrip *self);
double bureau_pdf_strip_add_text (BureauPdfStrip *self, BureauPdfText *text, double x, double y);
void bureau_pdf_strip_add_box (BureauPdfStrip *self, const BureauSceneRect *box, guint gray);
void bureau_pdf_strip_add_scene (BureauPdfStrip *self, BureauScene *scene, double scale);
void bureau_pdf_strip_allow_cut (BureauPdfStrip *self);
void bureau_pdf_strip_draw (BureauPdfStrip *self, cairo_t *cr, double from, double to);

double bureau_pdf_measure (PangoContext *context, const BureauPdfText *text);

G_END_DECLS
