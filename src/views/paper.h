/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/progress.h"
#include "views/shown-rows.h"

G_BEGIN_DECLS

/**
 * BureauPaper:
 *
 * A view as it goes to paper or into a file: its rows, read once, and what stands of each element
 * where nothing can be pressed. A writer says how that looks.
 */
#define BUREAU_TYPE_PAPER (bureau_paper_get_type ())
G_DECLARE_FINAL_TYPE (BureauPaper, bureau_paper, BUREAU, PAPER, GObject)

/**
 * BureauPaperBox:
 * @BUREAU_PAPER_ROW: sections side by side
 * @BUREAU_PAPER_SECTION: an element
 * @BUREAU_PAPER_LIST: items
 * @BUREAU_PAPER_ITEM: pieces that belong together
 * @BUREAU_PAPER_TERMS: terms with their values
 */
typedef enum
{
  BUREAU_PAPER_ROW,
  BUREAU_PAPER_SECTION,
  BUREAU_PAPER_LIST,
  BUREAU_PAPER_ITEM,
  BUREAU_PAPER_TERMS,
} BureauPaperBox;

/**
 * BureauPaperStyle:
 * @BUREAU_PAPER_TITLE: of the view
 * @BUREAU_PAPER_TAB: over what stood on a tab
 * @BUREAU_PAPER_HEADING: of an element
 * @BUREAU_PAPER_GROUP: of a column of a board
 * @BUREAU_PAPER_STRONG: the first words of an item
 * @BUREAU_PAPER_LINE: a line of an item
 * @BUREAU_PAPER_ASIDE: words in the line of others
 * @BUREAU_PAPER_FIGURE: large
 * @BUREAU_PAPER_NOTE: a sentence
 * @BUREAU_PAPER_QUOTE: a sentence that stands out
 * @BUREAU_PAPER_TERM: what a value is of
 * @BUREAU_PAPER_VALUE: of a term
 */
typedef enum
{
  BUREAU_PAPER_TITLE,
  BUREAU_PAPER_TAB,
  BUREAU_PAPER_HEADING,
  BUREAU_PAPER_GROUP,
  BUREAU_PAPER_STRONG,
  BUREAU_PAPER_LINE,
  BUREAU_PAPER_ASIDE,
  BUREAU_PAPER_FIGURE,
  BUREAU_PAPER_NOTE,
  BUREAU_PAPER_QUOTE,
  BUREAU_PAPER_TERM,
  BUREAU_PAPER_VALUE,
} BureauPaperStyle;

/**
 * BureauPaperWriter:
 * @begin: a box opens; a row has @n sections, of other boxes it says nothing
 * @end: the innermost box closes
 * @words: plain text, of the view or the data
 * @markdown: text as views/markdown.h reads it
 * @bar: a part of a whole, from 0 to 1
 * @table: @rows with a column for each of @cells
 * @chart: the chart @element of @rows, and @summary, which says what it shows
 *
 * Gets what a view shows, in the order of reading.
 */
typedef struct
{
  void (*begin) (gpointer data, BureauPaperBox box, guint n);
  void (*end) (gpointer data, BureauPaperBox box);
  void (*words) (gpointer data, BureauPaperStyle style, const char *text);
  void (*markdown) (gpointer data, const char *text);
  void (*bar) (gpointer data, double share);
  void (*table) (gpointer data, BureauShownRows *rows, JsonArray *cells);
  void (*chart) (gpointer data, BureauShownRows *rows, JsonObject *element, const char *summary);
} BureauPaperWriter;

DexFuture *bureau_paper_read (BureauMemory *memory, JsonObject *document, JsonObject *values,
                              BureauProgress *progress_or_null) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_paper_get_document (BureauPaper *self);
const char *bureau_paper_get_title (BureauPaper *self);
guint bureau_paper_get_n_parts (BureauPaper *self);
void bureau_paper_write_part (BureauPaper *self, guint part, const BureauPaperWriter *writer,
                              gpointer data);

G_END_DECLS
