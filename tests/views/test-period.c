/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/param.h"

typedef struct
{
  const char *period;
  const char *today;
  const char *first;
  const char *last_day;
  const char *before_first;
  const char *before_last_day;
} Case;

static const Case cases[] = {
  { "today", "2026-11-22", "2026-11-22", "2026-11-22", "2026-11-21", "2026-11-21" },
  { "yesterday", "2026-03-01", "2026-02-28", "2026-02-28", "2026-02-27", "2026-02-27" },
  { "this_week", "2026-11-22", "2026-11-16", "2026-11-22", "2026-11-09", "2026-11-15" },
  { "last_week", "2026-11-23", "2026-11-16", "2026-11-22", "2026-11-09", "2026-11-15" },
  { "this_month", "2024-02-10", "2024-02-01", "2024-02-29", "2024-01-01", "2024-01-31" },
  { "last_month", "2026-03-31", "2026-02-01", "2026-02-28", "2026-01-01", "2026-01-31" },
  { "this_quarter", "2026-11-22", "2026-10-01", "2026-12-31", "2026-07-01", "2026-09-30" },
  { "last_quarter", "2026-01-15", "2025-10-01", "2025-12-31", "2025-07-01", "2025-09-30" },
  { "this_year", "2026-11-22", "2026-01-01", "2026-12-31", "2025-01-01", "2025-12-31" },
  { "last_year", "2028-02-29", "2027-01-01", "2027-12-31", "2026-01-01", "2026-12-31" },
  { "last_7_days", "2026-11-22", "2026-11-16", "2026-11-22", "2026-11-09", "2026-11-15" },
  { "last_12_months", "2026-11-22", "2025-12-01", "2026-11-30", "2024-12-01", "2025-11-30" },
  { "next_7_days", "2026-12-28", "2026-12-28", "2027-01-03", "2026-12-21", "2026-12-27" },
};

static void
check_day (char *got, const char *day, const char *rest)
{
  g_autofree char *owned = got;
  g_autofree char *expected = g_strconcat (day, rest, NULL);

  g_assert_cmpstr (owned, ==, expected);
}

static void
test_case (gconstpointer data)
{
  const Case *it = data;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  char *before_first, *before_last;

  g_assert_true (bureau_view_period (it->period, it->today, &first, &last));
  g_assert_true (bureau_view_period_before (first, last, &before_first, &before_last));
  check_day (g_strdup (first), it->first, "");
  check_day (g_strdup (last), it->last_day, "T23:59:59.999Z");
  check_day (before_first, it->before_first, "");
  check_day (before_last, it->before_last_day, "T23:59:59.999Z");
}

static void
test_none (void)
{
  char *first, *last;

  g_assert_false (bureau_view_period ("all", "2026-11-22", &first, &last));
  g_assert_null (first);
  g_assert_null (last);
  g_assert_false (bureau_view_period_before ("2026-13-01", "2026-12-31", &first, &last));
  g_assert_false (bureau_view_period_before ("2026-12-02", "2026-12-01", &first, &last));
  g_assert_false (bureau_view_period_before (NULL, "", &first, &last));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/views/period/%02u-%s", (guint)i, cases[i].period);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/views/period/none", test_none);
  return g_test_run ();
}
