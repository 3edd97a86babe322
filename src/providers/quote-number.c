/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a quote says a number: a sum, a share, a span of time. */
#include <math.h>

#include "providers/quote-private.h"
#include "providers/sum.h"

/* A number is compared in millionths. */
#define DECIMALS 6
#define MAX_NUMBER 1e12

static gboolean
is_sum (const BureauSum *sum, gint64 minor)
{
  return ABS (sum->minor) == ABS (minor) || ABS (sum->shared) == ABS (minor);
}

/**
 * bureau_quote_has_sum:
 *
 * Returns: whether a sum of the quote is @minor, where its major unit has so many decimals
 */
gboolean
bureau_quote_has_sum (const BureauQuoteReading *self, gint64 minor, guint exponent)
{
  BureauSum sum;

  /* No sum of a text is; its amount would be no number. */
  if (minor == G_MININT64)
    return FALSE;
  for (guint i = 0, n; i < self->source->tokens->len; i += n)
    {
      gboolean is_read = bureau_quote_is_inside (self, i)
                         && bureau_sum_at (self->source, i, exponent, &sum);

      if (is_read && is_sum (&sum, minor))
        return TRUE;
      n = is_read ? sum.n : 1;
    }
  return FALSE;
}

/* What “2 100-watt lamps” groups is two numbers, too. */
static gboolean
is_alone (const BureauSource *source, guint token, gint64 minor)
{
  const BureauToken *t = bureau_source_token (source, token);
  BureauAmount amount;
  gint64 value;

  return t->kind == BUREAU_TOKEN_NUMBER
         && bureau_amount_parse (source->text + t->start, t->length, &amount)
         && bureau_amount_to_minor (&amount, 1, DECIMALS, &value) && value == ABS (minor);
}

/* Whether it is 0.15 and the quote says 15 %. */
static gboolean
is_share (const BureauSource *source, guint token, const BureauSum *sum, gint64 minor)
{
  gint64 hundredfold;

  return bureau_source_is_mark (source, token + sum->n, "%")
         && !__builtin_mul_overflow (minor, (gint64)100, &hundredfold) && is_sum (sum, hundredfold);
}

static gboolean
has_written (const BureauQuoteReading *self, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return number != floor (number)
         && bureau_quote_is_written (self, g_ascii_dtostr (text, sizeof text, fabs (number)));
}

/**
 * bureau_quote_has_number:
 *
 * Returns: whether a number of the quote is @number; 0.15 is said as 15 %, too
 */
gboolean
bureau_quote_has_number (const BureauQuoteReading *self, double number)
{
  gint64 minor = fabs (number) < MAX_NUMBER ? llround (number * pow (10, DECIMALS)) : -1;
  BureauSum sum;

  for (guint i = 0; minor != -1 && i < self->source->tokens->len; i++)
    if (bureau_quote_is_inside (self, i) && bureau_sum_at (self->source, i, DECIMALS, &sum)
        && (is_sum (&sum, minor) || is_alone (self->source, i, minor)
            || is_share (self->source, i, &sum, minor)))
      return TRUE;
  /* “12.375” may group thousands, or not. */
  return has_written (self, number);
}

/**
 * bureau_quote_has_seconds:
 *
 * Returns: whether the quote says so long a time: “two weeks”
 */
gboolean
bureau_quote_has_seconds (const BureauQuoteReading *self, gint64 seconds)
{
  for (guint i = 0; i < self->source->tokens->len; i++)
    {
      BureauSum sum;
      const BureauPhrase *unit
          = bureau_quote_is_inside (self, i) && bureau_sum_at (self->source, i, 2, &sum)
                ? bureau_source_phrase_at (self->source, BUREAU_PHRASE_SECONDS, i + sum.n)
                : NULL;
      gint64 hundredths;

      if (unit != NULL && !__builtin_mul_overflow (sum.minor, (gint64)unit->value, &hundredths)
          && hundredths / 100 == seconds)
        return TRUE;
    }
  return FALSE;
}
