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
  const char *type;     /* of the field, NULL where it has none */
} BureauQuoteReading;

gboolean bureau_quote_is_inside (const BureauQuoteReading *self, guint token);
gboolean bureau_quote_is_of_name (const BureauQuoteReading *self);
gboolean bureau_quote_is_of_address (const BureauQuoteReading *self);
gboolean bureau_quote_has_words (const BureauQuoteReading *self, const char *text);
gboolean bureau_quote_is_written (const BureauQuoteReading *self, const char *value);
gboolean bureau_quote_is_called (const BureauQuoteReading *self, const char *text);
gboolean bureau_quote_may_be_in (const BureauQuoteReading *self, const char *currency);

/* Their source is read. */
gboolean bureau_quote_has_sum (const BureauQuoteReading *self, gint64 minor, guint exponent);
gboolean bureau_quote_has_number (const BureauQuoteReading *self, double number);
gboolean bureau_quote_has_seconds (const BureauQuoteReading *self, gint64 seconds);
gboolean bureau_quote_has_day (const BureauQuoteReading *self, const GDate *day);
gboolean bureau_quote_has_precision (const BureauQuoteReading *self, const char *precision);

G_END_DECLS
