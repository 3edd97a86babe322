/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/money.h"

#include <string.h>

#include "base/currency-private.h"

#define CODE_LENGTH 3
#define MAX_TEXT_BYTES 128
#define MAX_DIGITS 24

/* What an amount's text consists of, each part lower case and without white space. */
typedef struct
{
  gboolean negative;
  char *number; /* digits and separators */
  char *before; /* what stands before the number: a sign, a code, nothing */
  char *after;
} Parts;

static void
parts_clear (Parts *self)
{
  g_free (self->number);
  g_free (self->before);
  g_free (self->after);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

/* One character for each that people write instead of it. */
static const struct
{
  gunichar written;
  char meant;
} alike[] = {
  { 0x2212, '-' },  { 0x2012, '-' },  { 0x2013, '-' },  { 0x2014, '-' },
  { 0x2019, '\'' }, { 0x02bc, '\'' }, { 0x00b4, '\'' }, { 0x2018, '\'' },
};

static void
append_plain (GString *plain, gunichar character)
{
  for (guint i = 0; i < G_N_ELEMENTS (alike); i++)
    if (alike[i].written == character)
      {
        g_string_append_c (plain, alike[i].meant);
        return;
      }
  if (g_unichar_isspace (character))
    g_string_append_c (plain, ' ');
  else
    g_string_append_unichar (plain, g_unichar_tolower (character));
}

static char *
make_plain (const char *text)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    append_plain (plain, g_utf8_get_char (p));
  g_strstrip (plain->str);
  return g_string_free_and_steal (g_steal_pointer (&plain));
}

/* The number reaches to its last digit: what separates stands between digits. */
static const char *
number_end (const char *at)
{
  const char *end = at;

  for (; *at != '\0' && strchr ("0123456789.,' ", *at) != NULL; at++)
    if (g_ascii_isdigit (*at))
      end = at + 1;
  return end;
}

/* The dash of "4'200.–" and "80,-" says that there is no fraction. */
static const char *
skip_dash (const char *at)
{
  const char *dash = at + (*at == '.' || *at == ',' ? 1 : 0);
  gsize n = strspn (dash, "-");

  return n > 0 ? dash + n : at;
}

static char *
take_sign (const char *start, gsize length, gboolean *negative)
{
  char *part = g_strstrip (g_strndup (start, length));
  gsize last = strlen (part);

  if (last > 0 && (part[0] == '-' || part[0] == '+'))
    {
      *negative = part[0] == '-';
      part[0] = ' ';
    }
  else if (last > 0 && (part[last - 1] == '-' || part[last - 1] == '+'))
    {
      *negative = part[last - 1] == '-';
      part[last - 1] = '\0';
    }
  return g_strstrip (part);
}

static gboolean
split (const char *plain, Parts *parts)
{
  gsize start = strcspn (plain, "0123456789");
  const char *end = NULL;

  if (plain[start] == '\0')
    return FALSE;

  end = number_end (plain + start);
  parts->before = take_sign (plain, start, &parts->negative);
  parts->number = g_strndup (plain + start, (gsize)(end - plain) - start);
  parts->after = g_strstrip (g_strdup (skip_dash (end)));
  return TRUE;
}

static const struct
{
  const char *word;
  guint power;
} scales[] = {
  { "k", 3 }, { "m", 6 }, { "mn", 6 }, { "mio", 6 }, { "mio.", 6 }, { "million", 6 }, { "bn", 9 },
};

/* "m", "m eur", "k€": a scale stands directly behind the number. Leaves the rest. */
static guint
take_scale (char *after)
{
  gsize length = 0;
  guint power = 0;

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      gsize n = strlen (scales[i].word);

      if (n > length && g_str_has_prefix (after, scales[i].word) && !g_ascii_isalpha (after[n]))
        {
          length = n;
          power = scales[i].power;
        }
    }
  memset (after, ' ', length);
  g_strstrip (after);
  return power;
}

static const char *
find_currency (const Parts *parts, const char *default_currency)
{
  const char *before = NULL;
  const char *after = NULL;

  if (*parts->before == '\0' && *parts->after == '\0')
    return default_currency;

  before = *parts->before != '\0' ? bureau_currency_for_sign (parts->before, default_currency)
                                  : NULL;
  after = *parts->after != '\0' ? bureau_currency_for_sign (parts->after, default_currency) : NULL;

  /* "$1,250 CAD": the code says which dollar; all else that is written twice must agree. */
  if (before != NULL && after != NULL)
    return strlen (parts->after) == CODE_LENGTH || strncmp (before, after, CODE_LENGTH) == 0 ? after
                                                                                             : NULL;
  if (*parts->before != '\0' && *parts->after != '\0')
    return NULL;
  return before != NULL ? before : after;
}

/* Groups have three digits; Indian ones (12,34,567) two, but the last. */
static gboolean
groups_are_whole (const char *number, char separator, const char *end)
{
  const char *at = number;
  const char *next = NULL;

  while ((next = memchr (at, separator, (gsize)(end - at))) != NULL)
    {
      gsize length = (gsize)(next - at);

      if (length == 0 || length > 3 || (at != number && length < 2))
        return FALSE;
      at = next + 1;
    }
  return at == number || end - at == 3;
}

typedef struct
{
  guint exponent;
  guint scale;
} Unit;

/* Whether the only separator of a number begins its fraction. */
static gboolean
is_decimal (const char *number, const char *separator, Unit unit)
{
  gsize whole = (gsize)(separator - number);
  gsize digits = strlen (separator + 1);

  if (*separator == '\'' || *separator == ' ')
    return FALSE;
  return digits != 3 || whole > 3 || number[0] == '0' || unit.scale > 0 || unit.exponent == 3;
}

/* Where the fraction's separator stands, or the end where there is none. */
static const char *
find_decimal (const char *number, Unit unit)
{
  const char *end = number + strlen (number);
  gsize first = strcspn (number, ".,' ");
  const char *last = number + first;
  gboolean mixed = FALSE;
  gboolean repeated = FALSE;

  for (const char *p = number + first; *p != '\0'; p++)
    if (!g_ascii_isdigit (*p))
      {
        repeated |= p != number + first;
        mixed |= *p != number[first];
        last = p;
      }

  if (*last == '\0')
    return end;
  if (mixed)
    return *last == '.' || *last == ',' ? last : end;
  return !repeated && is_decimal (number, last, unit) ? last : end;
}

/* All digits as they stand and how many of them are the fraction. */
static gboolean
take_digits (const char *number, Unit unit, char digits[static MAX_DIGITS + 1], guint *n_fraction)
{
  const char *decimal = find_decimal (number, unit);
  gsize first = strcspn (number, ".,' ");
  guint n = 0;

  if (number + first < decimal && !groups_are_whole (number, number[first], decimal))
    return FALSE;

  *n_fraction = 0;
  for (const char *p = number; *p != '\0'; p++)
    {
      if (!g_ascii_isdigit (*p))
        {
          if (p != decimal && *p != number[first])
            return FALSE;
          continue;
        }
      if (n == MAX_DIGITS)
        return FALSE;
      digits[n++] = *p;
      *n_fraction += p > decimal ? 1 : 0;
    }
  digits[n] = '\0';
  return TRUE;
}

/* @digits times ten to the power of @shift, exactly or not at all. */
static gboolean
shift_digits (char *digits, int shift, gint64 *result)
{
  gsize length = strlen (digits);
  g_autofree char *shifted = NULL;

  for (; shift < 0 && length > 0; shift++)
    {
      if (digits[length - 1] != '0')
        return FALSE;
      digits[--length] = '\0';
    }
  if (length == 0)
    {
      *result = 0;
      return TRUE;
    }

  shifted = g_strdup_printf ("%s%.*s", digits, shift, "000000000000");
  return g_ascii_string_to_signed (shifted, 10, 0, G_MAXINT64, result, NULL);
}

/**
 * bureau_money_parse:
 * @text: (nullable): an amount as people write it: `€4.200,00`, `EUR 4200`, `$1,250`, `4k`,
 *   `1.5m USD`, `4'200.–`, `CHF 3’500.50`, `-£12`
 * @default_currency: (nullable): the code that applies where @text names none, and which one of
 *   several a shared sign (`$`, `kr`) means
 * @minor: (out) (optional): the amount in minor units
 * @currency: (out) (optional) (transfer full): its code
 *
 * Reads an amount that is the whole of @text. A sign, code or word of the currency may stand before
 * or behind. Which separator begins the fraction:
 *
 * - where two kinds stand, the last one; `'` and spaces only ever group
 * - one that stands more than once groups
 * - one alone before three digits groups (`1.250` and `1,250` are both 1250), but not after `0`,
 * after more than three digits, before `k` or `m`, or in a currency of three decimals
 * - one alone before any other count of digits begins the fraction
 *
 * Nothing is rounded: an amount that has more decimals than the currency, or does not fit, is not
 * read. There is no floating point in it.
 *
 * Returns: %FALSE where @text is not an amount, or its currency is not known
 */
gboolean
bureau_money_parse (const char *text, const char *default_currency, gint64 *minor, char **currency)
{
  g_autofree char *plain = NULL;
  g_auto (Parts) parts = { 0 };
  char digits[MAX_DIGITS + 1] = "";
  Unit unit = { 0 };
  const char *code = NULL;
  guint n_fraction = 0;
  gint64 amount = 0;

  if (text == NULL || strlen (text) > MAX_TEXT_BYTES || !g_utf8_validate (text, -1, NULL))
    return FALSE;

  plain = make_plain (text);
  if (!split (plain, &parts))
    return FALSE;
  unit.scale = take_scale (parts.after);

  code = find_currency (&parts, default_currency);
  if (code == NULL)
    return FALSE;
  g_autofree char *found = g_strndup (code, CODE_LENGTH);
  unit.exponent = bureau_money_exponent (found);

  if (!take_digits (parts.number, unit, digits, &n_fraction)
      || !shift_digits (digits, (int)(unit.exponent + unit.scale) - (int)n_fraction, &amount))
    return FALSE;

  if (minor != NULL)
    *minor = parts.negative ? -amount : amount;
  if (currency != NULL)
    *currency = g_steal_pointer (&found);
  return TRUE;
}

/**
 * bureau_money_find_currency:
 * @text: (nullable): a code, sign or word, such as "eur", "€" or "Franken"
 * @default_currency: (nullable): what a sign that several share means where it is one of them
 *
 * Returns: (transfer full) (nullable): the code that is meant; %NULL where it is none, or one of
 *   several
 */
char *
bureau_money_find_currency (const char *text, const char *default_currency)
{
  g_autofree char *lower = text != NULL ? g_utf8_strdown (text, -1) : NULL;
  const char *code = lower != NULL ? bureau_currency_for_sign (g_strstrip (lower), default_currency)
                                   : NULL;

  return code != NULL ? g_strndup (code, CODE_LENGTH) : NULL;
}
