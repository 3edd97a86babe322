/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The moments that an axis of time names: where hours, days, months or years begin. */
#include <glib/gi18n-lib.h>

#include "views/chart-private.h"

typedef enum
{
  MINUTES,
  HOURS,
  DAYS,
  WEEKS,
  MONTHS,
  YEARS,
} Unit;

#define MINUTE 60e3
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

static const struct
{
  Unit unit;
  guint count;
  double length; /* about so many milliseconds */
} steps[] = {
  { MINUTES, 1, MINUTE },       { MINUTES, 5, 5 * MINUTE },   { MINUTES, 15, 15 * MINUTE },
  { MINUTES, 30, 30 * MINUTE }, { HOURS, 1, HOUR },           { HOURS, 3, 3 * HOUR },
  { HOURS, 6, 6 * HOUR },       { HOURS, 12, 12 * HOUR },     { DAYS, 1, DAY },
  { DAYS, 2, 2 * DAY },         { WEEKS, 1, 7 * DAY },        { WEEKS, 2, 14 * DAY },
  { MONTHS, 1, 30 * DAY },      { MONTHS, 3, 91 * DAY },      { MONTHS, 6, 182 * DAY },
  { YEARS, 1, 365 * DAY },      { YEARS, 2, 730 * DAY },      { YEARS, 5, 1826 * DAY },
  { YEARS, 10, 3652 * DAY },    { YEARS, 25, 9131 * DAY },    { YEARS, 50, 18262 * DAY },
  { YEARS, 100, 36524 * DAY },  { YEARS, 500, 182621 * DAY }, { YEARS, 1000, 365242 * DAY },
};

/* The beginning of the unit that @time is in. */
static GDateTime *
begin (GDateTime *time, Unit unit, guint count)
{
  GTimeZone *zone = g_date_time_get_timezone (time);
  int year = g_date_time_get_year (time);
  int month = unit >= YEARS ? 1 : g_date_time_get_month (time);
  int day = unit >= MONTHS ? 1 : g_date_time_get_day_of_month (time);
  int hour = unit >= DAYS ? 0 : g_date_time_get_hour (time);
  int minute = unit >= HOURS ? 0 : g_date_time_get_minute (time);
  int n = (int)count;
  g_autoptr (GDateTime) start = NULL;

  year = unit == YEARS ? MAX (year / n * n, 1) : year;
  month = unit == MONTHS ? (month - 1) / n * n + 1 : month;
  hour = unit == HOURS ? hour / n * n : hour;
  minute = unit == MINUTES ? minute / n * n : minute;
  start = g_date_time_new (zone, year, month, day, hour, minute, 0);
  if (start != NULL && unit == WEEKS)
    return g_date_time_add_days (start, 1 - g_date_time_get_day_of_week (start));
  return g_steal_pointer (&start);
}

static GDateTime *
go_on (GDateTime *time, Unit unit, guint count)
{
  int n = (int)count;

  switch (unit)
    {
    case MINUTES:
      return g_date_time_add_minutes (time, n);
    case HOURS:
      return g_date_time_add_hours (time, n);
    case DAYS:
      return g_date_time_add_days (time, n);
    case WEEKS:
      return g_date_time_add_weeks (time, n);
    case MONTHS:
      return g_date_time_add_months (time, n);
    case YEARS:
    default:
      return g_date_time_add_years (time, n);
    }
}

/* Where a larger unit begins, or at the first one, its name stands too. */
static char *
say (GDateTime *time, Unit unit, gboolean is_first)
{
  gboolean is_midnight = g_date_time_get_hour (time) == 0 && g_date_time_get_minute (time) == 0;

  if (unit == YEARS)
    return g_strdup_printf ("%d", g_date_time_get_year (time));
  if (unit == MONTHS)
    return g_date_time_format (time, is_first || g_date_time_get_month (time) == 1
                                         /* Translators: a month and its year on an axis */
                                         ? _ ("%b %Y")
                                         : "%b");
  if (unit >= DAYS || is_first || is_midnight)
    /* Translators: a day and its month on an axis */
    return g_date_time_format (time, _ ("%-e %b"));
  return g_date_time_format (time, "%H:%M");
}

static gsize
choose (double span, guint most, Unit least)
{
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i].unit >= least && span / steps[i].length <= MAX (most, 1))
      return i;
  return G_N_ELEMENTS (steps) - 1;
}

static void
clear_time (gpointer data)
{
  g_free (((BureauChartTime *)data)->label);
}

/**
 * bureau_chart_find_times:
 * @low: milliseconds since 1970
 * @high: milliseconds since 1970
 * @most: about so many
 * @is_local: whether days begin here, or in UTC as plain dates do
 *
 * Returns: (transfer full) (element-type BureauChartTime): the moments from @low to @high
 */
GArray *
bureau_chart_find_times (double low, double high, guint most, gboolean is_local)
{
  gsize chosen = choose (high - low, most, is_local ? MINUTES : DAYS);
  GArray *times = g_array_new (FALSE, TRUE, sizeof (BureauChartTime));
  g_autoptr (GDateTime) first = is_local ? g_date_time_new_from_unix_local ((gint64)(low / 1000))
                                         : g_date_time_new_from_unix_utc ((gint64)(low / 1000));
  g_autoptr (GDateTime) time = first != NULL
                                   ? begin (first, steps[chosen].unit, steps[chosen].count)
                                   : NULL;

  g_array_set_clear_func (times, clear_time);
  for (guint i = 0; time != NULL && i < 1000; i++)
    {
      BureauChartTime tick = { .at = (double)g_date_time_to_unix (time) * 1000 };
      GDateTime *next;

      if (tick.at > high)
        break;
      if (tick.at >= low)
        {
          tick.label = say (time, steps[chosen].unit, times->len == 0);
          g_array_append_val (times, tick);
        }
      next = go_on (time, steps[chosen].unit, steps[chosen].count);
      g_clear_pointer (&time, g_date_time_unref);
      time = next;
    }
  return times;
}
