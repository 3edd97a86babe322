/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/calendar-page.h"

#include "widgets/calendar-day.h"

#define DAYS_OF_WEEK 7

static const BureauCalendarRoom rooms[] = {
  [BUREAU_CALENDAR_MONTH] = { 3, FALSE },
  [BUREAU_CALENDAR_WEEK] = { 12, TRUE },
};

static void
add_weekdays (GtkGrid *grid, const GDate *first)
{
  GDate day = *first;

  for (int i = 0; i < DAYS_OF_WEEK; i++)
    {
      g_autofree char *name = bureau_calendar_say (&day, "%a");

      gtk_grid_attach (grid,
                       g_object_new (GTK_TYPE_LABEL, "label", name, "xalign", 0.0, "ellipsize",
                                     PANGO_ELLIPSIZE_END, "css-classes",
                                     (const char *const[]){ "caption", "dimmed", NULL }, NULL),
                       i, 0, 1, 1);
      bureau_calendar_add_days (&day, 1);
    }
}

/**
 * bureau_calendar_page_new:
 * @mode: a month or a week
 *
 * Returns: (transfer floating): the whole weeks in which the calendar's time lies
 */
GtkWidget *
bureau_calendar_page_new (BureauCalendarElement *calendar, BureauCalendarMode mode)
{
  GtkWidget *grid = g_object_new (GTK_TYPE_GRID, "column-homogeneous", TRUE, "column-spacing", 3,
                                  "row-spacing", 3, NULL);
  GDate first, last, day, end;

  bureau_calendar_span (mode, bureau_calendar_element_get_day (calendar), &first, &last);
  day = first;
  end = last;
  bureau_calendar_weeks (&day, &end);
  add_weekdays (GTK_GRID (grid), &day);
  for (int i = 0; g_date_compare (&day, &end) <= 0; i++)
    {
      GtkWidget *cell = bureau_calendar_day_new (calendar, &day, &rooms[mode]);
      gboolean is_within = g_date_compare (&first, &day) <= 0 && g_date_compare (&day, &last) <= 0;

      gtk_widget_set_vexpand (cell, TRUE);
      if (!is_within)
        gtk_widget_add_css_class (cell, "beside");
      gtk_grid_attach (GTK_GRID (grid), cell, i % DAYS_OF_WEEK, 1 + i / DAYS_OF_WEEK, 1, 1);
      bureau_calendar_add_days (&day, 1);
    }
  return grid;
}
