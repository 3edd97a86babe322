/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/calendar-element.h"

G_BEGIN_DECLS

/* What a calendar shows of a time: the days of a month or week, or those with something on them. */

GtkWidget *bureau_calendar_page_new (BureauCalendarElement *calendar,
                                     BureauCalendarMode mode) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *bureau_calendar_agenda_new (BureauCalendarElement *calendar) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
