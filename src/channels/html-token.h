/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BUREAU_HTML_MAX_ATTRIBUTES 48

typedef enum
{
  BUREAU_HTML_END,
  BUREAU_HTML_TEXT,
  BUREAU_HTML_OPEN,
  BUREAU_HTML_CLOSE,
  BUREAU_HTML_COMMENT,
} BureauHtmlKind;

/* Bytes of the input; nothing is copied. */
typedef struct
{
  const char *start;
  gsize length;
} BureauHtmlSlice;

typedef struct
{
  BureauHtmlKind kind;
  BureauHtmlSlice text; /* the words, the comment, or the tag's name */
  guint n_attributes;
  BureauHtmlSlice names[BUREAU_HTML_MAX_ATTRIBUTES];
  BureauHtmlSlice values[BUREAU_HTML_MAX_ATTRIBUTES];
} BureauHtmlToken;

typedef struct
{
  const char *at;
  const char *end;
} BureauHtmlInput;

gboolean bureau_html_token_next (BureauHtmlInput *input, BureauHtmlToken *token);
BureauHtmlSlice bureau_html_token_skip_raw (BureauHtmlInput *input, BureauHtmlSlice name);
gboolean bureau_html_token_is (const BureauHtmlToken *token, const char *name);
char *bureau_html_token_dup (const BureauHtmlToken *token,
                             const char *attribute) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
