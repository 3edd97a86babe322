/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/progress.h"

static void
count_cb (BureauProgress *progress, guint *n)
{
  (*n)++;
}

static void
test_percent (void)
{
  g_autoptr (BureauProgress) progress = bureau_progress_new ();

  g_assert_cmpint (bureau_progress_get_percent (progress), ==, -1);
  bureau_progress_set (progress, 1, 3);
  g_assert_cmpint (bureau_progress_get_percent (progress), ==, 33);
  bureau_progress_set (progress, 5, 3);
  g_assert_cmpint (bureau_progress_get_percent (progress), ==, 100);
  bureau_progress_begin (progress, BUREAU_PHASE_CHECKING);
  g_assert_cmpint (bureau_progress_get_percent (progress), ==, -1);
}

/* What stands in a row says the same to whoever reads it. */
static void
test_row (void)
{
  g_autoptr (BureauProgress) progress = bureau_progress_new ();
  g_autoptr (BureauProgress) other = bureau_progress_new ();
  g_autofree char *text = NULL;
  BureauProgressState state;

  bureau_progress_begin (progress, BUREAU_PHASE_COPYING);
  bureau_progress_set (progress, 7, 9);
  bureau_progress_set_items (progress, 4);
  text = bureau_progress_print (progress);
  g_assert_true (bureau_progress_take (other, text));
  bureau_progress_get (other, &state);
  g_assert_cmpint (state.phase, ==, BUREAU_PHASE_COPYING);
  g_assert_cmpint (state.done, ==, 7);
  g_assert_cmpint (state.total, ==, 9);
  g_assert_cmpint (state.items, ==, 4);
  g_assert_false (bureau_progress_take (other, "{\"phase\":\"dancing\"}"));
  g_assert_false (bureau_progress_take (other, "no JSON"));
  g_assert_cmpint (bureau_progress_get_percent (other), ==, 77);
}

static gpointer
work_on (gpointer data)
{
  for (guint i = 0; i <= 1000; i++)
    bureau_progress_set (data, i, 1000);
  return NULL;
}

/* A thread that tells often does not keep the main context busy. */
static void
test_told_seldom (void)
{
  g_autoptr (BureauProgress) progress = bureau_progress_new ();
  guint n = 0;

  g_signal_connect (progress, "changed", G_CALLBACK (count_cb), &n);
  g_thread_join (g_thread_new ("work", work_on, progress));
  while (n == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n, ==, 1);
  g_assert_false (g_main_context_pending (NULL));
  g_assert_cmpint (bureau_progress_get_percent (progress), ==, 100);
}

#define N_TOLD 2000000

static gpointer
count_items (gpointer data)
{
  BureauProgressState state;

  for (gint64 i = 0; i <= N_TOLD; i++)
    {
      bureau_progress_set_items (data, i);
      bureau_progress_get (data, &state);
      g_assert_cmpint (state.items, ==, i);
    }
  return NULL;
}

/* Who tells one thing takes back nothing that another tells. */
static void
test_two_tell (void)
{
  g_autoptr (BureauProgress) progress = bureau_progress_new ();
  GThread *other = g_thread_new ("items", count_items, progress);
  BureauProgressState state;

  for (gint64 i = 0; i <= N_TOLD; i++)
    {
      bureau_progress_set (progress, i, N_TOLD);
      bureau_progress_get (progress, &state);
      g_assert_cmpint (state.done, ==, i);
    }
  g_thread_join (other);
  bureau_progress_get (progress, &state);
  g_assert_cmpint (state.items, ==, N_TOLD);
}

static void
test_cancel (void)
{
  g_autoptr (BureauProgress) progress = bureau_progress_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (bureau_progress_check (progress, &error));
  g_assert_true (bureau_progress_check (NULL, &error));
  g_assert_no_error (error);
  bureau_progress_cancel (progress);
  g_assert_false (bureau_progress_check (progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/progress/percent", test_percent);
  g_test_add_func ("/base/progress/row", test_row);
  g_test_add_func ("/base/progress/told-seldom", test_told_seldom);
  g_test_add_func ("/base/progress/two-tell", test_two_tell);
  g_test_add_func ("/base/progress/cancel", test_cancel);
  return g_test_run ();
}
