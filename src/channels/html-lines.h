/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Puts words into readable lines: white space collapsed, breaks merged, quotes and lists indented.
 */
typedef struct
{
  GString *out;
  gsize max_bytes;
  guint breaks;   /* line ends owed before the next word */
  gboolean space; /* a space is owed before the next word */
  gboolean fresh; /* nothing but a marker stands on the line */
  guint quotes;
  guint indent;
  gsize cell_start; /* where the text of the current cell began */
} BureauHtmlLines;

void bureau_html_lines_init (BureauHtmlLines *self, gsize max_bytes);
char *bureau_html_lines_finish (BureauHtmlLines *self) G_GNUC_WARN_UNUSED_RESULT;
void bureau_html_lines_words (BureauHtmlLines *self, const char *text, gsize length);
void bureau_html_lines_verbatim (BureauHtmlLines *self, const char *text, gsize length);
void bureau_html_lines_marker (BureauHtmlLines *self, const char *marker);
void bureau_html_lines_break (BureauHtmlLines *self, guint breaks);
void bureau_html_lines_end (BureauHtmlLines *self);
void bureau_html_lines_newline (BureauHtmlLines *self);
void bureau_html_lines_row (BureauHtmlLines *self);
void bureau_html_lines_cell (BureauHtmlLines *self);

G_END_DECLS
