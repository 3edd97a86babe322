/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "views/shown-rows.h"

G_BEGIN_DECLS

/* Rows on their days, without a picture: which days a calendar shows, what stands on each, and what
 * a move makes of a time. Weeks begin on Monday, as those of a date_range do. */

/**
 * BureauCalendarMode:
 * @BUREAU_CALENDAR_MONTH: the days of a month, in weeks
 * @BUREAU_CALENDAR_WEEK: the days of a week
 * @BUREAU_CALENDAR_AGENDA: the days of a month on which there is something
 */
typedef enum
{
  BUREAU_CALENDAR_MONTH,
  BUREAU_CALENDAR_WEEK,
  BUREAU_CALENDAR_AGENDA,
} BureauCalendarMode;

/**
 * BureauCalendarEvent:
 * @row: of its rows
 * @first: the day here on which it begins
 * @last: the day on which it ends, the same or a later one
 * @time: (nullable): "14:05", when it begins; %NULL of whole days
 */
typedef struct
{
  guint row;
  GDate first;
  GDate last;
  char *time;
} BureauCalendarEvent;

gboolean bureau_calendar_mode_parse (const char *name, BureauCalendarMode *mode);
const char *bureau_calendar_mode_name (BureauCalendarMode mode);
void bureau_calendar_span (BureauCalendarMode mode, const GDate *day, GDate *first, GDate *last);
void bureau_calendar_weeks (GDate *first, GDate *last);
void bureau_calendar_step (BureauCalendarMode mode, GDate *day, int count);
void bureau_calendar_add_days (GDate *day, int count);
char *bureau_calendar_title (BureauCalendarMode mode, const GDate *day) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_calendar_print (const GDate *day) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_calendar_say (const GDate *day, const char *format) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *bureau_calendar_list (BureauShownRows *rows, const char *start,
                                 const char *end) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_calendar_is_on (const BureauCalendarEvent *event, const GDate *day);
JsonNode *bureau_calendar_move (JsonNode *time, int days) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
