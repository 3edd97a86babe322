/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/calendar-range.h"

#include <string.h>

#include "base/json.h"
#include "views/format.h"
#include "views/param.h"

#define DAY_LENGTH 10

/**
 * bureau_calendar_range_find_param:
 * @rows: what a calendar shows
 *
 * Returns: (nullable): the one time that their source reads; where it reads several, none of them
 * is the calendar's
 */
const char *
bureau_calendar_range_find_param (BureauShownView *view, BureauShownRows *rows)
{
  JsonArray *params = bureau_json_get_array (bureau_shown_view_get_document (view), "params");
  const char *sql = bureau_json_get_string (bureau_shown_rows_get_source (rows), "sql");
  const char *found = NULL;

  for (guint i = 0; params != NULL && i < json_array_get_length (params); i++)
    {
      JsonObject *param = json_array_get_object_element (params, i);

      if (g_strcmp0 (bureau_json_get_string (param, "type"), "date_range") != 0
          || !bureau_view_param_is_read (param, sql))
        continue;
      if (found != NULL)
        return NULL;
      found = bureau_json_get_string (param, "id");
    }
  return found;
}

/**
 * bureau_calendar_range_get_today:
 * @today: (out caller-allocates): the day where the business is
 *
 * Returns: whether it is known, as it is once the rows were read
 */
gboolean
bureau_calendar_range_get_today (const BureauCalendarRange *self, GDate *today)
{
  return bureau_format_parse_day (bureau_shown_rows_get_today (self->rows), today);
}

/* An instant of the range belongs to the day that it names. */
static gboolean
parse (const char *text, GDate *day)
{
  g_autofree char *date = g_strndup (text, DAY_LENGTH);

  return bureau_format_parse_day (date, day);
}

static gboolean
get_range (const BureauCalendarRange *self, GDate *first, GDate *last)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  return self->param != NULL
         && bureau_view_param_range (bureau_shown_view_get_param (self->view, self->param),
                                     bureau_shown_rows_get_today (self->rows), &from, &to)
         && parse (from, first) && parse (to, last);
}

static gboolean
is_within (const GDate *first, const GDate *day, const GDate *last)
{
  return g_date_compare (first, day) <= 0 && g_date_compare (day, last) <= 0;
}

/**
 * bureau_calendar_range_follow:
 * @day: (inout): around which the calendar shows others; not valid at first
 *
 * Goes to where the rows are, such as after a filter set the time.
 */
void
bureau_calendar_range_follow (const BureauCalendarRange *self, BureauCalendarMode mode, GDate *day)
{
  GDate today, from, to, first, last;

  if (!bureau_calendar_range_get_today (self, &today))
    return;
  if (!g_date_valid (day))
    *day = today;
  if (!get_range (self, &from, &to))
    return;
  bureau_calendar_span (mode, day, &first, &last);
  if (g_date_compare (&first, &to) > 0 || g_date_compare (&last, &from) < 0)
    *day = is_within (&from, &today, &to) ? today : from;
}

/**
 * bureau_calendar_range_set:
 * @day: around which the calendar shows others
 *
 * Where the source does not read all days that are shown, its time becomes that of the whole months
 * in which they lie.
 */
void
bureau_calendar_range_set (const BureauCalendarRange *self, BureauCalendarMode mode,
                           const GDate *day)
{
  GDate from, to, first, last, beside;
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) value = NULL;

  bureau_calendar_span (mode, day, &first, &last);
  if (!get_range (self, &from, &to)
      || (is_within (&from, &first, &to) && is_within (&from, &last, &to)))
    return;
  bureau_calendar_span (BUREAU_CALENDAR_MONTH, &first, &from, &beside);
  bureau_calendar_span (BUREAU_CALENDAR_MONTH, &last, &beside, &to);
  start = bureau_calendar_print (&from);
  end = bureau_calendar_print (&to);
  text = g_strdup_printf ("%s..%s", start, end);
  value = json_node_init_string (json_node_alloc (), text);
  bureau_shown_view_set_param (self->view, self->param, value);
}
