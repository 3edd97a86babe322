/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/pdf-cut.h"

#define FOOT_GAP 14.0
#define FOOT_SIZE 8.0
#define FOOT_GRAY 95

typedef struct
{
  const BureauPdfSheet *sheet;
  cairo_t *cr;
  PangoContext *context;
  BureauProgress *progress;
  double y; /* on the page, below its margin */
  guint n_pages;
} Cutter;

static double
get_room (const Cutter *self)
{
  return self->sheet->height - 2 * self->sheet->margin;
}

static void
draw_number (Cutter *self)
{
  BureauPdfStrip *strip = bureau_pdf_strip_new (self->context, self->sheet->width);
  BureauPdfText text = { .text = g_strdup_printf ("%u", self->n_pages),
                         .size = FOOT_SIZE,
                         .width = self->sheet->width,
                         .alignment = PANGO_ALIGN_CENTER,
                         .gray = FOOT_GRAY };

  strip->y = bureau_pdf_strip_add_text (strip, &text, 0, 0);
  cairo_save (self->cr);
  cairo_translate (self->cr, 0, self->sheet->height - self->sheet->margin + FOOT_GAP);
  bureau_pdf_strip_draw (strip, self->cr, 0, strip->y);
  cairo_restore (self->cr);
  bureau_pdf_strip_free (strip);
}

static void
end_page (Cutter *self)
{
  self->n_pages++;
  draw_number (self);
  cairo_show_page (self->cr);
  self->y = 0;
}

static void
draw_slice (Cutter *self, BureauPdfStrip *strip, double x, double y, double from, double to)
{
  cairo_save (self->cr);
  cairo_translate (self->cr, self->sheet->margin + x, self->sheet->margin + y);
  cairo_rectangle (self->cr, 0, 0, strip->width, to - from);
  cairo_clip (self->cr);
  bureau_pdf_strip_draw (strip, self->cr, from, to);
  cairo_restore (self->cr);
}

/* The table that goes on at @from, where one does. */
static const BureauPdfHead *
find_head (BureauPdfStrip *strip, double from)
{
  for (guint i = 0; i < strip->heads->len; i++)
    {
      const BureauPdfHead *head = &g_array_index (strip->heads, BureauPdfHead, i);

      if (from >= head->y + head->height && from < head->end)
        return head;
    }
  return NULL;
}

/* The last place to cut in @room; all of it where there is none. */
static double
find_cut (BureauPdfStrip *strip, double from, double room, gboolean is_whole_page)
{
  double cut = from;

  if (strip->y - from <= room)
    return strip->y;
  for (guint i = 0; i < strip->cuts->len; i++)
    {
      double place = g_array_index (strip->cuts, double, i);

      if (place - from > room)
        break;
      cut = MAX (cut, place);
    }
  return cut == from && is_whole_page ? from + room : cut;
}

/* Draws as much of a strip as this page has room for, moves @from behind it, and returns how high
 * that is. */
static double
draw_next (Cutter *self, BureauPdfStrip *strip, double x, double *from)
{
  const BureauPdfHead *head = *from > 0 ? find_head (strip, *from) : NULL;
  double head_height = head != NULL && head->height < get_room (self) / 2 ? head->height : 0;
  double start = *from;

  *from = find_cut (strip, start, get_room (self) - self->y - head_height, self->y == 0);
  if (*from == start)
    return 0;
  if (head_height > 0)
    draw_slice (self, strip, x, self->y, head->y, head->y + head_height);
  draw_slice (self, strip, x, self->y + head_height, start, *from);
  return head_height + *from - start;
}

static gboolean
is_over (GPtrArray *strips, const double *from)
{
  for (guint i = 0; i < strips->len; i++)
    if (from[i] < ((BureauPdfStrip *)g_ptr_array_index (strips, i))->y)
      return FALSE;
  return TRUE;
}

static double
get_height (GPtrArray *strips)
{
  double height = 0;

  for (guint i = 0; i < strips->len; i++)
    height = MAX (height, ((BureauPdfStrip *)g_ptr_array_index (strips, i))->y);
  return height;
}

static double
draw_pieces (Cutter *self, GPtrArray *strips, double gap, double *from)
{
  double x = 0, height = 0;

  for (guint i = 0; i < strips->len; i++)
    {
      BureauPdfStrip *strip = g_ptr_array_index (strips, i);

      if (from[i] < strip->y)
        {
          double drawn = draw_next (self, strip, x, &from[i]);

          height = MAX (height, drawn);
        }
      x += strip->width + gap;
    }
  return height;
}

/* What fits on a page stands on one. */
static void
draw_row (Cutter *self, GPtrArray *strips, double gap)
{
  g_autofree double *from = g_new0 (double, strips->len + 1);
  double height = get_height (strips);

  if (self->y > 0 && self->y + height > get_room (self) && height <= get_room (self))
    end_page (self);
  height = draw_pieces (self, strips, gap, from);
  while (!is_over (strips, from) && !bureau_progress_is_cancelled (self->progress))
    {
      end_page (self);
      height = draw_pieces (self, strips, gap, from);
    }
  self->y += height;
}

/**
 * bureau_pdf_cut:
 * @rows: (element-type GPtrArray): rows of strips that stand side by side
 * @gap: between strips and between rows, in points
 * @cr: of a surface with pages
 * @context: what the numbers of pages are set with
 * @progress_or_null: told how many rows are drawn; cancelled, the rest is not drawn
 *
 * Draws @rows onto pages.
 *
 * Returns: how many
 */
guint
bureau_pdf_cut (const BureauPdfSheet *sheet, GPtrArray *rows, double gap, cairo_t *cr,
                PangoContext *context, BureauProgress *progress_or_null)
{
  Cutter self = { sheet, cr, context, progress_or_null, 0, 0 };

  for (guint i = 0; i < rows->len && !bureau_progress_is_cancelled (progress_or_null); i++)
    {
      bureau_progress_set (progress_or_null, i, rows->len);
      draw_row (&self, g_ptr_array_index (rows, i), gap);
      self.y += gap;
    }
  end_page (&self);
  return self.n_pages;
}
