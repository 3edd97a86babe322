/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/money.h"

#include <string.h>

#include "base/currency-private.h"

/**
 * bureau_money_exponent:
 * @currency: (nullable): a code of ISO 4217
 *
 * Returns: how many decimals the currency's major unit has: 2, 0 for the yen, 3 for dinars …
 */
guint
bureau_money_exponent (const char *currency)
{
  return bureau_currency_exponent (currency);
}

static void
append_grouped (GString *text, guint64 number)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, number);
  gsize length = strlen (digits);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append_c (text, ',');
      g_string_append_c (text, digits[i]);
    }
}

/**
 * bureau_money_format:
 * @minor: an amount in minor units
 * @currency: (nullable): its code
 *
 * Writes an amount in one neutral form, `4,200.00 EUR`, for letters, logs and models. What a
 * person's locale wants is the window's affair.
 *
 * Returns: (transfer full): the text
 */
char *
bureau_money_format (gint64 minor, const char *currency)
{
  g_autoptr (GString) text = g_string_new (minor < 0 ? "-" : NULL);
  guint64 magnitude = minor < 0 ? -(guint64)minor : (guint64)minor;
  guint exponent = bureau_money_exponent (currency);
  guint64 unit = 1;

  for (guint i = 0; i < exponent; i++)
    unit *= 10;

  append_grouped (text, magnitude / unit);
  if (exponent > 0)
    g_string_append_printf (text, ".%0*" G_GINT64_MODIFIER "u", (int)exponent, magnitude % unit);
  if (currency != NULL)
    g_string_append_printf (text, " %s", currency);
  return g_string_free_and_steal (g_steal_pointer (&text));
}
