/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/live-turns.h"

#define SECOND G_USEC_PER_SEC

static void
expect (const BureauLiveTurns *turns, gint64 now, BureauLiveReading reading, guint wait)
{
  guint waits = 99;

  g_assert_cmpint (bureau_live_turns_next (turns, now, &waits), ==, reading);
  if (reading != BUREAU_LIVE_NOTHING)
    g_assert_cmpuint (waits, ==, wait);
}

/* One reading at a time; the first page waits for nothing. */
static void
test_first (void)
{
  BureauLiveTurns turns = { .is_stale = TRUE };

  expect (&turns, 10 * SECOND, BUREAU_LIVE_FIRST, 0);
  bureau_live_turns_begin (&turns, BUREAU_LIVE_FIRST, 10 * SECOND);
  g_assert_false (turns.is_stale);
  turns.is_stale = TRUE;
  expect (&turns, 10 * SECOND, BUREAU_LIVE_NOTHING, 0);
}

/* News come a few times a second, the next page at once. */
static void
test_news (void)
{
  BureauLiveTurns turns = { .is_loaded = TRUE, .read_at = 10 * SECOND };

  expect (&turns, 20 * SECOND, BUREAU_LIVE_NOTHING, 0);
  turns.is_stale = TRUE;
  expect (&turns, 10 * SECOND + SECOND / 10, BUREAU_LIVE_NEWS, 100);
  expect (&turns, 10 * SECOND + SECOND / 5, BUREAU_LIVE_NEWS, 0);
  turns.wants_more = TRUE;
  expect (&turns, 10 * SECOND, BUREAU_LIVE_MORE, 0);
  bureau_live_turns_begin (&turns, BUREAU_LIVE_MORE, 20 * SECOND);
  g_assert_true (turns.is_stale);
  g_assert_cmpint (turns.read_at, ==, 10 * SECOND);
}

/* What changes unheard is looked at more seldom. */
static void
test_unsettled (void)
{
  BureauLiveTurns turns = { .is_loaded = TRUE, .is_unsettled = TRUE, .read_at = 10 * SECOND };

  expect (&turns, 10 * SECOND + SECOND / 5, BUREAU_LIVE_NEWS, 800);
}

/* Asleep it keeps the count only, and stays as stale as it was. */
static void
test_asleep (void)
{
  BureauLiveTurns turns = { .is_loaded = TRUE, .is_asleep = TRUE, .is_stale = TRUE };

  expect (&turns, 10 * SECOND, BUREAU_LIVE_NOTHING, 0);
  turns.is_count_stale = TRUE;
  expect (&turns, 10 * SECOND, BUREAU_LIVE_COUNT, 0);
  bureau_live_turns_begin (&turns, BUREAU_LIVE_COUNT, 10 * SECOND);
  g_assert_true (turns.is_stale);
  g_assert_false (turns.is_count_stale);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/live-turns/first", test_first);
  g_test_add_func ("/desk/live-turns/news", test_news);
  g_test_add_func ("/desk/live-turns/unsettled", test_unsettled);
  g_test_add_func ("/desk/live-turns/asleep", test_asleep);
  return g_test_run ();
}
