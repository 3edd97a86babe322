/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

#include "views/calendar.h"

G_BEGIN_DECLS

/**
 * BureauCalendarBar:
 *
 * What is shown of a calendar, in words, with the buttons to go elsewhere and a choice of how.
 *
 * Signal `mode-changed`: a person chose another mode.
 */
#define BUREAU_TYPE_CALENDAR_BAR (bureau_calendar_bar_get_type ())
G_DECLARE_FINAL_TYPE (BureauCalendarBar, bureau_calendar_bar, BUREAU, CALENDAR_BAR, AdwBin)

GtkWidget *bureau_calendar_bar_new (JsonArray *modes) G_GNUC_WARN_UNUSED_RESULT;
BureauCalendarMode bureau_calendar_bar_get_mode (BureauCalendarBar *self);
void bureau_calendar_bar_set_can_choose (BureauCalendarBar *self, gboolean can_choose);
void bureau_calendar_bar_set_title (BureauCalendarBar *self, const char *title);

G_END_DECLS
