/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/sum.h"

#include <string.h>

/* “12 000”: a group of three digits behind a space belongs to the number. */
static guint
group_by_spaces (const BureauSource *source, guint token, char digits[32])
{
  const BureauToken *t = bureau_source_token (source, token);
  gsize length = t->length;
  guint n = 1;

  if (t->length > 3)
    return 1;
  memcpy (digits, source->text + t->start, t->length);
  while (token + n < source->tokens->len && length + 3 < 30)
    {
      const BureauToken *next = bureau_source_token (source, token + n);
      if (next->kind != BUREAU_TOKEN_NUMBER || next->line != t->line || next->length < 3
          || (next->length > 3 && g_ascii_isdigit (source->text[next->start + 3]))
          || next->length > 6)
        break;
      memcpy (digits + length, source->text + next->start, next->length);
      length += next->length;
      n++;
    }
  digits[length] = '\0';

  return n;
}

/**
 * bureau_sum_take_number:
 * @token: where it may begin; may be beyond the last
 * @amount: (out): the number
 *
 * Reads a number in digits, which spaces may group: “12 000”.
 *
 * Returns: how many tokens it took; 0 where there is none
 */
guint
bureau_sum_take_number (const BureauSource *source, guint token, BureauAmount *amount)
{
  const BureauToken *t = token < source->tokens->len ? bureau_source_token (source, token) : NULL;
  char digits[32];
  guint n;

  if (t == NULL || t->kind != BUREAU_TOKEN_NUMBER)
    return 0;
  n = group_by_spaces (source, token, digits);
  if (n > 1 ? bureau_amount_parse (digits, strlen (digits), amount)
            : bureau_amount_parse (source->text + t->start, t->length, amount))
    return n;
  return 0;
}

/* “two” */
static guint
take_words (const BureauSource *source, guint token, BureauAmount *amount)
{
  const BureauPhrase *number = bureau_source_phrase_at (source, BUREAU_PHRASE_NUMBER, token);

  *amount = (BureauAmount){ .digits = number != NULL ? number->value : 0 };
  return number != NULL ? number->n_words : 0;
}

static guint
take (const BureauSource *source, guint token, BureauAmount *amount)
{
  guint n = bureau_sum_take_number (source, token, amount);

  return n > 0 ? n : take_words (source, token, amount);
}

static guint
skip_currency (const BureauSource *source, guint token)
{
  const BureauPhrase *currency = bureau_source_phrase_at (source, BUREAU_PHRASE_CURRENCY, token);

  return token + (currency != NULL ? currency->n_words : 0);
}

/* “3 to 5k” and “€3 to €5k” are from three thousand. */
static gint64
find_shared (const BureauSource *source, guint token, const BureauAmount *low)
{
  guint at = skip_currency (source, token), n;
  const BureauPhrase *range = bureau_source_phrase_at (source, BUREAU_PHRASE_RANGE, at);
  const BureauPhrase *scale;
  BureauAmount high;

  if (range == NULL)
    return 1;
  at = skip_currency (source, at + range->n_words);
  n = take (source, at, &high);
  scale = n > 0 ? bureau_source_phrase_at (source, BUREAU_PHRASE_SCALE, at + n) : NULL;
  return scale != NULL && bureau_amount_shares_scale (low, &high) ? scale->value : 1;
}

/**
 * bureau_sum_at:
 * @exponent: how many decimals the major unit has
 * @sum: (out): the number
 *
 * Reads the number that stands at @token, with “k” or “thousand” behind it.
 *
 * Returns: %FALSE where there is none
 */
gboolean
bureau_sum_at (const BureauSource *source, guint token, guint exponent, BureauSum *sum)
{
  BureauAmount amount;
  guint n = take (source, token, &amount);
  const BureauPhrase *scale = n > 0
                                  ? bureau_source_phrase_at (source, BUREAU_PHRASE_SCALE, token + n)
                                  : NULL;
  gint64 shared = n > 0 && scale == NULL ? find_shared (source, token + n, &amount) : 1;

  sum->n = n + (scale != NULL ? scale->n_words : 0);
  if (n == 0
      || !bureau_amount_to_minor (&amount, scale != NULL ? scale->value : 1, exponent, &sum->minor))
    return FALSE;
  if (shared == 1 || !bureau_amount_to_minor (&amount, shared, exponent, &sum->shared))
    sum->shared = sum->minor;
  return TRUE;
}
