/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/money.h"

static void
test_exponent (void)
{
  static const struct
  {
    const char *code;
    guint exponent;
  } cases[] = {
    { "EUR", 2 }, { "USD", 2 }, { "JPY", 0 }, { "KRW", 0 }, { "ISK", 0 }, { "KWD", 3 },
    { "TND", 3 }, { "CLF", 4 }, { "XYZ", 2 }, { "", 2 },    { "P Y", 2 }, { NULL, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (bureau_money_exponent (cases[i].code), ==, cases[i].exponent);
}

static void
test_format (void)
{
  static const struct
  {
    gint64 minor;
    const char *code;
    const char *text;
  } cases[] = {
    { 420000, "EUR", "4,200.00 EUR" },
    { 0, "EUR", "0.00 EUR" },
    { 5, "USD", "0.05 USD" },
    { -5, "USD", "-0.05 USD" },
    { 99999, "CHF", "999.99 CHF" },
    { 100000, "CHF", "1,000.00 CHF" },
    { 123456789, "JPY", "123,456,789 JPY" },
    { 1500, "KWD", "1.500 KWD" },
    { 1234, NULL, "12.34" },
    { G_MAXINT64, "EUR", "92,233,720,368,547,758.07 EUR" },
    { G_MININT64, "EUR", "-92,233,720,368,547,758.08 EUR" },
    { G_MININT64, "JPY", "-9,223,372,036,854,775,808 JPY" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = bureau_money_format (cases[i].minor, cases[i].code);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    const char *fallback;
    gint64 minor;
    const char *code;
  } cases[] = {
    { "€4.200,00", NULL, 420000, "EUR" },
    { "4.200,00 €", NULL, 420000, "EUR" },
    { "EUR 4200", NULL, 420000, "EUR" },
    { "EUR4200", NULL, 420000, "EUR" },
    { "4200 eur", NULL, 420000, "EUR" },
    { "4,200.00 EUR", NULL, 420000, "EUR" },
    { "$1,250", NULL, 125000, "USD" },
    { "$ 1,250.5", NULL, 125050, "USD" },
    { "$1,250", "CAD", 125000, "CAD" },
    { "$1,250", "EUR", 125000, "USD" },
    { "$1,250 CAD", NULL, 125000, "CAD" },
    { "US$1,250", "CAD", 125000, "USD" },
    { "4k", "EUR", 400000, "EUR" },
    { "€4k", NULL, 400000, "EUR" },
    { "4.2k€", NULL, 420000, "EUR" },
    { "4,2 k EUR", NULL, 420000, "EUR" },
    { "1.250k", "EUR", 125000, "EUR" },
    { "1.5m", "EUR", 150000000, "EUR" },
    { "$1.5M", NULL, 150000000, "USD" },
    { "1,5 Mio. EUR", NULL, 150000000, "EUR" },
    { "2bn", "USD", 200000000000, "USD" },
    { "4'200.–", "CHF", 420000, "CHF" },
    { "4’200.– CHF", NULL, 420000, "CHF" },
    { "80,-", "EUR", 8000, "EUR" },
    { "80,- €", NULL, 8000, "EUR" },
    { "80.-- Fr.", NULL, 8000, "CHF" },
    { "CHF 3’500.50", NULL, 350050, "CHF" },
    { "Fr. 3'500.50", NULL, 350050, "CHF" },
    { "£12", NULL, 1200, "GBP" },
    { "-£12", NULL, -1200, "GBP" },
    { "£-12", NULL, -1200, "GBP" },
    { "−12 €", NULL, -1200, "EUR" },
    { "+12 €", NULL, 1200, "EUR" },
    { "1 234 567,89 €", NULL, 123456789, "EUR" },
    { "1\u202f234,50\u00a0€", NULL, 123450, "EUR" },
    { "1.234.567", "EUR", 123456700, "EUR" },
    { "1,234,567", "EUR", 123456700, "EUR" },
    { "₹12,34,567.50", NULL, 123456750, "INR" },
    { "1.250", "EUR", 125000, "EUR" },
    { "1,250", "EUR", 125000, "EUR" },
    { "1.25", "EUR", 125, "EUR" },
    { "1,2", "EUR", 120, "EUR" },
    { "0.250", "KWD", 250, "KWD" },
    { "1.250", "KWD", 1250, "KWD" },
    { "1234.500", "EUR", 123450, "EUR" },
    { "0.500", "EUR", 50, "EUR" },
    { "12.3400", "EUR", 1234, "EUR" },
    { "¥4200", NULL, 4200, "JPY" },
    { "¥4200", "CNY", 420000, "CNY" },
    { "4200 JPY", "EUR", 4200, "JPY" },
    { "500 kr", "SEK", 50000, "SEK" },
    { "500 kr", "ISK", 500, "ISK" },
    { "99 zł", NULL, 9900, "PLN" },
    { "4200 euros", NULL, 420000, "EUR" },
    { "4200 dollars", "AUD", 420000, "AUD" },
    { "R$ 10", NULL, 1000, "BRL" },
    { "  12 EUR ", NULL, 1200, "EUR" },
    { "0", "EUR", 0, "EUR" },
    { "0000012.00", "EUR", 1200, "EUR" },
    { "92233720368547758.07", "EUR", G_MAXINT64, "EUR" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 minor = -1;
      g_autofree char *code = NULL;
      gboolean ok = bureau_money_parse (cases[i].text, cases[i].fallback, &minor, &code);

      if (!ok)
        g_error ("“%s” was not read", cases[i].text);
      if (minor != cases[i].minor)
        g_error ("“%s” is %" G_GINT64_FORMAT, cases[i].text, minor);
      g_assert_cmpstr (code, ==, cases[i].code);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    const char *fallback;
  } cases[] = {
    { "", "EUR" },
    { "EUR", "EUR" },
    { "12", NULL },
    { "12 kr", "EUR" },
    { "12 m²", "EUR" },
    { "12 sqm", "EUR" },
    { "12 km", "EUR" },
    { "12 of 13", "EUR" },
    { "12-13 EUR", NULL },
    { "€12 USD extra", NULL },
    { "€12 £", NULL },
    { "1.999 €uro", NULL },
    { "12.345 EUR 6", NULL },
    { "1,2,3", "EUR" },
    { "1,23,45", "EUR" },
    { "1234,567,890", "EUR" },
    { "1.234,567.89", "EUR" },
    { "1,234.567,89", "EUR" },
    { "0.001", "EUR" },
    { "12.345678", "EUR" },
    { "0.5", "JPY" },
    { "1e3", "EUR" },
    { "0x10", "EUR" },
    { "92233720368547758.08", "EUR" },
    { "99999999999bn", "EUR" },
    { "999999999999999999999999999999", "EUR" },
    { "१२ EUR", NULL },
    { "\xff 12 EUR", NULL },
    { "2026-11-22", "EUR" },
    { "+49 30 1234567", "EUR" },
    { "12:30", "EUR" },
    { "50 %", "EUR" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 minor = 42;
      g_autofree char *code = NULL;

      if (bureau_money_parse (cases[i].text, cases[i].fallback, &minor, &code))
        g_error ("“%s” was read as %" G_GINT64_FORMAT, cases[i].text, minor);
      g_assert_cmpint (minor, ==, 42);
      g_assert_null (code);
    }
  g_assert_false (bureau_money_parse (NULL, "EUR", NULL, NULL));
}

/* What we write, we read. */
static void
test_round_trip (void)
{
  static const char *codes[] = { "EUR", "JPY", "KWD", "CLF" };

  for (guint i = 0; i < 20000; i++)
    {
      const char *code = codes[i % G_N_ELEMENTS (codes)];
      gint64 minor = (gint64)g_test_rand_int () * (1 << i % 31);
      gint64 again = 0;
      g_autofree char *found = NULL;
      g_autofree char *text = bureau_money_format (minor, code);

      if (!bureau_money_parse (text, NULL, &again, &found))
        g_error ("“%s” was not read", text);
      g_assert_cmpint (again, ==, minor);
      g_assert_cmpstr (found, ==, code);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/money/exponent", test_exponent);
  g_test_add_func ("/money/format", test_format);
  g_test_add_func ("/money/parse", test_parse);
  g_test_add_func ("/money/refused", test_refused);
  g_test_add_func ("/money/round-trip", test_round_trip);
  return g_test_run ();
}
