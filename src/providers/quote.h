/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BureauQuote:
 * @text: what it stands in, valid UTF-8
 * @start: where it starts there, in bytes
 * @length: how many bytes it has
 * @language: (nullable): the language of the text; %NULL where the text itself has to tell
 * @date: (nullable): when it was written, for “tomorrow”
 * @type: (nullable): the type of the value's field, where it has one
 *
 * Words that a value is said to rest on.
 */
typedef struct
{
  const char *text;
  gsize start;
  gsize length;
  const char *language;
  const char *date;
  const char *type;
} BureauQuote;

gboolean bureau_quote_bears (const BureauQuote *self, JsonNode *value);

G_END_DECLS
