/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "providers/quote.h"
#include "providers/source.h"

G_BEGIN_DECLS

/* The quote as the rules read it. */
typedef struct
{
  BureauSource *source; /* NULL until it is wanted */
  gsize start, end;     /* of the quote in it */
  char *words;          /* of the quote alone */
} BureauQuoteReading;

gboolean bureau_quote_is_inside (const BureauQuoteReading *self, guint token);
gboolean bureau_quote_has_words (const BureauQuoteReading *self, const char *text);
gboolean bureau_quote_is_written_otherwise (const BureauQuoteReading *self, const char *text);
gboolean bureau_quote_is_called (const BureauQuoteReading *self, const char *text);
gboolean bureau_quote_may_be_in (const BureauQuoteReading *self, const char *currency);

G_END_DECLS
