/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "views/calendar.h"
#include "widgets/calendar-legend.h"
#include "widgets/element.h"

G_BEGIN_DECLS

/**
 * BureauCalendarElement:
 *
 * Rows on their days, as a month, a week or a list of days; where there is little room it is the
 * list. Where its source reads one time, going to another month sets that time.
 */
#define BUREAU_TYPE_CALENDAR_ELEMENT (bureau_calendar_element_get_type ())
G_DECLARE_FINAL_TYPE (BureauCalendarElement, bureau_calendar_element, BUREAU, CALENDAR_ELEMENT,
                      BureauElement)

/* For what it is made of. */

GPtrArray *bureau_calendar_element_get_events (BureauCalendarElement *self);
guint bureau_calendar_element_get_color (BureauCalendarElement *self, guint row);
const GDate *bureau_calendar_element_get_today (BureauCalendarElement *self);
const GDate *bureau_calendar_element_get_day (BureauCalendarElement *self);
GtkWidget *bureau_calendar_element_make_create (BureauCalendarElement *self, const GDate *day,
                                                const char *label);

G_END_DECLS
