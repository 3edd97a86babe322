/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/calendar-element.h"

G_BEGIN_DECLS

/**
 * BureauCalendarDay:
 *
 * A day of a month or of a week, with what stands on it. The arrow keys go to the days beside it;
 * what is dropped on it is moved there.
 */
#define BUREAU_TYPE_CALENDAR_DAY (bureau_calendar_day_get_type ())
G_DECLARE_FINAL_TYPE (BureauCalendarDay, bureau_calendar_day, BUREAU, CALENDAR_DAY, GtkBox)

/**
 * BureauCalendarRoom:
 * @most: so many are shown before the rest is behind a button
 * @is_wide: whether each has room for more than a line
 *
 * How much a day has room for.
 */
typedef struct
{
  guint most;
  gboolean is_wide;
} BureauCalendarRoom;

GtkWidget *bureau_calendar_day_new (BureauCalendarElement *calendar, const GDate *day,
                                    const BureauCalendarRoom *room) G_GNUC_WARN_UNUSED_RESULT;
const GDate *bureau_calendar_day_get_day (BureauCalendarDay *self);

G_END_DECLS
