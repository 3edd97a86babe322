/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Markdown on paper. */
#include "base/text.h"
#include "views/markdown.h"
#include "widgets/pdf-writer.h"

#define INDENT 12.0
#define RULE_GRAY 150

static const BureauPdfStyle headings[] = {
  { 14, PANGO_WEIGHT_BOLD, 0, 2, 3 },
  { 12, PANGO_WEIGHT_BOLD, 0, 2, 3 },
  { 10, PANGO_WEIGHT_BOLD, 0, 2, 2 },
};
static const BureauPdfStyle plain = { 9, PANGO_WEIGHT_NORMAL, 0, 0, 4 };

static PangoAttribute *
make_mark (BureauSpanKind kind)
{
  switch (kind)
    {
    case BUREAU_SPAN_BOLD:
      return pango_attr_weight_new (PANGO_WEIGHT_BOLD);
    case BUREAU_SPAN_ITALIC:
      return pango_attr_style_new (PANGO_STYLE_ITALIC);
    case BUREAU_SPAN_STRUCK:
      return pango_attr_strikethrough_new (TRUE);
    case BUREAU_SPAN_CODE:
    default:
      return pango_attr_family_new ("Monospace");
    }
}

static PangoAttrList *
make_marks (const BureauBlock *block, guint shift)
{
  PangoAttrList *marks = pango_attr_list_new ();

  for (guint i = 0; block->spans != NULL && i < block->spans->len; i++)
    {
      const BureauSpan *span = &g_array_index (block->spans, BureauSpan, i);
      PangoAttribute *mark = make_mark (span->kind);

      mark->start_index = span->start + shift;
      mark->end_index = span->end + shift;
      pango_attr_list_insert (marks, mark);
    }
  if (block->kind == BUREAU_BLOCK_CODE)
    pango_attr_list_insert (marks, pango_attr_family_new ("Monospace"));
  return marks;
}

static char *
make_bullet (const BureauBlock *block)
{
  if (block->kind != BUREAU_BLOCK_ITEM)
    return g_strdup ("");
  return block->number > 0 ? g_strdup_printf ("%d. ", block->number) : g_strdup ("• ");
}

static void
write_rule (BureauPdfWriter *self)
{
  BureauSceneRect rule = { 0, 0, 0, 0.5 };

  bureau_pdf_need_strip (self);
  rule.y = self->strip->y + 3;
  rule.width = self->strip->width;
  bureau_pdf_strip_add_box (self->strip, &rule, RULE_GRAY);
  self->strip->y += 8;
}

/* Where something hidden is shown as such, the marks no longer fit: its words count more. */
static void
write_block (BureauPdfWriter *self, const BureauBlock *block)
{
  g_autofree char *bullet = make_bullet (block);
  g_autofree char *visible = NULL;
  g_autofree char *text = NULL;
  g_autoptr (PangoAttrList) marks = NULL;
  guint n_hidden = 0;

  if (block->kind == BUREAU_BLOCK_RULE)
    {
      write_rule (self);
      return;
    }
  visible = bureau_text_visible (block->text != NULL ? block->text : "", &n_hidden);
  text = g_strconcat (bullet, visible, NULL);
  marks = n_hidden == 0 ? make_marks (block, (guint)strlen (bullet)) : NULL;
  self->indent = block->kind == BUREAU_BLOCK_ITEM ? INDENT * block->level : 0;
  bureau_pdf_write_text (
      self, text, marks,
      block->kind == BUREAU_BLOCK_HEADING ? &headings[CLAMP (block->level, 1, 3) - 1] : &plain);
  self->indent = 0;
  bureau_pdf_strip_allow_cut (self->strip);
}

/* The cells from @start on that are one table; returns the block behind them. */
static guint
write_cells (BureauPdfWriter *self, GPtrArray *blocks, guint start)
{
  g_autoptr (BureauPdfGrid) grid = NULL;
  guint n_columns = 0, end;

  for (end = start; end < blocks->len; end++)
    {
      const BureauBlock *block = g_ptr_array_index (blocks, end);

      if (block->kind != BUREAU_BLOCK_CELL
          || (end > start && block->row == 0 && block->column == 0))
        break;
      n_columns = MAX (n_columns, (guint)block->column + 1);
    }
  grid = bureau_pdf_grid_new (n_columns);
  grid->n_heads = 1;
  for (guint i = start; i < end; i++)
    {
      const BureauBlock *block = g_ptr_array_index (blocks, i);

      bureau_pdf_grid_add (grid, bureau_text_visible (block->text != NULL ? block->text : "", NULL),
                           -1);
    }
  bureau_pdf_write_grid (self, grid);
  return end;
}

/**
 * bureau_pdf_write_markdown:
 *
 * Writes a text as views/markdown.h reads it.
 */
void
bureau_pdf_write_markdown (BureauPdfWriter *self, const char *text)
{
  g_autoptr (GPtrArray) blocks = bureau_markdown_parse (text);

  for (guint i = 0; i < blocks->len;)
    {
      const BureauBlock *block = g_ptr_array_index (blocks, i);

      if (block->kind == BUREAU_BLOCK_CELL)
        i = write_cells (self, blocks, i);
      else
        {
          write_block (self, block);
          i++;
        }
    }
}
