/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers and days in a request, and the conditions that are made of them. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/money.h"
#include "providers/when.h"
#include "providers/wish-private.h"
#include "views/param.h"

/* A number, or the time from the first to the last day. */
typedef struct
{
  guint n; /* tokens */
  double number;
  gboolean is_money;
  const char *currency;
  char *first;
  char *last;
} Said;

static void
said_clear (Said *said)
{
  g_free (said->first);
  g_free (said->last);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Said, said_clear)

/* Takes the SQL. */
void
bureau_wish_where (BureauWish *self, char *condition)
{
  g_ptr_array_add (self->conditions, condition);
}

/* "5,000", "5.000" and "5000" are the same; "4.5" is not. */
static gboolean
parse_number (const char *text, double *number)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  char *end;

  for (const char *p = text; *p != '\0'; p++)
    {
      gsize digits = strspn (p + 1, "0123456789");

      if ((*p == ',' || *p == '.') && digits == 3)
        continue;
      g_string_append_c (plain, *p == ',' ? '.' : *p);
    }
  *number = g_ascii_strtod (plain->str, &end);
  return *end == '\0' && plain->len > 0 && isfinite (*number) && fabs (*number) < 1e13;
}

static const BureauToken *
token_at (BureauWish *self, guint token)
{
  return token < self->source->tokens->len ? bureau_source_token (self->source, token) : NULL;
}

/* A sign or code of a currency, before or behind a number. */
static guint
take_currency (BureauWish *self, guint token, Said *said)
{
  const BureauPhrase *phrase = bureau_source_phrase_at (self->source, BUREAU_PHRASE_CURRENCY,
                                                        token);

  if (phrase == NULL)
    return 0;
  said->is_money = TRUE;
  said->currency = phrase->tag;
  return phrase->n_words;
}

static guint
take_scale (BureauWish *self, guint token, Said *said)
{
  const BureauPhrase *phrase = bureau_source_phrase_at (self->source, BUREAU_PHRASE_SCALE, token);

  if (phrase == NULL)
    return 0;
  said->number *= phrase->value;
  return phrase->n_words;
}

static gboolean
read_number (BureauWish *self, guint token, Said *said)
{
  guint at = token + take_currency (self, token, said);
  const BureauToken *t = token_at (self, at);
  g_autofree char *text = t != NULL && t->kind == BUREAU_TOKEN_NUMBER
                              ? bureau_source_span (self->source, at, 1)
                              : NULL;

  if (text == NULL || !parse_number (text, &said->number))
    return FALSE;
  at++;
  at += take_scale (self, at, said);
  at += take_currency (self, at, said);
  said->n = at - token;
  return TRUE;
}

static void
set_time (Said *said, guint n, int year, int month, int day)
{
  GDate last;

  said->n = n;
  g_date_clear (&last, 1);
  g_date_set_dmy (&last, (GDateDay)MAX (day, 1), MAX (month, 1), (GDateYear)year);
  if (month == 0)
    g_date_set_dmy (&last, 31, G_DATE_DECEMBER, (GDateYear)year);
  else if (day == 0)
    g_date_set_day (&last, g_date_get_days_in_month (month, (GDateYear)year));
  said->first = g_strdup_printf ("%04d-%02d-%02d", year, MAX (month, 1), MAX (day, 1));
  said->last = g_strdup_printf ("%04d-%02u-%02d" BUREAU_VIEW_LAST_MOMENT, year,
                                (guint)g_date_get_month (&last), g_date_get_day (&last));
}

/* A whole number of so many digits; 0 where there is none. */
static int
digits_at (BureauWish *self, guint token, gsize digits)
{
  const BureauToken *t = token_at (self, token);
  g_autofree char *text = t != NULL && t->kind == BUREAU_TOKEN_NUMBER
                              ? bureau_source_span (self->source, token, 1)
                              : NULL;

  return text != NULL && strlen (text) <= digits && strspn (text, "0123456789") == strlen (text)
             ? atoi (text)
             : 0;
}

static int
year_at (BureauWish *self, guint token)
{
  int year = digits_at (self, token, 4);

  return year >= 1900 && year <= 2200 ? year : 0;
}

/* "2026-11-22" */
static gboolean
read_iso (BureauWish *self, guint token, Said *said)
{
  const BureauToken *t = token_at (self, token);
  const char *text = t != NULL ? self->source->text + t->start : "";
  int year = 0, month = 0, day = 0, length = 0;
  guint n = 0;

  if (sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &length) != 3 || year < 1900
      || !g_date_valid_dmy ((GDateDay)day, month, (GDateYear)year))
    return FALSE;
  while (token_at (self, token + n) != NULL
         && token_at (self, token + n)->start < t->start + (guint)length)
    n++;
  set_time (said, n, year, month, day);
  return TRUE;
}

/* "2024", "March 2024", "1 March 2024", "1. März 2024"; the year may be left out. */
static gboolean
read_calendar (BureauWish *self, guint token, Said *said)
{
  int day = digits_at (self, token, 2);
  guint at = token + (day > 0);
  const BureauPhrase *month;

  at += day > 0 && bureau_source_is_mark (self->source, at, ".");
  month = bureau_source_phrase_at (self->source, BUREAU_PHRASE_MONTH, at);
  if (month == NULL)
    {
      if (year_at (self, token) > 0)
        set_time (said, 1, year_at (self, token), 0, 0);
      return said->n > 0;
    }
  at += month->n_words;
  if (year_at (self, at) > 0)
    set_time (said, at + 1 - token, year_at (self, at), month->value, day);
  else if (g_date_valid (&self->source->date))
    set_time (said, at - token, g_date_get_year (&self->source->date), month->value, day);
  return said->n > 0;
}

static gboolean
read_time (BureauWish *self, guint token, Said *said)
{
  return read_iso (self, token, said) || read_calendar (self, token, said);
}

/* Comparisons ------------------------------------------------------------------------------------
 */

static const struct
{
  const char *op;
  const char *sql;
} ops[] = {
  { "more", ">" },   { "less", "<" },   { "least", ">=" }, { "most", "<=" }, { "after", ">" },
  { "before", "<" }, { "since", ">=" }, { "until", "<=" }, { "is", "=" },
};

static const char *
sql_of (const char *op)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ops); i++)
    if (g_str_equal (ops[i].op, op))
      return ops[i].sql;
  return NULL;
}

static char *
compare_time (const char *name, const char *op, const Said *said)
{
  if (g_str_equal (op, "more") || g_str_equal (op, "after"))
    return g_strdup_printf ("\"%s\" > '%s'", name, said->last);
  if (g_str_equal (op, "less") || g_str_equal (op, "before"))
    return g_strdup_printf ("\"%s\" < '%s'", name, said->first);
  if (g_str_equal (op, "least") || g_str_equal (op, "since"))
    return g_strdup_printf ("\"%s\" >= '%s'", name, said->first);
  if (g_str_equal (op, "most") || g_str_equal (op, "until"))
    return g_strdup_printf ("\"%s\" <= '%s'", name, said->last);
  return g_strdup_printf ("\"%s\" BETWEEN '%s' AND '%s'", name, said->first, said->last);
}

static char *
compare_number (const BureauWishField *field, const char *op, const Said *said)
{
  double number = said->number;
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (g_strcmp0 (field->type, "money") == 0)
    number = round (number * pow (10, bureau_money_exponent (said->currency)));
  return g_strdup_printf ("\"%s\" %s %s", field->name, sql_of (op),
                          g_ascii_formatd (text, sizeof text, "%.15g", number));
}

static gboolean
is_of_time (const char *op)
{
  static const char *const words[] = { "after", "before", "since", "until", "in", NULL };

  return g_strv_contains (words, op);
}

/**
 * bureau_wish_compare:
 * @token: what stands behind the comparison
 *
 * Returns: how many tokens its value has; 0 where there is none
 */
guint
bureau_wish_compare (BureauWish *self, guint token)
{
  g_auto (Said) number = { 0 };
  g_auto (Said) time = { 0 };
  gboolean is_time = read_time (self, token, &time);
  gboolean is_number = read_number (self, token, &number) && sql_of (self->op) != NULL;
  BureauWishField *field = self->last;

  if (is_time && (!is_number || is_of_time (self->op) || bureau_wish_is_date (field)))
    {
      field = bureau_wish_is_date (field) ? field : bureau_wish_main_date (self);
      bureau_wish_where (self, compare_time (field->name, self->op, &time));
      bureau_wish_say (
          self, self->op_at, token + time.n - self->op_at,
          g_strdup_printf (_ ("%s from %s to %s, compared"), field->title, time.first, time.last));
      return time.n;
    }
  field = bureau_wish_is_figure (field) ? field : bureau_wish_main_figure (self);
  if (!is_number || field == NULL)
    return 0;
  bureau_wish_where (self, compare_number (field, self->op, &number));
  bureau_wish_say (self, self->op_at, token + number.n - self->op_at,
                   g_strdup_printf (_ ("%s compared with %g"), field->title, number.number));
  return number.n;
}

/* Spans ------------------------------------------------------------------------------------------
 */

static int
count_at (BureauWish *self, guint token, guint *n)
{
  const BureauPhrase *phrase = bureau_source_phrase_at (self->source, BUREAU_PHRASE_NUMBER, token);
  int digits = digits_at (self, token, 4);

  *n = digits > 0 ? 1 : phrase != NULL ? phrase->n_words : 0;
  return digits > 0 ? digits : phrase != NULL ? phrase->value : 0;
}

/**
 * bureau_wish_span:
 * @token: behind "last" or "next"
 * @tag: which of them
 *
 * Reads "90 days".
 *
 * Returns: how many tokens it has; 0 where there is no such span
 */
guint
bureau_wish_span (BureauWish *self, guint token, const char *tag)
{
  gboolean is_next = g_str_equal (tag, "next");
  g_autofree char *modifier = NULL;
  guint n, days;
  int count = count_at (self, token, &n);
  const BureauPhrase *unit
      = count > 0 ? bureau_source_phrase_at (self->source, BUREAU_PHRASE_UNIT, token + n) : NULL;
  BureauWishField *field;

  if (unit == NULL)
    return 0;
  field = bureau_wish_is_date (self->last) ? self->last : bureau_wish_main_date (self);
  days = bureau_when_days_of (unit->tag);
  modifier = g_strdup_printf ("%d %ss", count * (int)MAX (days, 1), days > 0 ? "day" : unit->tag);
  if (is_next)
    bureau_wish_where (self,
                       g_strdup_printf ("\"%1$s\" >= :today AND \"%1$s\" < date(:today, '+%2$s')",
                                        field->name, modifier));
  else
    bureau_wish_where (self, g_strdup_printf ("\"%1$s\" > date(:today, '-%2$s') AND \"%1$s\" < "
                                              "date(:today, '+1 day')",
                                              field->name, modifier));
  bureau_wish_say (
      self, token - 1, n + unit->n_words + 1,
      g_strdup_printf (is_next ? _ ("%s in the time to come") : _ ("%s in the time until today"),
                       field->title));
  return n + unit->n_words;
}
