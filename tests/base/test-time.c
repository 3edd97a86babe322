/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/time.h"

#define MS_PER_DAY (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    const char *stored;
  } cases[] = {
    { "1970-01-01", "1970-01-01T00:00:00.000Z" },
    { "2026-11-22", "2026-11-22T00:00:00.000Z" },
    { "2026-11-22T14:05:09.123Z", "2026-11-22T14:05:09.123Z" },
    { "2026-11-22T14:05:09Z", "2026-11-22T14:05:09.000Z" },
    { "2026-11-22T14:05", "2026-11-22T14:05:00.000Z" },
    { "2026-11-22 14:05:09", "2026-11-22T14:05:09.000Z" },
    { "2026-11-22t14:05:09z", "2026-11-22T14:05:09.000Z" },
    { "2026-11-22T14:05:09.1Z", "2026-11-22T14:05:09.100Z" },
    { "2026-11-22T14:05:09,123456789Z", "2026-11-22T14:05:09.123Z" },
    { "2026-11-22T14:05:09.9999Z", "2026-11-22T14:05:09.999Z" },
    { "2026-11-22T14:05:09+02:00", "2026-11-22T12:05:09.000Z" },
    { "2026-11-22T14:05:09-0530", "2026-11-22T19:35:09.000Z" },
    { "2026-11-22T00:30+01", "2026-11-21T23:30:00.000Z" },
    { "2026-12-31T23:59:60Z", "2026-12-31T23:59:59.000Z" },
    { "2024-02-29", "2024-02-29T00:00:00.000Z" },
    { "2000-02-29", "2000-02-29T00:00:00.000Z" },
    { "0001-01-01", "0001-01-01T00:00:00.000Z" },
    { "1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z" },
    { "9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 ms = 0;
      g_autofree char *stored = NULL;

      if (!bureau_time_parse (cases[i].text, &ms))
        g_error ("“%s” was refused", cases[i].text);
      stored = bureau_time_format (ms);
      g_assert_cmpstr (stored, ==, cases[i].stored);
    }
}

static void
test_refused (void)
{
  static const char *cases[] = {
    "",
    "now",
    "2026",
    "2026-11",
    "2026-1-2",
    "20261122",
    "22.11.2026",
    "2026-13-01",
    "2026-00-01",
    "2026-11-31",
    "2026-11-00",
    "2025-02-29",
    "1900-02-29",
    "0000-01-01",
    "2026-11-22T",
    "2026-11-22T14",
    "2026-11-22T24:00",
    "2026-11-22T14:60",
    "2026-11-22T14:05:61",
    "2026-11-22T14:05:",
    "2026-11-22T14:05:09.",
    "2026-11-22T14:05:09+",
    "2026-11-22T14:05:09+2",
    "2026-11-22T14:05:09+24:00",
    "2026-11-22T14:05:09+02:60",
    "2026-11-22T14:05:09ZZ",
    "2026-11-22Z",
    " 2026-11-22",
    "2026-11-22 ",
    "9999-12-31T23:59:59-01:00",
    "0001-01-01T00:00:00+01:00",
    "-2026-11-22",
    "२०२६-११-२२",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 ms = 42;

      if (bureau_time_parse (cases[i], &ms))
        g_error ("“%s” was accepted", cases[i]);
      g_assert_cmpint (ms, ==, 42);
    }
  g_assert_false (bureau_time_parse (NULL, NULL));
}

/* Our calendar agrees with GLib's on every day of 400 years and at the ends. */
static void
test_every_day (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) day = g_date_time_new (utc, 1799, 12, 31, 23, 59, 59.5);
  gint64 ms = g_date_time_to_unix (day) * 1000 + 500;

  for (guint i = 0; i < 146098; i++, ms += MS_PER_DAY)
    {
      g_autoptr (GDateTime) next = g_date_time_add_days (day, 1);
      g_autofree char *theirs = g_date_time_format (day, "%Y-%m-%dT%H:%M:%S.500Z");
      g_autofree char *ours = bureau_time_format (ms);
      gint64 back = 0;

      g_assert_cmpstr (ours, ==, theirs);
      g_assert_true (bureau_time_parse (ours, &back));
      g_assert_cmpint (back, ==, ms);
      g_clear_pointer (&day, g_date_time_unref);
      day = g_steal_pointer (&next);
    }
}

static void
test_format_ends (void)
{
  g_autofree char *first = bureau_time_format (G_MININT64);
  g_autofree char *last = bureau_time_format (G_MAXINT64);

  g_assert_cmpstr (first, ==, "0001-01-01T00:00:00.000Z");
  g_assert_cmpstr (last, ==, "9999-12-31T23:59:59.999Z");
}

static void
test_clocks (void)
{
  gint64 before = g_get_real_time () / 1000;
  gint64 now = bureau_time_now ();
  gint64 monotonic = bureau_time_monotonic ();
  g_autofree char *text = bureau_time_now_text ();
  gint64 parsed = 0;

  g_assert_cmpint (now, >=, before);
  g_assert_cmpint (bureau_time_monotonic (), >=, monotonic);
  g_assert_true (bureau_time_parse (text, &parsed));
  g_assert_cmpint (parsed, >=, now);
  g_assert_cmpint (parsed - now, <, 60 * 1000);
}

static void
test_format_speed (void)
{
  g_test_timer_start ();
  for (guint i = 0; i < 1000000; i++)
    {
      g_autofree char *text = bureau_time_format (G_GINT64_CONSTANT (1795356309123) + i);
      g_assert_cmpint (text[23], ==, 'Z');
    }
  g_test_minimized_result (g_test_timer_elapsed () * 1000, "%.0f ns per time",
                           g_test_timer_last () * 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time/parse", test_parse);
  g_test_add_func ("/time/refused", test_refused);
  g_test_add_func ("/time/every-day", test_every_day);
  g_test_add_func ("/time/format-ends", test_format_ends);
  g_test_add_func ("/time/clocks", test_clocks);
  if (g_test_perf ())
    g_test_add_func ("/time/format-speed", test_format_speed);
  return g_test_run ();
}
