/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of a page: nothing that stands in the data is markup. */
#include <string.h>

#include "base/text.h"
#include "views/html-private.h"
#include "views/markdown.h"

static const char *const span_tags[] = {
  [BUREAU_SPAN_BOLD] = "b",
  [BUREAU_SPAN_ITALIC] = "i",
  [BUREAU_SPAN_CODE] = "code",
  [BUREAU_SPAN_STRUCK] = "s",
};

void
bureau_html_add_text (BureauHtml *self, const char *text)
{
  g_autofree char *visible = bureau_text_visible (text != NULL ? text : "", NULL);
  g_autofree char *escaped = g_markup_escape_text (visible, -1);

  g_string_append (self->html, escaped);
}

/* @tag is ours. */
void
bureau_html_add_tag (BureauHtml *self, const char *tag, const char *text)
{
  g_string_append_printf (self->html, "<%s>", tag);
  bureau_html_add_text (self, text);
  g_string_append_printf (self->html, "</%s>\n", tag);
}

static void
add_piece (BureauHtml *self, const char *text, guint from, guint to)
{
  g_autofree char *piece = g_strndup (text + from, to - from);

  bureau_html_add_text (self, piece);
}

/* The first span that covers the place; they are not nested in a page. */
static const BureauSpan *
span_at (const BureauBlock *block, guint at)
{
  for (guint i = 0; block->spans != NULL && i < block->spans->len; i++)
    {
      const BureauSpan *span = &g_array_index (block->spans, BureauSpan, i);

      if (span->start == at && span->end > at)
        return span;
    }
  return NULL;
}

static guint
next_start (const BureauBlock *block, guint at, guint length)
{
  guint next = length;

  for (guint i = 0; block->spans != NULL && i < block->spans->len; i++)
    {
      guint start = g_array_index (block->spans, BureauSpan, i).start;

      if (start > at)
        next = MIN (next, start);
    }
  return next;
}

static void
add_spans (BureauHtml *self, const BureauBlock *block)
{
  guint length = (guint)strlen (block->text), at = 0;

  while (at < length)
    {
      const BureauSpan *span = span_at (block, at);
      guint end = span != NULL ? MIN (span->end, length) : next_start (block, at, length);

      if (span != NULL)
        g_string_append_printf (self->html, "<%s>", span_tags[span->kind]);
      add_piece (self, block->text, at, end);
      if (span != NULL)
        g_string_append_printf (self->html, "</%s>", span_tags[span->kind]);
      at = end;
    }
}

static void
add_block (BureauHtml *self, const BureauBlock *block)
{
  static const char *const tags[] = {
    [BUREAU_BLOCK_PARAGRAPH] = "p", [BUREAU_BLOCK_HEADING] = "h4", [BUREAU_BLOCK_ITEM] = "p",
    [BUREAU_BLOCK_CODE] = "pre",    [BUREAU_BLOCK_CELL] = "td",    [BUREAU_BLOCK_RULE] = "p",
  };

  if (block->kind == BUREAU_BLOCK_RULE)
    {
      g_string_append (self->html, "<hr />\n");
      return;
    }
  g_string_append_printf (self->html, "<%s>", tags[block->kind]);
  if (block->kind == BUREAU_BLOCK_ITEM && block->number > 0)
    g_string_append_printf (self->html, "%d. ", block->number);
  else if (block->kind == BUREAU_BLOCK_ITEM)
    g_string_append (self->html, "• ");
  if (block->text != NULL)
    add_spans (self, block);
  g_string_append_printf (self->html, "</%s>\n", tags[block->kind]);
}

/* Cells of a table stand in rows. */
static void
add_cell_frame (BureauHtml *self, const BureauBlock *before, const BureauBlock *block)
{
  gboolean was_cell = before != NULL && before->kind == BUREAU_BLOCK_CELL;
  gboolean is_cell = block != NULL && block->kind == BUREAU_BLOCK_CELL;

  if (was_cell && (!is_cell || block->row != before->row))
    g_string_append (self->html, "</tr>\n");
  if (was_cell && !is_cell)
    g_string_append (self->html, "</table>\n");
  if (is_cell && !was_cell)
    g_string_append (self->html, "<table>\n");
  if (is_cell && (!was_cell || block->row != before->row))
    g_string_append (self->html, "<tr>");
}

void
bureau_html_add_markdown (BureauHtml *self, const char *text)
{
  g_autoptr (GPtrArray) blocks = bureau_markdown_parse (text);
  const BureauBlock *before = NULL;

  for (guint i = 0; i < blocks->len; i++)
    {
      const BureauBlock *block = g_ptr_array_index (blocks, i);

      add_cell_frame (self, before, block);
      add_block (self, block);
      before = block;
    }
  add_cell_frame (self, before, NULL);
}
