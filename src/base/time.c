/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/time.h"

#include <string.h>

#define MS_PER_SECOND G_GINT64_CONSTANT (1000)
#define MS_PER_MINUTE (60 * MS_PER_SECOND)
#define MS_PER_HOUR (60 * MS_PER_MINUTE)
#define MS_PER_DAY (24 * MS_PER_HOUR)
#define DAYS_PER_ERA 146097  /* 400 years */
#define DAYS_TO_EPOCH 719468 /* from 0000-03-01 to 1970-01-01 */
#define FIRST_MS (G_GINT64_CONSTANT (-62135596800) * MS_PER_SECOND)    /* 0001-01-01 */
#define LAST_MS (G_GINT64_CONSTANT (253402300800) * MS_PER_SECOND - 1) /* 9999-12-31, its last */
#define TEXT_LENGTH 24

typedef struct
{
  int year;
  int month;
  int day;
} Date;

/* Both ways between a date and its day number by the calendar's 400-year eras, years counted
 * from March so that the leap day comes last: Howard Hinnant, "chrono-Compatible Low-Level
 * Date Algorithms". */
static gint64
days_of_date (Date date)
{
  int year = date.month <= 2 ? date.year - 1 : date.year;
  int era = year / 400;
  int year_of_era = year - era * 400;
  int day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return (gint64)era * DAYS_PER_ERA + day_of_era - DAYS_TO_EPOCH;
}

static Date
date_of_days (gint64 days)
{
  int from_start = (int)(days + DAYS_TO_EPOCH);
  int era = from_start / DAYS_PER_ERA;
  int day_of_era = from_start - era * DAYS_PER_ERA;
  int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096)
                    / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int month_from_march = (5 * day_of_year + 2) / 153;
  int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;

  return (Date){
    .year = year_of_era + era * 400 + (month <= 2 ? 1 : 0),
    .month = month,
    .day = day_of_year - (153 * month_from_march + 2) / 5 + 1,
  };
}

static gboolean
is_leap_year (int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static gboolean
date_is_valid (Date date)
{
  static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  if (date.year < 1 || date.month < 1 || date.month > 12 || date.day < 1)
    return FALSE;
  return date.day
         <= lengths[date.month - 1] + (date.month == 2 && is_leap_year (date.year) ? 1 : 0);
}

/* Takes exactly @n digits. */
static gboolean
take_number (const char **at, guint n, int *number)
{
  *number = 0;
  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit ((*at)[i]))
        return FALSE;
      *number = *number * 10 + ((*at)[i] - '0');
    }
  *at += n;
  return TRUE;
}

static gboolean
take_character (const char **at, const char *any_of)
{
  if (**at == '\0' || strchr (any_of, **at) == NULL)
    return FALSE;
  (*at)++;
  return TRUE;
}

static gboolean
take_date (const char **at, gint64 *ms)
{
  Date date = { 0 };

  if (!take_number (at, 4, &date.year) || !take_character (at, "-")
      || !take_number (at, 2, &date.month) || !take_character (at, "-")
      || !take_number (at, 2, &date.day) || !date_is_valid (date))
    return FALSE;

  *ms = days_of_date (date) * MS_PER_DAY;
  return TRUE;
}

/* Any number of digits; those after the third are cut off. */
static gboolean
take_fraction (const char **at, gint64 *ms)
{
  gint64 unit = MS_PER_SECOND / 10;

  if (!g_ascii_isdigit (**at))
    return FALSE;
  for (; g_ascii_isdigit (**at); (*at)++, unit /= 10)
    *ms += (**at - '0') * unit;
  return TRUE;
}

static gboolean
take_time (const char **at, gint64 *ms)
{
  int hour = 0;
  int minute = 0;
  int second = 0;

  if (!take_number (at, 2, &hour) || !take_character (at, ":") || !take_number (at, 2, &minute))
    return FALSE;
  if (take_character (at, ":") && !take_number (at, 2, &second))
    return FALSE;
  if (hour > 23 || minute > 59 || second > 60)
    return FALSE;

  /* A leap second is the second before it: our days have none. */
  *ms += hour * MS_PER_HOUR + minute * MS_PER_MINUTE + MIN (second, 59) * MS_PER_SECOND;
  return !take_character (at, ".,") || take_fraction (at, ms);
}

/* Z, +02:00, +0200 or +02; nothing means UTC. */
static gboolean
take_offset (const char **at, gint64 *ms)
{
  int sign = **at == '-' ? -1 : 1;
  int hours = 0;
  int minutes = 0;

  if (**at == '\0' || take_character (at, "Zz"))
    return TRUE;
  if (!take_character (at, "+-") || !take_number (at, 2, &hours))
    return FALSE;
  take_character (at, ":");
  if (**at != '\0' && !take_number (at, 2, &minutes))
    return FALSE;
  if (hours > 23 || minutes > 59)
    return FALSE;

  *ms -= sign * (hours * MS_PER_HOUR + minutes * MS_PER_MINUTE);
  return TRUE;
}

static void
put_number (char *at, guint n, guint number)
{
  while (n-- > 0)
    {
      at[n] = (char)('0' + number % 10);
      number /= 10;
    }
}

/**
 * bureau_time_now:
 *
 * Returns: the wall clock, in milliseconds since 1970 in UTC
 */
gint64
bureau_time_now (void)
{
  return g_get_real_time () / 1000;
}

/**
 * bureau_time_monotonic:
 *
 * A clock that never goes back, for deadlines and durations; it means nothing in another process.
 *
 * Returns: milliseconds since some moment
 */
gint64
bureau_time_monotonic (void)
{
  return g_get_monotonic_time () / 1000;
}

/**
 * bureau_time_format:
 * @milliseconds: since 1970 in UTC; what lies outside the years 1 to 9999 becomes their end
 *
 * Writes a time as it is stored, `2026-11-22T14:05:09.123Z`. Made for every row of a table: it asks
 * no time zone and allocates once.
 *
 * Returns: (transfer full): the text, always 24 bytes
 */
char *
bureau_time_format (gint64 milliseconds)
{
  gint64 ms = CLAMP (milliseconds, FIRST_MS, LAST_MS) - FIRST_MS;
  Date date = date_of_days (ms / MS_PER_DAY + FIRST_MS / MS_PER_DAY);
  guint in_day = (guint)(ms % MS_PER_DAY);
  char *text = g_strndup ("0000-00-00T00:00:00.000Z", TEXT_LENGTH);

  put_number (text, 4, (guint)date.year);
  put_number (text + 5, 2, (guint)date.month);
  put_number (text + 8, 2, (guint)date.day);
  put_number (text + 11, 2, in_day / MS_PER_HOUR);
  put_number (text + 14, 2, in_day / MS_PER_MINUTE % 60);
  put_number (text + 17, 2, in_day / MS_PER_SECOND % 60);
  put_number (text + 20, 3, in_day % MS_PER_SECOND);
  return text;
}

/**
 * bureau_time_now_text:
 *
 * Returns: (transfer full): [func@time_now] as [func@time_format] writes it
 */
char *
bureau_time_now_text (void)
{
  return bureau_time_format (bureau_time_now ());
}

/**
 * bureau_time_parse:
 * @text: (nullable): ISO 8601: `2026-11-22`, `2026-11-22T14:05`, with seconds, a fraction, and `Z`
 * or an offset such as `+02:00`; a space may stand for the `T`
 * @milliseconds: (out) (optional): since 1970 in UTC
 *
 * Reads a date or a time. A date alone is its midnight; what has no offset is in UTC.
 *
 * Returns: %FALSE where @text is neither, or names a day there is not
 */
gboolean
bureau_time_parse (const char *text, gint64 *milliseconds)
{
  const char *at = text;
  gint64 ms = 0;

  if (text == NULL || !take_date (&at, &ms))
    return FALSE;
  if (take_character (&at, "Tt ") && (!take_time (&at, &ms) || !take_offset (&at, &ms)))
    return FALSE;
  if (*at != '\0' || ms < FIRST_MS || ms > LAST_MS)
    return FALSE;

  if (milliseconds != NULL)
    *milliseconds = ms;
  return TRUE;
}
