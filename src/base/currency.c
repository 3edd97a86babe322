/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/currency-private.h"

#include <string.h>

#define DEFAULT_EXPONENT 2

/* The active currencies of ISO 4217 (list one), without those of funds and metals. */
static const char codes[] = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD "
                            "BND BOB BRL BSD BTN BWP BYN "
                            "BZD CAD CDF CHF CLF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP "
                            "ERN ETB EUR FJD FKP GBP GEL "
                            "GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD "
                            "JOD JPY KES KGS KHR KMF KPW "
                            "KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP "
                            "MRU MUR MVR MWK MXN MYR MZN "
                            "NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD "
                            "RUB RWF SAR SBD SCR SDG SEK "
                            "SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD "
                            "TWD TZS UAH UGX USD UYU UZS "
                            "VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

/* Those whose minor unit is not a hundredth. */
static const struct
{
  guint exponent;
  const char *codes;
} exponents[] = {
  { 0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF" },
  { 3, "BHD IQD JOD KWD LYD OMR TND" },
  { 4, "CLF" },
};

/* What people write, folded to lower case. A sign shared by several currencies means the
 * workspace's own where that is among @also; where @code is NULL it means nothing else. */
static const struct
{
  const char *sign;
  const char *code;
  const char *also;
} signs[] = {
  { "€", "EUR", NULL },
  { "euro", "EUR", NULL },
  { "euros", "EUR", NULL },
  { "$", "USD",
    "ARS AUD BBD BMD BND BSD BZD CAD CLP COP DOP FJD HKD JMD MXN NZD SGD TTD TWD UYU XCD" },
  { "dollar", "USD", "AUD CAD HKD NZD SGD TWD" },
  { "dollars", "USD", "AUD CAD HKD NZD SGD TWD" },
  { "us$", "USD", NULL },
  { "a$", "AUD", NULL },
  { "c$", "CAD", NULL },
  { "ca$", "CAD", NULL },
  { "nz$", "NZD", NULL },
  { "hk$", "HKD", NULL },
  { "s$", "SGD", NULL },
  { "r$", "BRL", NULL },
  { "£", "GBP", "EGP FKP GIP SHP" },
  { "pound", "GBP", NULL },
  { "pounds", "GBP", NULL },
  { "¥", "JPY", "CNY" },
  { "fr", "CHF", "XAF XOF XPF" },
  { "fr.", "CHF", "XAF XOF XPF" },
  { "sfr", "CHF", NULL },
  { "sfr.", "CHF", NULL },
  { "francs", "CHF", "XAF XOF XPF" },
  { "franken", "CHF", NULL },
  { "kr", NULL, "DKK ISK NOK SEK" },
  { "kr.", NULL, "DKK ISK NOK SEK" },
  { "zł", "PLN", NULL },
  { "kč", "CZK", NULL },
  { "₹", "INR", NULL },
  { "₽", "RUB", NULL },
  { "₩", "KRW", NULL },
  { "₺", "TRY", NULL },
  { "₴", "UAH", NULL },
  { "₪", "ILS", NULL },
  { "₫", "VND", NULL },
  { "₦", "NGN", NULL },
  { "₱", "PHP", NULL },
  { "฿", "THB", NULL },
};

static const char *
find_code (const char *list, const char *code)
{
  if (code == NULL || strlen (code) != 3 || strchr (code, ' ') != NULL)
    return NULL;
  return strstr (list, code);
}

/*
 * bureau_currency_exponent:
 * @code: (nullable): a code
 *
 * Returns: how many decimals the currency has
 */
guint
bureau_currency_exponent (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (exponents); i++)
    if (find_code (exponents[i].codes, code) != NULL)
      return exponents[i].exponent;
  return DEFAULT_EXPONENT;
}

/*
 * bureau_currency_for_sign:
 * @sign: a sign, word or code, in lower case
 * @default_currency: (nullable): what a sign that several share means where it is one of them
 *
 * Returns: (nullable): the code
 */
const char *
bureau_currency_for_sign (const char *sign, const char *default_currency)
{
  g_autofree char *upper = g_ascii_strup (sign, -1);
  const char *code = find_code (codes, upper);

  if (code != NULL)
    return code;

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (strcmp (signs[i].sign, sign) == 0)
      {
        const char *shared = signs[i].also != NULL ? find_code (signs[i].also, default_currency)
                                                   : NULL;
        return shared != NULL ? shared : signs[i].code;
      }
  return NULL;
}
