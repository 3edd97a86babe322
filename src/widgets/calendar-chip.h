/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/calendar-element.h"

G_BEGIN_DECLS

/**
 * BureauCalendarChip:
 *
 * What stands on a day. It is pressed, dragged to another day, and moved by Alt and the arrow keys.
 */
#define BUREAU_TYPE_CALENDAR_CHIP (bureau_calendar_chip_get_type ())
G_DECLARE_FINAL_TYPE (BureauCalendarChip, bureau_calendar_chip, BUREAU, CALENDAR_CHIP, GtkButton)

GtkWidget *bureau_calendar_chip_new (BureauCalendarElement *calendar,
                                     const BureauCalendarEvent *event, const GDate *day,
                                     gboolean is_wide) G_GNUC_WARN_UNUSED_RESULT;
guint bureau_calendar_chip_get_row (BureauCalendarChip *self);
const GDate *bureau_calendar_chip_get_day (BureauCalendarChip *self);
GMenuModel *bureau_calendar_chip_make_moves (guint row) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
