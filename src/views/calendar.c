/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/calendar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/time.h"
#include "views/format.h"

#define DAY_LENGTH 10
#define DAYS_OF_WEEK 7

static const char *const modes[] = {
  [BUREAU_CALENDAR_MONTH] = "month",
  [BUREAU_CALENDAR_WEEK] = "week",
  [BUREAU_CALENDAR_AGENDA] = "agenda",
};

/**
 * bureau_calendar_mode_parse:
 * @name: (nullable): as a view writes it
 * @mode: (out): it
 *
 * Returns: whether there is such a mode
 */
gboolean
bureau_calendar_mode_parse (const char *name, BureauCalendarMode *mode)
{
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    if (g_strcmp0 (modes[i], name) == 0)
      {
        *mode = i;
        return TRUE;
      }
  return FALSE;
}

const char *
bureau_calendar_mode_name (BureauCalendarMode mode)
{
  return modes[mode];
}

/* Days -------------------------------------------------------------------------------------------
 */

/**
 * bureau_calendar_add_days:
 * @count: below 0 for days before
 */
void
bureau_calendar_add_days (GDate *day, int count)
{
  if (count < 0)
    g_date_subtract_days (day, (guint)-count);
  else
    g_date_add_days (day, (guint)count);
}

/**
 * bureau_calendar_span:
 * @day: one of them
 * @first: (out caller-allocates): the first day that is shown
 * @last: (out caller-allocates): the last one
 */
void
bureau_calendar_span (BureauCalendarMode mode, const GDate *day, GDate *first, GDate *last)
{
  *first = *last = *day;
  if (mode == BUREAU_CALENDAR_WEEK)
    {
      bureau_calendar_weeks (first, last);
      return;
    }
  g_date_set_day (first, 1);
  *last = *first;
  g_date_add_months (last, 1);
  g_date_subtract_days (last, 1);
}

/**
 * bureau_calendar_weeks:
 * @first: (inout): the Monday at or before it
 * @last: (inout): the Sunday at or after it
 */
void
bureau_calendar_weeks (GDate *first, GDate *last)
{
  bureau_calendar_add_days (first, 1 - (int)g_date_get_weekday (first));
  bureau_calendar_add_days (last, DAYS_OF_WEEK - (int)g_date_get_weekday (last));
}

/**
 * bureau_calendar_step:
 * @day: (inout): as many weeks or months later
 * @count: below 0 for earlier
 */
void
bureau_calendar_step (BureauCalendarMode mode, GDate *day, int count)
{
  if (mode == BUREAU_CALENDAR_WEEK)
    bureau_calendar_add_days (day, count * DAYS_OF_WEEK);
  else if (count < 0)
    g_date_subtract_months (day, (guint)-count);
  else
    g_date_add_months (day, (guint)count);
}

/**
 * bureau_calendar_say:
 * @format: as of g_date_time_format()
 *
 * Returns: (transfer full): the day in words
 */
char *
bureau_calendar_say (const GDate *day, const char *format)
{
  g_autoptr (GDateTime) moment = g_date_time_new_utc (
      g_date_get_year (day), (int)g_date_get_month (day), g_date_get_day (day), 0, 0, 0);

  return g_date_time_format (moment, format);
}

/**
 * bureau_calendar_title:
 *
 * Returns: (transfer full): what is shown, such as “November 2026”
 */
char *
bureau_calendar_title (BureauCalendarMode mode, const GDate *day)
{
  GDate first, last;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  bureau_calendar_span (mode, day, &first, &last);
  if (mode != BUREAU_CALENDAR_WEEK)
    /* Translators: a month, as in “November 2026” (see GLib.DateTime.format) */
    return bureau_calendar_say (day, _ ("%OB %Y"));
  /* Translators: the first day of a week, as in “16 Nov – 22 Nov 2026” (see GLib.DateTime.format)
   */
  from = bureau_calendar_say (&first, _ ("%-e %b"));
  to = bureau_calendar_say (&last, _ ("%-e %b %Y"));
  /* Translators: from a day to a day */
  return g_strdup_printf (_ ("%s – %s"), from, to);
}

/**
 * bureau_calendar_print:
 *
 * Returns: (transfer full): "2026-11-22"
 */
char *
bureau_calendar_print (const GDate *day)
{
  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (day), (guint)g_date_get_month (day),
                          g_date_get_day (day));
}

/* Events -----------------------------------------------------------------------------------------
 */

static void
event_free (gpointer data)
{
  BureauCalendarEvent *self = data;

  g_free (self->time);
  g_free (self);
}

static const char *
get_text (JsonNode *value)
{
  return value != NULL && JSON_NODE_HOLDS_VALUE (value)
                 && json_node_get_value_type (value) == G_TYPE_STRING
             ? json_node_get_string (value)
             : NULL;
}

static GDateTime *
make_local (const char *text)
{
  g_autoptr (GDateTime) moment = NULL;
  gint64 then;

  if (!bureau_time_parse (text, &then))
    return NULL;
  moment = g_date_time_new_from_unix_utc (then / 1000);
  return g_date_time_to_local (moment);
}

static gboolean
is_moment (const char *text)
{
  return strlen (text) > DAY_LENGTH;
}

static char *
dup_time (const char *text)
{
  g_autoptr (GDateTime) local = is_moment (text) ? make_local (text) : NULL;

  return local != NULL ? g_date_time_format (local, "%H:%M") : NULL;
}

/* What ends at midnight does not reach into the day that begins then. */
static gboolean
is_midnight (const char *text)
{
  g_autofree char *time = dup_time (text);

  return g_strcmp0 (time, "00:00") == 0;
}

static void
set_last (BureauCalendarEvent *self, const char *end)
{
  if (end == NULL || !bureau_format_parse_day (end, &self->last)
      || g_date_compare (&self->last, &self->first) < 0)
    self->last = self->first;
  else if (g_date_compare (&self->last, &self->first) > 0 && is_midnight (end))
    g_date_subtract_days (&self->last, 1);
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const BureauCalendarEvent *one = *(BureauCalendarEvent *const *)a;
  const BureauCalendarEvent *other = *(BureauCalendarEvent *const *)b;
  int order = g_date_compare (&one->first, &other->first);

  if (order == 0)
    order = g_strcmp0 (one->time, other->time);
  return order != 0 ? order : (one->row > other->row) - (one->row < other->row);
}

/**
 * bureau_calendar_list:
 * @start: the column with when each begins
 * @end: (nullable): the column with when each ends
 *
 * Returns: (transfer full) (element-type BureauCalendarEvent): the rows that have a day, the
 *   earliest first, and of one day those of the whole day first
 */
GPtrArray *
bureau_calendar_list (BureauShownRows *rows, const char *start, const char *end)
{
  GPtrArray *events = g_ptr_array_new_with_free_func (event_free);

  for (guint i = 0; i < bureau_shown_rows_get_n (rows); i++)
    {
      const char *from = get_text (bureau_shown_rows_get_value (rows, i, start));
      BureauCalendarEvent event = { .row = i };

      if (from == NULL || !bureau_format_parse_day (from, &event.first))
        continue;
      event.time = dup_time (from);
      set_last (&event, get_text (bureau_shown_rows_get_value (rows, i, end)));
      g_ptr_array_add (events, g_memdup2 (&event, sizeof event));
    }
  g_ptr_array_sort (events, compare_events);
  return events;
}

/**
 * bureau_calendar_is_on:
 *
 * Returns: whether it takes place on the day
 */
gboolean
bureau_calendar_is_on (const BureauCalendarEvent *event, const GDate *day)
{
  return g_date_compare (&event->first, day) <= 0 && g_date_compare (day, &event->last) <= 0;
}

/**
 * bureau_calendar_move:
 * @time: (nullable): when something begins
 * @days: how many days later; below 0 for earlier
 *
 * Returns: (transfer full) (nullable): a day as a day, a moment at the same hour here; %NULL where
 *   @time is none
 */
JsonNode *
bureau_calendar_move (JsonNode *time, int days)
{
  const char *text = get_text (time);
  g_autofree char *moved = NULL;
  GDate day;

  if (text == NULL || !bureau_format_parse_day (text, &day))
    return NULL;
  if (is_moment (text))
    {
      g_autoptr (GDateTime) local = make_local (text);
      g_autoptr (GDateTime) later = g_date_time_add_days (local, days);

      moved = bureau_time_format (g_date_time_to_unix (later) * 1000);
    }
  else
    {
      bureau_calendar_add_days (&day, days);
      moved = bureau_calendar_print (&day);
    }
  return json_node_init_string (json_node_alloc (), moved);
}
