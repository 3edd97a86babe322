/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "views/shown-rows.h"

G_BEGIN_DECLS

/* A page while it is written: every text goes through bureau_html_add_text(). */
typedef struct
{
  GString *html;
  JsonObject *document;
  JsonObject *values;
  GHashTable *rows; /* element → BureauShownRows */
} BureauHtml;

void bureau_html_add_text (BureauHtml *self, const char *text);
void bureau_html_add_tag (BureauHtml *self, const char *tag, const char *text);
void bureau_html_add_markdown (BureauHtml *self, const char *text);
void bureau_html_add_element (BureauHtml *self, JsonObject *element);

G_END_DECLS
