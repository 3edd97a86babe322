/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/pdf-writer.h"

#include "base/json.h"
#include "base/text.h"
#include "views/chart.h"
#include "widgets/scene-draw.h"

#define PX 0.75 /* in points */
#define CHART_SHARE 0.48
#define MAX_CHART_HEIGHT 340.0 /* px */
#define ITEM_INDENT 12.0
#define BAR_WIDTH 160.0
#define BAR_HEIGHT 6.0
#define QUOTE_INDENT 10.0
#define FAINT 95
#define RULE_GRAY 150
#define BAR_GROUND 222

static const BureauPdfStyle styles[] = {
  [BUREAU_PAPER_TITLE] = { 20, PANGO_WEIGHT_BOLD, 0, 0, 4 },
  [BUREAU_PAPER_TAB] = { 14, PANGO_WEIGHT_BOLD, 0, 4, 2 },
  [BUREAU_PAPER_HEADING] = { 11, PANGO_WEIGHT_BOLD, 0, 0, 4 },
  [BUREAU_PAPER_GROUP] = { 9, PANGO_WEIGHT_BOLD, FAINT, 4, 2 },
  [BUREAU_PAPER_STRONG] = { 9, PANGO_WEIGHT_BOLD, 0, 0, 0 },
  [BUREAU_PAPER_LINE] = { 9, PANGO_WEIGHT_NORMAL, 0, 0, 0 },
  [BUREAU_PAPER_ASIDE] = { 9, PANGO_WEIGHT_NORMAL, 0, 0, 0 },
  [BUREAU_PAPER_FIGURE] = { 18, PANGO_WEIGHT_NORMAL, 0, 0, 2 },
  [BUREAU_PAPER_NOTE] = { 9, PANGO_WEIGHT_NORMAL, FAINT, 0, 3 },
  [BUREAU_PAPER_QUOTE] = { 10, PANGO_WEIGHT_NORMAL, 0, 2, 4 },
  [BUREAU_PAPER_TERM] = { 8, PANGO_WEIGHT_NORMAL, FAINT, 2, 0 },
  [BUREAU_PAPER_VALUE] = { 9, PANGO_WEIGHT_NORMAL, 0, 0, 2 },
};

/* Strips -----------------------------------------------------------------------------------------
 */

static void
add_row (BureauPdfWriter *self)
{
  g_ptr_array_add (self->rows,
                   g_ptr_array_new_with_free_func ((GDestroyNotify)bureau_pdf_strip_free));
}

static void
add_strip (BureauPdfWriter *self, double width)
{
  self->strip = bureau_pdf_strip_new (self->context, width);
  g_ptr_array_add (g_ptr_array_index (self->rows, self->rows->len - 1), self->strip);
}

/* What stands in no section has a row for itself. */
void
bureau_pdf_need_strip (BureauPdfWriter *self)
{
  if (self->strip != NULL)
    return;
  add_row (self);
  add_strip (self, self->width);
}

/* Words ------------------------------------------------------------------------------------------
 */

/**
 * bureau_pdf_write_text:
 * @marks: (nullable): by bytes of @text, which shows what is hidden already
 *
 * Writes a paragraph.
 */
void
bureau_pdf_write_text (BureauPdfWriter *self, const char *text, PangoAttrList *marks,
                       const BureauPdfStyle *style)
{
  BureauPdfText words = { .text = g_strdup (text),
                          .marks = marks != NULL ? pango_attr_list_ref (marks) : NULL,
                          .size = style->size,
                          .weight = style->weight,
                          .gray = style->gray };

  bureau_pdf_need_strip (self);
  words.width = self->strip->width - self->indent;
  self->strip->y += style->before;
  self->strip->y += bureau_pdf_strip_add_text (self->strip, &words, self->indent, self->strip->y)
                    + style->after;
}

static void
write_quote (BureauPdfWriter *self, const char *text)
{
  BureauSceneRect rule = { self->indent, 0, 2, 0 };

  bureau_pdf_need_strip (self);
  rule.y = self->strip->y;
  self->indent += QUOTE_INDENT;
  bureau_pdf_write_text (self, text, NULL, &styles[BUREAU_PAPER_QUOTE]);
  self->indent -= QUOTE_INDENT;
  rule.height = self->strip->y - rule.y - 2;
  bureau_pdf_strip_add_box (self->strip, &rule, RULE_GRAY);
}

/* Items ------------------------------------------------------------------------------------------
 */

static void
add_piece (BureauPdfWriter *self, BureauPaperStyle style, const char *text)
{
  guint start;

  if (self->item->len > 0)
    g_string_append (self->item, style == BUREAU_PAPER_LINE ? "\n" : "  ");
  start = (guint)self->item->len;
  g_string_append (self->item, text);
  if (style == BUREAU_PAPER_STRONG)
    {
      PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

      bold->start_index = start;
      bold->end_index = (guint)self->item->len;
      pango_attr_list_insert (self->marks, bold);
    }
}

static void
begin_item (BureauPdfWriter *self)
{
  self->item = g_string_new (NULL);
  self->marks = pango_attr_list_new ();
}

static void
flush_item (BureauPdfWriter *self)
{
  if (self->item->len > 0)
    bureau_pdf_write_text (self, self->item->str, self->marks, &styles[BUREAU_PAPER_LINE]);
  g_string_free (self->item, TRUE);
  g_clear_pointer (&self->marks, pango_attr_list_unref);
  self->item = NULL;
}

static void
draw_bullet (BureauPdfWriter *self)
{
  BureauSceneRect bullet = { self->indent - ITEM_INDENT + 2, 0, 2.5, 2.5 };

  bureau_pdf_need_strip (self);
  bullet.y = self->strip->y + 5;
  bureau_pdf_strip_add_box (self->strip, &bullet, RULE_GRAY);
}

/* The writer -------------------------------------------------------------------------------------
 */

static void
begin (gpointer data, BureauPaperBox box, guint n)
{
  BureauPdfWriter *self = data;

  if (box == BUREAU_PAPER_ROW && self->n_rows++ == 0)
    {
      add_row (self);
      self->n_sections = MAX (n, 1);
    }
  else if (box == BUREAU_PAPER_SECTION && self->n_parts++ == 0)
    add_strip (self, (self->width - BUREAU_PDF_GAP * (self->n_sections - 1)) / self->n_sections);
  else if (box == BUREAU_PAPER_ITEM)
    {
      self->indent += ITEM_INDENT;
      draw_bullet (self);
      begin_item (self);
    }
}

static void
end (gpointer data, BureauPaperBox box)
{
  BureauPdfWriter *self = data;

  if (box == BUREAU_PAPER_ROW)
    self->n_rows--;
  else if (box == BUREAU_PAPER_SECTION && --self->n_parts == 0)
    self->strip = NULL;
  else if (box == BUREAU_PAPER_ITEM)
    {
      flush_item (self);
      self->indent -= ITEM_INDENT;
      self->strip->y += 3;
      bureau_pdf_strip_allow_cut (self->strip);
    }
}

/* What stands over something does not end a page. */
static gboolean
leads (BureauPaperStyle style)
{
  return style == BUREAU_PAPER_HEADING || style == BUREAU_PAPER_GROUP || style == BUREAU_PAPER_TERM;
}

static void
add_words (gpointer data, BureauPaperStyle style, const char *text)
{
  BureauPdfWriter *self = data;
  g_autofree char *visible = bureau_text_visible (text != NULL ? text : "", NULL);

  if (self->item != NULL)
    add_piece (self, style, visible);
  else if (style == BUREAU_PAPER_QUOTE)
    write_quote (self, visible);
  else
    bureau_pdf_write_text (self, visible, NULL, &styles[style]);
  if (self->item == NULL && !leads (style))
    bureau_pdf_strip_allow_cut (self->strip);
  if (self->n_rows == 0)
    self->strip = NULL;
}

static void
add_markdown (gpointer data, const char *text)
{
  bureau_pdf_write_markdown (data, text);
}

/**
 * bureau_pdf_draw_bar:
 * @share: how much of it is full, 0 to 1
 */
void
bureau_pdf_draw_bar (BureauPdfStrip *strip, double x, double y, double width, double share)
{
  BureauSceneRect bar = { x, y, width, BAR_HEIGHT };

  bureau_pdf_strip_add_box (strip, &bar, BAR_GROUND);
  bar.width *= share;
  bureau_pdf_strip_add_box (strip, &bar, FAINT);
}

static void
add_bar (gpointer data, double share)
{
  BureauPdfWriter *self = data;

  flush_item (self);
  bureau_pdf_need_strip (self);
  bureau_pdf_draw_bar (self->strip, self->indent, self->strip->y + 2,
                       MIN (BAR_WIDTH, self->strip->width - self->indent), share);
  self->strip->y += BAR_HEIGHT + 4;
  begin_item (self);
}

static void
add_table (gpointer data, BureauShownRows *rows, JsonArray *cells)
{
  bureau_pdf_write_table (data, rows, cells);
}

static void
add_chart (gpointer data, BureauShownRows *rows, JsonObject *element, const char *summary)
{
  BureauPdfWriter *self = data;
  BureauChartWish wish = { .element = element,
                           .source = bureau_shown_rows_get_source (rows),
                           .rows = bureau_shown_rows_get_all (rows),
                           .currency = bureau_shown_rows_get_currency (rows),
                           .measure = bureau_scene_draw_measure,
                           .measure_data = self->context };
  g_autoptr (BureauScene) scene = NULL;
  g_autofree char *note = NULL;

  bureau_pdf_need_strip (self);
  wish.width = self->strip->width / PX;
  wish.height = MIN (wish.width * CHART_SHARE, MAX_CHART_HEIGHT);
  scene = bureau_chart_lay_out (&wish);
  note = g_strdup (scene->note);
  bureau_pdf_strip_add_scene (self->strip, g_steal_pointer (&scene), PX);
  self->strip->y += 4;
  add_words (self, BUREAU_PAPER_NOTE, summary);
  if (note != NULL)
    add_words (self, BUREAU_PAPER_NOTE, note);
}

const BureauPaperWriter bureau_pdf_writer = { begin,   end,       add_words, add_markdown,
                                              add_bar, add_table, add_chart };
