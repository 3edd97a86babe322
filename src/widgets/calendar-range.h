/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "views/calendar.h"
#include "views/shown-view.h"

G_BEGIN_DECLS

/**
 * BureauCalendarRange:
 * @view: in which the calendar is
 * @rows: what it shows
 * @param: (nullable): the one time that its source reads
 *
 * The time that a calendar's source reads, which moves with what the calendar shows.
 */
typedef struct
{
  BureauShownView *view;
  BureauShownRows *rows;
  const char *param;
} BureauCalendarRange;

const char *bureau_calendar_range_find_param (BureauShownView *view, BureauShownRows *rows);
gboolean bureau_calendar_range_get_today (const BureauCalendarRange *self, GDate *today);
void bureau_calendar_range_follow (const BureauCalendarRange *self, BureauCalendarMode mode,
                                   GDate *day);
void bureau_calendar_range_set (const BureauCalendarRange *self, BureauCalendarMode mode,
                                const GDate *day);

G_END_DECLS
