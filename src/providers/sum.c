/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/sum.h"

#include "providers/amount.h"

/* “two thousand” */
static gboolean
take_words (const BureauSource *source, guint token, BureauAmount *amount, guint *n)
{
  const BureauPhrase *number = bureau_source_phrase_at (source, BUREAU_PHRASE_NUMBER, token);

  if (number == NULL)
    return FALSE;
  *amount = (BureauAmount){ .digits = number->value };
  *n = number->n_words;
  return TRUE;
}

/* “3 to 5k” is from three thousand. */
static const BureauPhrase *
find_scale (const BureauSource *source, guint token)
{
  const BureauPhrase *range = bureau_source_phrase_at (source, BUREAU_PHRASE_RANGE, token);
  guint last = token + (range != NULL ? range->n_words : 0);

  if (range == NULL || last >= source->tokens->len
      || bureau_source_token (source, last)->kind != BUREAU_TOKEN_NUMBER)
    return bureau_source_phrase_at (source, BUREAU_PHRASE_SCALE, token);
  return bureau_source_phrase_at (source, BUREAU_PHRASE_SCALE, last + 1);
}

/**
 * bureau_sum_at:
 * @exponent: how many decimals the major unit has
 * @minor: (out): the number in minor units
 *
 * Reads the number that stands at @token, with “k” or “thousand” behind it.
 *
 * Returns: %FALSE where there is none
 */
gboolean
bureau_sum_at (const BureauSource *source, guint token, guint exponent, gint64 *minor)
{
  const BureauToken *t = bureau_source_token (source, token);
  const BureauPhrase *scale;
  BureauAmount amount;
  guint n = 1;

  if (t->kind == BUREAU_TOKEN_NUMBER
          ? !bureau_amount_parse (source->text + t->start, t->length, &amount)
          : !take_words (source, token, &amount, &n))
    return FALSE;
  scale = find_scale (source, token + n);
  return bureau_amount_to_minor (&amount, scale != NULL ? scale->value : 1, exponent, minor);
}
