/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/markdown.h"

#include <md4c.h>
#include <string.h>

#include "base/text.h"

#define MAX_DEPTH 8

typedef struct
{
  GPtrArray *blocks;
  BureauBlock *block; /* the open one */
  GString *text;      /* of it */
  GArray *open;       /* BureauSpan: spans of it that have not ended */
  int numbers[MAX_DEPTH];
  int depth; /* of lists */
  int row;
  int column;
} Parser;

static void
block_free (gpointer data)
{
  BureauBlock *self = data;

  g_free (self->text);
  g_clear_pointer (&self->spans, g_array_unref);
  g_free (self);
}

static void
end_block (Parser *self)
{
  if (self->block == NULL)
    return;
  self->block->text = g_strdup (self->text->str);
  g_ptr_array_add (self->blocks, g_steal_pointer (&self->block));
}

static void
begin_block (Parser *self, BureauBlockKind kind)
{
  end_block (self);
  self->block = g_new0 (BureauBlock, 1);
  self->block->kind = kind;
  self->block->spans = g_array_new (FALSE, FALSE, sizeof (BureauSpan));
  g_string_truncate (self->text, 0);
  g_array_set_size (self->open, 0);
}

/* Lists ------------------------------------------------------------------------------------------
 */

static void
begin_list (Parser *self, int number)
{
  if (self->depth < MAX_DEPTH)
    self->numbers[self->depth] = number;
  self->depth++;
}

static void
begin_item (Parser *self)
{
  int depth = MIN (self->depth, MAX_DEPTH) - 1;

  begin_block (self, BUREAU_BLOCK_ITEM);
  self->block->level = depth;
  self->block->number = self->numbers[depth];
  if (self->numbers[depth] > 0)
    self->numbers[depth]++;
}

/* The words of an item belong to it. */
static void
begin_paragraph (Parser *self)
{
  if (self->block == NULL || self->block->kind != BUREAU_BLOCK_ITEM || self->text->len > 0)
    begin_block (self, BUREAU_BLOCK_PARAGRAPH);
}

static void
begin_cell (Parser *self)
{
  begin_block (self, BUREAU_BLOCK_CELL);
  self->block->row = self->row;
  self->block->column = self->column++;
}

/* What md4c tells ---------------------------------------------------------------------------------
 */

static int
enter_block_cb (MD_BLOCKTYPE type, void *detail, void *data)
{
  Parser *self = data;

  switch ((int)type)
    {
    case MD_BLOCK_P:
      begin_paragraph (self);
      break;
    case MD_BLOCK_H:
      begin_block (self, BUREAU_BLOCK_HEADING);
      self->block->level = (int)((MD_BLOCK_H_DETAIL *)detail)->level;
      break;
    case MD_BLOCK_CODE:
      begin_block (self, BUREAU_BLOCK_CODE);
      break;
    case MD_BLOCK_HR:
      begin_block (self, BUREAU_BLOCK_RULE);
      break;
    case MD_BLOCK_UL:
      begin_list (self, 0);
      break;
    case MD_BLOCK_OL:
      begin_list (self, MAX ((int)((MD_BLOCK_OL_DETAIL *)detail)->start, 1));
      break;
    case MD_BLOCK_LI:
      begin_item (self);
      break;
    case MD_BLOCK_TABLE:
      self->row = -1;
      break;
    case MD_BLOCK_TR:
      self->row++;
      self->column = 0;
      break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      begin_cell (self);
      break;
    default:
      break;
    }
  return 0;
}

static int
leave_block_cb (MD_BLOCKTYPE type, void *detail, void *data)
{
  Parser *self = data;

  if (type == MD_BLOCK_UL || type == MD_BLOCK_OL)
    self->depth--;
  if (type != MD_BLOCK_DOC)
    end_block (self);
  return 0;
}

static gboolean
read_span (MD_SPANTYPE type, BureauSpanKind *kind)
{
  switch ((int)type)
    {
    case MD_SPAN_STRONG:
      *kind = BUREAU_SPAN_BOLD;
      return TRUE;
    case MD_SPAN_EM:
      *kind = BUREAU_SPAN_ITALIC;
      return TRUE;
    case MD_SPAN_CODE:
      *kind = BUREAU_SPAN_CODE;
      return TRUE;
    case MD_SPAN_DEL:
      *kind = BUREAU_SPAN_STRUCK;
      return TRUE;
    default:
      return FALSE;
    }
}

static int
enter_span_cb (MD_SPANTYPE type, void *detail, void *data)
{
  Parser *self = data;
  BureauSpan span = { .start = (guint)self->text->len };

  if (read_span (type, &span.kind))
    g_array_append_val (self->open, span);
  return 0;
}

static int
leave_span_cb (MD_SPANTYPE type, void *detail, void *data)
{
  Parser *self = data;
  BureauSpanKind kind;
  BureauSpan span;

  if (!read_span (type, &kind) || self->open->len == 0 || self->block == NULL)
    return 0;
  span = g_array_index (self->open, BureauSpan, self->open->len - 1);
  g_array_set_size (self->open, self->open->len - 1);
  span.end = (guint)self->text->len;
  if (span.end > span.start)
    g_array_append_val (self->block->spans, span);
  return 0;
}

static int
text_cb (MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data)
{
  Parser *self = data;

  if (self->block == NULL)
    begin_block (self, BUREAU_BLOCK_PARAGRAPH);
  if (type == MD_TEXT_BR)
    g_string_append_c (self->text, '\n');
  else if (type == MD_TEXT_SOFTBR)
    g_string_append_c (self->text, ' ');
  else if (type != MD_TEXT_NULLCHAR)
    g_string_append_len (self->text, text, size);
  return 0;
}

/**
 * bureau_markdown_parse:
 * @text: valid UTF-8
 *
 * Returns: (transfer full) (element-type BureauBlock): what it says, block by block; never %NULL
 */
GPtrArray *
bureau_markdown_parse (const char *text)
{
  const MD_PARSER callbacks = {
    .flags = MD_FLAG_NOHTML | MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOINDENTEDCODEBLOCKS,
    .enter_block = enter_block_cb,
    .leave_block = leave_block_cb,
    .enter_span = enter_span_cb,
    .leave_span = leave_span_cb,
    .text = text_cb,
  };
  g_autofree char *visible = bureau_text_visible (text, NULL);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (BureauSpan));
  Parser parser = {
    .blocks = g_ptr_array_new_with_free_func (block_free),
    .text = words,
    .open = open,
  };

  md_parse (visible, (MD_SIZE)strlen (visible), &callbacks, &parser);
  end_block (&parser);
  return parser.blocks;
}
