/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows on their days, where the clock is an hour ahead of UTC. */
#include "../memory/workspace-fixture.h"
#include "base/json.h"
#include "views/calendar.h"

#include <locale.h>

static GDate
day_of (const char *text)
{
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_parse (&day, text);
  g_assert_true (g_date_valid (&day));
  return day;
}

static void
assert_day (const GDate *day, const char *text)
{
  g_autofree char *printed = bureau_calendar_print (day);

  g_assert_cmpstr (printed, ==, text);
}

static const struct
{
  BureauCalendarMode mode;
  const char *day, *first, *last, *next, *title;
} spans[] = {
  { BUREAU_CALENDAR_MONTH, "2026-11-22", "2026-11-01", "2026-11-30", "2026-12-22",
    "November 2026" },
  { BUREAU_CALENDAR_AGENDA, "2028-01-31", "2028-01-01", "2028-01-31", "2028-02-29",
    "January 2028" },
  { BUREAU_CALENDAR_WEEK, "2026-11-22", "2026-11-16", "2026-11-22", "2026-11-29",
    "16 Nov – 22 Nov 2026" },
  { BUREAU_CALENDAR_WEEK, "2026-12-28", "2026-12-28", "2027-01-03", "2027-01-04",
    "28 Dec – 3 Jan 2027" },
};

static void
test_spans (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      GDate day = day_of (spans[i].day), first, last;
      g_autofree char *title = bureau_calendar_title (spans[i].mode, &day);

      bureau_calendar_span (spans[i].mode, &day, &first, &last);
      assert_day (&first, spans[i].first);
      assert_day (&last, spans[i].last);
      g_assert_cmpstr (title, ==, spans[i].title);
      bureau_calendar_step (spans[i].mode, &day, 1);
      assert_day (&day, spans[i].next);
    }
}

static void
test_lists (void)
{
  static const char *const expected[] = { "1 2026-11-21 2026-11-24",
                                          "0 2026-11-22 2026-11-22 00:30",
                                          "4 2026-11-22 2026-11-22 09:00",
                                          "2 2026-11-23 2026-11-23" };
  g_autoptr (JsonObject) source = json_object_of (
      "{\"id\":\"s\",\"sql\":\"\",\"columns\":[{\"name\":\"at\",\"type\":\"datetime\"},"
      "{\"name\":\"until\",\"type\":\"datetime\"}]}");
  g_autoptr (JsonObject) answer = json_object_of (
      "{\"rows\":[[\"2026-11-21T23:30:00.000Z\",\"2026-11-22T23:00:00.000Z\"],"
      "[\"2026-11-21\",\"2026-11-24\"],[\"2026-11-23\",\"2026-11-20\"],[null,null],"
      "[\"2026-11-22T08:00:00.000Z\",null],[\"soon\",null]],\"today\":\"2026-11-22\","
      "\"currency\":\"EUR\",\"hash\":\"x\",\"truncated\":false}");
  g_autoptr (BureauShownRows) rows = bureau_shown_rows_new (source,
                                                            &(BureauShownWish){ .source = "s" });
  g_autoptr (GPtrArray) events = NULL;
  GDate day = day_of ("2026-11-22");

  bureau_shown_rows_take (rows, answer);
  events = bureau_calendar_list (rows, "at", "until");
  g_assert_cmpuint (events->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < events->len; i++)
    {
      const BureauCalendarEvent *event = g_ptr_array_index (events, i);
      g_autofree char *first = bureau_calendar_print (&event->first);
      g_autofree char *last = bureau_calendar_print (&event->last);
      g_autofree char *said = g_strdup_printf ("%u %s %s%s%s", event->row, first, last,
                                               event->time != NULL ? " " : "",
                                               event->time != NULL ? event->time : "");

      g_assert_cmpstr (said, ==, expected[i]);
      g_assert_cmpint (bureau_calendar_is_on (event, &day), ==, i < 3);
    }
}

static const struct
{
  const char *time;
  int days;
  const char *moved;
} moves[] = {
  { "\"2026-11-30\"", 1, "2026-12-01" },
  { "\"2026-11-30\"", -30, "2026-10-31" },
  { "\"2026-11-22T08:00:00.000Z\"", 7, "2026-11-29T08:00:00.000Z" },
  { "\"2026-10-24T08:00:00.000Z\"", 1, "2026-10-25T09:00:00.000Z" }, /* the clock goes back */
  { "null", 1, NULL },
  { "7", 1, NULL },
  { "\"soon\"", 1, NULL },
};

static void
test_moves (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      g_autoptr (JsonNode) time = bureau_json_parse (moves[i].time, -1, NULL);
      g_autoptr (JsonNode) moved = bureau_calendar_move (time, moves[i].days);

      g_assert_cmpstr (moved != NULL ? json_node_get_string (moved) : NULL, ==, moves[i].moved);
    }
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/views/calendar/spans", test_spans);
  g_test_add_func ("/views/calendar/events", test_lists);
  g_test_add_func ("/views/calendar/moves", test_moves);
  return g_test_run ();
}
