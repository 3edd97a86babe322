/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/snooze-time.h"

#include "base/time.h"

#define MORNING 9 /* o'clock */
#define LATER 3   /* hours */

/* The morning of a day to come, as the clock of this computer has it. */
static GDateTime *
morning_in (GDateTime *now, int days)
{
  g_autoptr (GDateTime) day = g_date_time_add_days (now, days);
  g_autoptr (GTimeZone) zone = g_time_zone_ref (g_date_time_get_timezone (now));

  return g_date_time_new (zone, g_date_time_get_year (day), g_date_time_get_month (day),
                          g_date_time_get_day_of_month (day), MORNING, 0, 0);
}

/**
 * bureau_snooze_time:
 * @choice: "later", in three hours; "tomorrow" or "week", the morning of the next day or of the
 *   Monday to come; anything else is a time already
 *
 * Returns: (transfer full): the stored time until which a draft sleeps
 */
char *
bureau_snooze_time (const char *choice, GDateTime *now)
{
  g_autoptr (GDateTime) until = NULL;

  if (g_str_equal (choice, "later"))
    until = g_date_time_add_hours (now, LATER);
  else if (g_str_equal (choice, "tomorrow"))
    until = morning_in (now, 1);
  else if (g_str_equal (choice, "week"))
    until = morning_in (now, 8 - g_date_time_get_day_of_week (now));
  else
    return g_strdup (choice);
  return bureau_time_format (g_date_time_to_unix (until) * 1000);
}
