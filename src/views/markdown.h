/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The part of Markdown that a view can have: headings, bold, italic, lists, tables and code. All
 * else is the text that it is: no addresses, no pictures, no HTML. */

typedef enum
{
  BUREAU_BLOCK_PARAGRAPH,
  BUREAU_BLOCK_HEADING,
  BUREAU_BLOCK_ITEM,
  BUREAU_BLOCK_CODE,
  BUREAU_BLOCK_CELL,
  BUREAU_BLOCK_RULE,
} BureauBlockKind;

typedef enum
{
  BUREAU_SPAN_BOLD,
  BUREAU_SPAN_ITALIC,
  BUREAU_SPAN_CODE,
  BUREAU_SPAN_STRUCK,
} BureauSpanKind;

/* Bytes @start to @end of a block's text. */
typedef struct
{
  BureauSpanKind kind;
  guint start;
  guint end;
} BureauSpan;

/**
 * BureauBlock:
 * @level: of a heading from 1, of an item how deep it is from 0
 * @number: of an item of a numbered list from 1; else 0
 * @row: of a cell, from 0, the head of its table
 * @column: of a cell
 * @spans: (element-type BureauSpan)
 *
 * A piece of text that stands by itself.
 */
typedef struct
{
  BureauBlockKind kind;
  int level;
  int number;
  int row;
  int column;
  char *text;
  GArray *spans;
} BureauBlock;

GPtrArray *bureau_markdown_parse (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
