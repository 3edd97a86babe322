/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a quote says a day. */
#include <string.h>

#include "providers/quote-private.h"
#include "providers/when.h"

/* A weekday is one of the nearest; a day without its year is of the nearest year. */
#define MAX_WEEKDAY_DAYS 14
#define MAX_YEAR_DAYS 366

static gboolean
is_near (const BureauQuoteReading *self, const GDate *day, gint max_days)
{
  const GDate *sent = &self->source->date;

  return g_date_valid (sent) && ABS (g_date_days_between (sent, day)) <= max_days;
}

static gboolean
is_same_time (const BureauWhen *when, const GDate *day)
{
  const GDate *other = &when->date;
  gboolean same_year = g_date_get_year (other) == g_date_get_year (day);
  int month = (int)g_date_get_month (day), other_month = (int)g_date_get_month (other);

  if (g_strcmp0 (when->precision, "week") == 0)
    return g_date_days_between (other, day) >= 0 && g_date_days_between (other, day) < 7;
  if (g_strcmp0 (when->precision, "month") == 0)
    return same_year && month == other_month;
  if (g_strcmp0 (when->precision, "quarter") == 0)
    return same_year && (month - 1) / 3 == (other_month - 1) / 3;
  if (g_strcmp0 (when->precision, "year") == 0)
    return same_year;
  return g_date_compare (other, day) == 0;
}

/* Whether a time that the rules read is the day; “December 2026” does not count for itself in
 * “5 December 2026”. */
static gboolean
is_read (const BureauQuoteReading *self, const GDate *day)
{
  BureauExtraction extraction = { .source = self->source };
  guint known = 0;

  for (guint i = 0; i < self->source->tokens->len; i++)
    {
      BureauWhen when = { 0 };

      if (!bureau_quote_is_inside (self, i) || !bureau_when_at (&extraction, i, &when)
          || (when.precision != NULL && i < known))
        continue;
      if (g_date_valid (&when.date) && is_same_time (&when, day))
        return TRUE;
      if (when.precision == NULL)
        known = MAX (known, i + when.n);
    }
  return FALSE;
}

/* People mean one Friday or the one after by “next Friday”. */
static gboolean
is_weekday (const BureauQuoteReading *self, const GDate *day)
{
  guint n;

  for (guint i = 0; i < self->source->tokens->len; i++)
    if (bureau_quote_is_inside (self, i)
        && bureau_when_weekday_at (self->source, i, &n) == (int)g_date_get_weekday (day))
      return is_near (self, day, MAX_WEEKDAY_DAYS);
  return FALSE;
}

/* The next of the numbers that one mark joins, moving @at behind it; 0 where none follows. */
static int
take_part (const char **at, char *mark)
{
  const char *from = *at;

  if (*mark != '\0' && *from++ != *mark)
    return 0;
  while (*from == ' ' && *mark == '.')
    from++;
  if (!g_ascii_isdigit (*from))
    return 0;
  *at = from + strspn (from, "0123456789");
  if (*mark == '\0')
    *mark = **at;
  return *at - from <= 4 && strchr ("/-.", *mark) != NULL ? (int)g_ascii_strtoull (from, NULL, 10)
                                                          : 0;
}

/* Whether @at is not the second number of “2026-12-05”. */
static gboolean
is_first_part (const char *text, const char *at)
{
  return at - text < 2 || strchr ("/-.", at[-1]) == NULL || !g_ascii_isdigit (at[-2]);
}

/* “05/12/2026” or “5.12.”: which of them is the month the text does not say. */
static gboolean
has_parts_at (const BureauQuoteReading *self, const char *at, const GDate *day)
{
  const char *end = self->source->text + self->end;
  int date = g_date_get_day (day), month = (int)g_date_get_month (day), year;
  char mark = '\0';
  int first = take_part (&at, &mark), second = first > 0 ? take_part (&at, &mark) : 0;

  if (second == 0 || at > end
      || !((first == date && second == month) || (first == month && second == date)))
    return FALSE;
  year = take_part (&at, &mark);
  if (year == 0)
    return mark != '-' && is_near (self, day, MAX_YEAR_DAYS);
  return (year < 100 ? year + 2000 : year) == g_date_get_year (day);
}

static gboolean
has_parts (const BureauQuoteReading *self, const GDate *day)
{
  const char *text = self->source->text;

  for (guint i = 0; i < self->source->tokens->len; i++)
    {
      const BureauToken *t = bureau_source_token (self->source, i);

      if (bureau_quote_is_inside (self, i) && t->kind == BUREAU_TOKEN_NUMBER
          && is_first_part (text, text + t->start) && has_parts_at (self, text + t->start, day))
        return TRUE;
    }
  return FALSE;
}

/**
 * bureau_quote_has_day:
 *
 * Returns: whether a time that the quote names is that day, or may be
 */
gboolean
bureau_quote_has_day (const BureauQuoteReading *self, const GDate *day)
{
  return is_read (self, day) || is_weekday (self, day) || has_parts (self, day);
}

/**
 * bureau_quote_has_precision:
 * @precision: of a BureauWhen
 *
 * Returns: whether the quote names a time that is known as well as that: “in March” is a "month"
 */
gboolean
bureau_quote_has_precision (const BureauQuoteReading *self, const char *precision)
{
  BureauExtraction extraction = { .source = self->source };
  BureauWhen when = { 0 };

  for (guint i = 0; i < self->source->tokens->len; i++)
    if (bureau_quote_is_inside (self, i) && bureau_when_at (&extraction, i, &when)
        && g_strcmp0 (when.precision, precision) == 0)
      return TRUE;
  return FALSE;
}
