/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/amount.h"

#include <string.h>

/* Digits that surely fit 63 bits. */
#define MAX_DIGITS 15

/* Where the decimals begin: behind the last separator, unless it groups thousands. One kind of
 * separator with three digits behind it groups: “4.200” and “4,200” are the same amount; but nobody
 * groups “0.375”. */
static gssize
find_decimal (const char *text, gsize length)
{
  gssize last = -1, other = -1;
  guint same = 0;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]))
      {
        if (last >= 0 && text[last] != text[i])
          other = last, same = 0;
        last = i;
        same++;
      }

  if (last < 0 || text[last] == '\'')
    return -1;
  if (other >= 0)
    return same == 1 ? last : -1;

  return same == 1 && (length - last - 1 != 3 || (last == 1 && *text == '0')) ? last : -1;
}

/**
 * bureau_amount_parse:
 * @text: digits with separators, in the manner of any country
 * @length: its bytes
 * @amount: (out): the number
 *
 * Returns: %FALSE where it has too many digits
 */
gboolean
bureau_amount_parse (const char *text, gsize length, BureauAmount *amount)
{
  gssize decimal = find_decimal (text, length);
  guint n = 0;

  *amount = (BureauAmount){ 0 };
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        continue;
      if (++n > MAX_DIGITS)
        return FALSE;
      amount->digits = amount->digits * 10 + (text[i] - '0');
      if (decimal >= 0 && i > (gsize)decimal)
        amount->decimals++;
    }

  return n > 0;
}

/**
 * bureau_amount_to_minor:
 * @factor: 1000 for “5k”, else 1
 * @exponent: decimals of the currency
 * @minor: (out): the amount in minor units, rounded to nothing: decimals beyond the currency's are
 * refused
 *
 * Returns: %FALSE where it would not be exact or not fit
 */
gboolean
bureau_amount_to_minor (const BureauAmount *amount, gint64 factor, guint exponent, gint64 *minor)
{
  gint64 value;

  if (__builtin_mul_overflow (amount->digits, factor, &value))
    return FALSE;
  for (guint i = 0; i < exponent; i++)
    if (__builtin_mul_overflow (value, (gint64)10, &value))
      return FALSE;
  for (guint i = 0; i < amount->decimals; i++)
    {
      if (value % 10 != 0)
        return FALSE;
      value /= 10;
    }
  *minor = value;

  return TRUE;
}

/**
 * bureau_amount_shares_scale:
 *
 * Returns: whether the factor behind the end of a range holds for its start as well: “3 to 5k” is
 *   from three thousand, “800 to 2k” is not
 */
gboolean
bureau_amount_shares_scale (const BureauAmount *low, const BureauAmount *high)
{
  return low->digits <= high->digits && low->decimals == 0;
}
