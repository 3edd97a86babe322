/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "views/paper.h"

G_BEGIN_DECLS

/* A page while it is written: every text goes through bureau_html_add_text(). */
typedef struct
{
  GString *html;
} BureauHtml;

/* html-text.c */
void bureau_html_add_text (BureauHtml *self, const char *text);
void bureau_html_add_tag (BureauHtml *self, const char *tag, const char *text);
void bureau_html_add_markdown (BureauHtml *self, const char *text);

/* html-table.c */
void bureau_html_add_bar (BureauHtml *self, double share);
void bureau_html_add_table (BureauHtml *self, BureauShownRows *rows, JsonArray *cells);
void bureau_html_add_chart (BureauHtml *self, BureauShownRows *rows, JsonObject *element,
                            const char *summary);

G_END_DECLS
