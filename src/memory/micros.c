/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/micros.h"

#include "base/money.h"

/**
 * bureau_micros_add:
 *
 * Returns: the sum, or as much as there is room for
 */
gint64
bureau_micros_add (gint64 a, gint64 b)
{
  gint64 sum;

  if (!__builtin_add_overflow (a, b, &sum))
    return sum;
  return a > 0 ? G_MAXINT64 : G_MININT64;
}

static gint64
micros_per_minor (const char *currency)
{
  gint64 micros = BUREAU_MICROS;

  for (guint i = bureau_money_exponent (currency); i > 0; i--)
    micros /= 10;
  return micros;
}

/**
 * bureau_micros_of_minor:
 * @minor: a sum in minor units
 * @currency: its code
 *
 * Returns: the same in micros, or as much as there is room for
 */
gint64
bureau_micros_of_minor (gint64 minor, const char *currency)
{
  gint64 micros;

  return __builtin_mul_overflow (minor, micros_per_minor (currency), &micros) ? G_MAXINT64 : micros;
}

/**
 * bureau_micros_format:
 * @micros: a sum in micros
 * @currency: its code
 *
 * Returns: (transfer full): the sum, rounded up, as “12.35 EUR”; what is less than a hundred minor
 *   units has up to four decimals, as “0.0042 EUR”
 */
char *
bureau_micros_format (gint64 micros, const char *currency)
{
  gint64 unit = micros_per_minor (currency);
  gint64 rest = micros % BUREAU_MICROS;

  if (micros > 0 && micros < 100 * unit && micros % unit != 0 && unit >= 100)
    return g_strdup_printf ("%" G_GINT64_FORMAT ".%04" G_GINT64_FORMAT " %s",
                            micros / BUREAU_MICROS, MIN (9999, (rest + 99) / 100), currency);
  return bureau_money_format (micros / unit + (micros % unit > 0 ? 1 : 0), currency);
}
