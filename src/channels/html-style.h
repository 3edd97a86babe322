/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A colour as 0xrrggbb; also what is not known, and what lets through. */
#define BUREAU_HTML_COLOUR_UNKNOWN (-1)
#define BUREAU_HTML_COLOUR_NONE (-2)

/* What decides whether text can be seen. Inherited from element to element. */
typedef struct
{
  gint32 colour;
  gint32 background;
  gboolean is_hidden;
  gboolean is_tiny;
} BureauHtmlStyle;

#define BUREAU_HTML_STYLE_INITIAL                                                                  \
  ((BureauHtmlStyle){ .colour = BUREAU_HTML_COLOUR_UNKNOWN, .background = 0xffffff })

gint32 bureau_html_colour_parse (const char *text);
void bureau_html_style_apply (BureauHtmlStyle *self, const char *declarations);
gboolean bureau_html_style_hides (const BureauHtmlStyle *self);

G_END_DECLS
