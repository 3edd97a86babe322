/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "channels/html-token.h"

G_BEGIN_DECLS

/* What an element does to the lines of the text. */
typedef enum
{
  BUREAU_HTML_IS_PLAIN = 0,
  BUREAU_HTML_IS_VOID = 1 << 0,  /* has no end tag */
  BUREAU_HTML_IS_RAW = 1 << 1,   /* its content is no text for a reader */
  BUREAU_HTML_IS_BLOCK = 1 << 2, /* begins and ends a line */
  BUREAU_HTML_IS_APART = 1 << 3, /* with a blank line around it */
  BUREAU_HTML_IS_ROW = 1 << 4,
  BUREAU_HTML_IS_CELL = 1 << 5,
  BUREAU_HTML_IS_LIST = 1 << 6,
  BUREAU_HTML_IS_ITEM = 1 << 7,
  BUREAU_HTML_IS_QUOTE = 1 << 8,
  BUREAU_HTML_IS_PRE = 1 << 9,
  BUREAU_HTML_IS_LINK = 1 << 10,
  BUREAU_HTML_IS_TABLE = 1 << 11,
  BUREAU_HTML_IS_PARAGRAPH = 1 << 12, /* ended by the next block */
} BureauHtmlTraits;

BureauHtmlTraits bureau_html_element_traits (BureauHtmlSlice name);

G_END_DECLS
