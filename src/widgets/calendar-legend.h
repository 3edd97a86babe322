/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "views/shown-rows.h"

G_BEGIN_DECLS

/**
 * BureauCalendarLegend:
 *
 * The values of a column with a colour for each, in the order of their words, so that a colour
 * stays what it is while rows come and go.
 */
#define BUREAU_TYPE_CALENDAR_LEGEND (bureau_calendar_legend_get_type ())
G_DECLARE_FINAL_TYPE (BureauCalendarLegend, bureau_calendar_legend, BUREAU, CALENDAR_LEGEND, AdwBin)

#define BUREAU_CALENDAR_NO_COLOR G_MAXUINT

void bureau_calendar_legend_show (BureauCalendarLegend *self, BureauShownRows *rows,
                                  const char *column);
guint bureau_calendar_legend_get_color (BureauCalendarLegend *self, const char *text);

G_END_DECLS
