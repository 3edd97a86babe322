/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/param.h"

#include <stdio.h>

typedef enum
{
  DAY,
  WEEK,
  MONTH,
  QUARTER,
  YEAR,
  LAST_DAYS,   /* the last so many days, today included */
  LAST_MONTHS, /* the last so many months, this one included */
  NEXT_DAYS,   /* from today on */
} BureauPeriodUnit;

/* The words for times: a unit, and how many of it back, or how many of it. */
static const struct
{
  const char *word;
  BureauPeriodUnit unit;
  guint count;
} periods[] = {
  { "today", DAY, 0 },
  { "yesterday", DAY, 1 },
  { "this_week", WEEK, 0 },
  { "last_week", WEEK, 1 },
  { "this_month", MONTH, 0 },
  { "last_month", MONTH, 1 },
  { "this_quarter", QUARTER, 0 },
  { "last_quarter", QUARTER, 1 },
  { "this_year", YEAR, 0 },
  { "last_year", YEAR, 1 },
  { "last_7_days", LAST_DAYS, 7 },
  { "last_30_days", LAST_DAYS, 30 },
  { "last_90_days", LAST_DAYS, 90 },
  { "last_12_months", LAST_MONTHS, 12 },
  { "next_7_days", NEXT_DAYS, 7 },
  { "next_30_days", NEXT_DAYS, 30 },
};

/* How many months a unit has; 0 where it has none. */
static const guint months_of[] = { [MONTH] = 1, [QUARTER] = 3, [YEAR] = 12, [NEXT_DAYS] = 0 };

/* From the first to the last day of the unit that @first is in. */
static void
set_range (GDate *first, GDate *last, BureauPeriodUnit unit)
{
  guint months = months_of[unit];

  if (unit == WEEK)
    g_date_subtract_days (first, g_date_get_weekday (first) - 1);
  else if (months > 0)
    g_date_set_dmy (first, 1, (g_date_get_month (first) - 1) / months * months + 1,
                    g_date_get_year (first));
  *last = *first;
  if (unit == WEEK)
    g_date_add_days (last, 6);
  else if (months > 0)
    {
      g_date_add_months (last, months);
      g_date_subtract_days (last, 1);
    }
}

/* Moves @day back by @count units, to a day that every month has. */
static void
go_back (GDate *day, BureauPeriodUnit unit, guint count)
{
  if (months_of[unit] == 0)
    g_date_subtract_days (day, count * (unit == WEEK ? 7 : 1));
  else
    {
      g_date_set_day (day, 1);
      g_date_subtract_months (day, count * months_of[unit]);
    }
}

static void
find_range (GDate *first, GDate *last, BureauPeriodUnit unit, guint count)
{
  *last = *first;
  if (unit == LAST_DAYS)
    g_date_subtract_days (first, count - 1);
  else if (unit == NEXT_DAYS)
    g_date_add_days (last, count - 1);
  else if (unit == LAST_MONTHS)
    {
      set_range (first, last, MONTH);
      g_date_subtract_months (first, count - 1);
    }
  else
    {
      go_back (first, unit, count);
      set_range (first, last, unit);
    }
}

static char *
print (const GDate *day, const char *rest)
{
  return g_strdup_printf ("%04u-%02u-%02u%s", g_date_get_year (day), (guint)g_date_get_month (day),
                          g_date_get_day (day), rest);
}

static gboolean
parse (const char *text, GDate *day)
{
  guint year, month, date;

  g_date_clear (day, 1);
  if (text == NULL || sscanf (text, "%4u-%2u-%2u", &year, &month, &date) != 3
      || !g_date_valid_dmy (date, month, year))
    return FALSE;
  g_date_set_dmy (day, date, month, year);
  return TRUE;
}

/**
 * bureau_view_period:
 * @period: a word such as "this_month"; "all" and anything unknown is no time
 * @today: the day where the business is, "2026-11-22"
 * @first: (out) (transfer full): its first day, "2026-11-01"; text order makes it the first instant
 * @last: (out) (transfer full): the last instant of its last day
 *
 * Weeks begin on Monday, as ISO 8601 has it.
 *
 * Returns: whether it is a time; if not, both are %NULL, which SQL takes for no bound
 */
gboolean
bureau_view_period (const char *period, const char *today, char **first, char **last)
{
  GDate from, to;

  *first = *last = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (periods); i++)
    if (g_strcmp0 (periods[i].word, period) == 0 && parse (today, &from))
      {
        find_range (&from, &to, periods[i].unit, periods[i].count);
        *first = print (&from, "");
        *last = print (&to, BUREAU_VIEW_LAST_MOMENT);
      }
  return *first != NULL;
}

/* From the first of a month to the end of a month. */
static gboolean
is_whole_months (const GDate *first, const GDate *last)
{
  return g_date_get_day (first) == 1 && g_date_is_last_of_month (last);
}

/**
 * bureau_view_period_before:
 * @first: as bureau_view_period() gives it
 * @last: as bureau_view_period() gives it
 * @before_first: (out) (transfer full): the first day of the time before
 * @before_last: (out) (transfer full): its last instant
 *
 * The time before has as many months where the time is of whole months, else as many days.
 *
 * Returns: %FALSE where the two are no days
 */
gboolean
bureau_view_period_before (const char *first, const char *last, char **before_first,
                           char **before_last)
{
  GDate from, to, before;

  if (!parse (first, &from) || !parse (last, &to) || g_date_compare (&from, &to) > 0)
    return FALSE;
  before = from;
  if (is_whole_months (&from, &to))
    g_date_subtract_months (&before, (g_date_get_year (&to) - g_date_get_year (&from)) * 12
                                         + g_date_get_month (&to) - g_date_get_month (&from) + 1);
  else
    g_date_subtract_days (&before, g_date_days_between (&from, &to) + 1);
  g_date_subtract_days (&from, 1);
  *before_first = print (&before, "");
  *before_last = print (&from, BUREAU_VIEW_LAST_MOMENT);
  return TRUE;
}
