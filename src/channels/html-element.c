/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/html-element.h"

#include <stdlib.h>
#include <string.h>

#define VOID BUREAU_HTML_IS_VOID
#define RAW BUREAU_HTML_IS_RAW
#define BLOCK BUREAU_HTML_IS_BLOCK
#define APART (BUREAU_HTML_IS_BLOCK | BUREAU_HTML_IS_APART)
#define LIST (BUREAU_HTML_IS_BLOCK | BUREAU_HTML_IS_LIST)

typedef struct
{
  const char *name;
  BureauHtmlTraits traits;
} Element;

/* Sorted by name. What is not here is inline and transparent. */
static const Element ELEMENTS[] = {
  { "a", BUREAU_HTML_IS_LINK },
  { "address", BLOCK },
  { "applet", RAW },
  { "area", VOID },
  { "article", BLOCK },
  { "aside", BLOCK },
  { "audio", RAW },
  { "base", VOID },
  { "blockquote", APART | BUREAU_HTML_IS_QUOTE },
  { "br", VOID },
  { "canvas", RAW },
  { "caption", BLOCK },
  { "center", BLOCK },
  { "col", VOID },
  { "dd", BLOCK },
  { "details", BLOCK },
  { "div", BLOCK },
  { "dl", APART },
  { "dt", BLOCK },
  { "embed", VOID },
  { "fieldset", BLOCK },
  { "figure", APART },
  { "footer", BLOCK },
  { "form", BLOCK },
  { "frame", VOID },
  { "h1", APART },
  { "h2", APART },
  { "h3", APART },
  { "h4", APART },
  { "h5", APART },
  { "h6", APART },
  { "header", BLOCK },
  { "hr", VOID },
  { "iframe", RAW },
  { "img", VOID },
  { "input", VOID },
  { "legend", BLOCK },
  { "li", BLOCK | BUREAU_HTML_IS_ITEM },
  { "link", VOID },
  { "listing", APART | BUREAU_HTML_IS_PRE },
  { "main", BLOCK },
  { "math", RAW },
  { "menu", LIST },
  { "meta", VOID },
  { "nav", BLOCK },
  { "noembed", RAW },
  { "noframes", RAW },
  { "object", RAW },
  { "ol", LIST },
  { "option", BLOCK },
  { "p", APART | BUREAU_HTML_IS_PARAGRAPH },
  { "param", VOID },
  { "pre", APART | BUREAU_HTML_IS_PRE },
  { "script", RAW },
  { "section", BLOCK },
  { "source", VOID },
  { "style", RAW },
  { "summary", BLOCK },
  { "svg", RAW },
  { "table", BLOCK | BUREAU_HTML_IS_TABLE },
  { "tbody", BLOCK },
  { "td", BUREAU_HTML_IS_CELL },
  { "template", RAW },
  { "tfoot", BLOCK },
  { "th", BUREAU_HTML_IS_CELL },
  { "thead", BLOCK },
  { "title", RAW },
  { "tr", BUREAU_HTML_IS_ROW },
  { "track", VOID },
  { "ul", LIST },
  { "video", RAW },
  { "wbr", VOID },
  { "xmp", RAW },
};

static int
compare_elements (const void *a, const void *b)
{
  return strcmp (((const Element *)a)->name, ((const Element *)b)->name);
}

/**
 * bureau_html_element_traits:
 * @name: a tag's name in any case
 *
 * Returns: its traits; none for an element that only marks words
 */
BureauHtmlTraits
bureau_html_element_traits (BureauHtmlSlice name)
{
  char lower[12];
  if (name.length >= sizeof lower)
    return BUREAU_HTML_IS_PLAIN;
  for (gsize i = 0; i < name.length; i++)
    lower[i] = g_ascii_tolower (name.start[i]);
  lower[name.length] = '\0';
  Element key = { lower, BUREAU_HTML_IS_PLAIN };
  const Element *found = bsearch (&key, ELEMENTS, G_N_ELEMENTS (ELEMENTS), sizeof (Element),
                                  compare_elements);
  return found != NULL ? found->traits : BUREAU_HTML_IS_PLAIN;
}
