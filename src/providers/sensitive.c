/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding what no provider needs to see. What has a check digit is checked, so that an order's
 * number stays what it is. */
#include "providers/sensitive-private.h"

#include <string.h>

#define MIN_CARD 13
#define MAX_CARD 19
#define MIN_IBAN 15
#define MAX_IBAN 34

/* Country and length: a number of another length is none. */
static const char iban_lengths[]
    = "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BR29BY28CH21CR22CY28CZ24DE22DK18DO28EE20EG29ES24FI18"
      "FO18FR27GB22GE22GI23GL18GR27GT28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20"
      "LU20LV21LY25MC27MD24ME22MK19MR27MT31MU30NL18NO15PK24PL28PS29PT25QA29RO24RS22SA24SC31SE24"
      "SI19SK24SM27SV28TL23TN24TR26UA29VA22VG24XK20";

/* Letters and digits of any script; what stands in “quotes” or behind a dash stands alone. */
static gboolean
is_word (const char *at)
{
  return (guchar)*at < 0x80 ? g_ascii_isalnum (*at)
                            : g_unichar_isalnum (g_utf8_get_char_validated (at, -1));
}

/*
 * bureau_sensitive_is_begin:
 *
 * Returns: whether a word begins at @at, or what is none stands there alone
 */
gboolean
bureau_sensitive_is_begin (const char *text, gsize at)
{
  const char *last;

  if (((guchar)text[at] & 0xc0) == 0x80)
    return FALSE;
  if (at == 0 || (guchar)text[at - 1] < 0x80)
    return at == 0 || !g_ascii_isalnum (text[at - 1]);
  last = g_utf8_find_prev_char (text, text + at);
  return last == NULL || !is_word (last);
}

/* A blank, a hyphen, or one of the blanks that do not break. */
static gsize
get_separator (const char *at)
{
  if (*at == ' ' || *at == '-')
    return 1;
  if (g_str_has_prefix (at, "\u00a0"))
    return strlen ("\u00a0");
  return g_str_has_prefix (at, "\u202f") ? strlen ("\u202f") : 0;
}

static guint
luhn (const char *digits, gsize n)
{
  guint sum = 0;

  for (gsize i = 0; i < n; i++)
    {
      guint digit = (guint)(digits[n - 1 - i] - '0') * (i % 2 == 1 ? 2 : 1);

      sum += digit > 9 ? digit - 9 : digit;
    }
  return sum % 10;
}

static gboolean
is_card (const char *digits, gsize n)
{
  static const struct
  {
    char first;
    const char *lengths;
  } brands[] = {
    { '2', "\020" }, { '3', "\016\017\020" },     { '4', "\015\020\023" },
    { '5', "\020" }, { '6', "\020\021\022\023" },
  };

  if (strspn (digits, (char[]){ digits[0], '\0' }) >= n)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (brands); i++)
    if (brands[i].first == digits[0])
      return strchr (brands[i].lengths, (int)n) != NULL && luhn (digits, n) == 0;
  return FALSE;
}

/* The longest run of groups that is a card's number; what follows may be its date. */
static gsize
match_card (const char *text, gsize at)
{
  char digits[MAX_CARD + 1] = { 0 };
  gsize n = 0, found = 0, end = at;

  if (!g_ascii_isdigit (text[at]) || (at > 0 && text[at - 1] == '+'))
    return 0;
  while (n < MAX_CARD && g_ascii_isdigit (text[end]))
    {
      gsize separator;

      digits[n++] = text[end++];
      separator = get_separator (text + end);
      if (!is_word (text + end) || separator > 0)
        found = n >= MIN_CARD && is_card (digits, n) ? end - at : found;
      if (separator > 0 && g_ascii_isdigit (text[end + separator]))
        end += separator;
    }
  return found;
}

static gsize
get_iban_length (const char *text)
{
  for (const char *entry = iban_lengths; *entry != '\0'; entry += 4)
    if (g_ascii_toupper (text[0]) == entry[0] && g_ascii_toupper (text[1]) == entry[1])
      return (gsize)(entry[2] - '0') * 10 + (gsize)(entry[3] - '0');
  return 0;
}

/* The first four characters go to the end, letters are numbers from ten on; the rest is one. */
static gboolean
is_iban (const char *letters, gsize n)
{
  guint rest = 0;

  for (gsize i = 0; i < n; i++)
    {
      char c = g_ascii_toupper (letters[(i + 4) % n]);

      rest = g_ascii_isdigit (c) ? (rest * 10 + (guint)(c - '0')) % 97
                                 : (rest * 100 + (guint)(c - 'A') + 10) % 97;
    }
  return rest == 1;
}

static gsize
match_iban (const char *text, gsize at)
{
  char letters[MAX_IBAN + 1] = { 0 };
  gsize length, n = 0, end = at;

  if (!g_ascii_isalpha (text[at]) || !g_ascii_isalpha (text[at + 1])
      || !g_ascii_isdigit (text[at + 2]))
    return 0;
  length = get_iban_length (text + at);
  while (length >= MIN_IBAN && n < length && g_ascii_isalnum (text[end]))
    {
      gsize separator;

      letters[n++] = text[end++];
      separator = n < length ? get_separator (text + end) : 0;
      if (separator > 0 && g_ascii_isalnum (text[end + separator]))
        end += separator;
    }
  return n == length && n > 0 && !is_word (text + end) && is_iban (letters, n) ? end - at : 0;
}

/* Each is asked where a word begins, or a rule of hyphens. */
static gsize (*const matchers[BUREAU_N_SENSITIVE_KINDS]) (const char *text, gsize at) = {
  [BUREAU_SENSITIVE_CARD] = match_card,
  [BUREAU_SENSITIVE_IBAN] = match_iban,
  [BUREAU_SENSITIVE_KEY] = bureau_sensitive_match_key,
};

/**
 * bureau_sensitive_next:
 * @text: any text
 * @from: where to look from, in bytes: its beginning, or the end of the one before
 * @found: (out): the first number or key from there
 *
 * Returns: whether there is one
 */
gboolean
bureau_sensitive_next (const char *text, gsize from, BureauSensitive *found)
{
  for (gsize at = from; text[at] != '\0'; at++)
    {
      if (text[at] != '-' && !bureau_sensitive_is_begin (text, at))
        continue;
      for (guint kind = 0; kind < BUREAU_N_SENSITIVE_KINDS; kind++)
        {
          *found = (BureauSensitive){ kind, at, matchers[kind](text, at) };
          if (found->length > 0)
            return TRUE;
        }
    }
  return FALSE;
}
