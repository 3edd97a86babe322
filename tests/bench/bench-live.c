/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-live [ROWS] [SECONDS]: ten sources of a view that are looked at while 200 records a second
 * are written: how long a refresh takes beside the bare statements in SQLite in the same run, how
 * often it happens, and the longest turn of the main loop. No display. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "live-view.h"
#include "meter.h"
#include "views/shown-view.h"
#include "widgets/many-records.h"

typedef struct
{
  Workspace workspace;
  LiveWriter writer;
  gint64 begun[LIVE_SOURCES]; /* of the reading under way; 0 where none is */
  GArray *refreshes;          /* double, ms */
  GArray *turns;              /* double, ms: what the main loop did between two waits */
  gint64 woken;
} Bench;

static Bench bench;

static double
since (gint64 begun)
{
  return (double)(g_get_monotonic_time () - begun) / 1000;
}

/* A turn ends where the loop waits again. */
static int
poll_cb (GPollFD *fds, guint n, int timeout)
{
  double turn = bench.woken != 0 ? since (bench.woken) : 0;
  int result;

  if (bench.woken != 0)
    g_array_append_val (bench.turns, turn);
  result = g_poll (fds, n, timeout);
  bench.woken = g_get_monotonic_time ();
  return result;
}

static void
changed_cb (BureauShownRows *rows, gboolean are_new, gpointer source)
{
  gint64 *begun = &bench.begun[GPOINTER_TO_UINT (source)];
  BureauShownState state = bureau_shown_rows_get_state (rows);
  double time;

  if (state == BUREAU_SHOWN_STALE && *begun == 0)
    *begun = g_get_monotonic_time ();
  if (state != BUREAU_SHOWN_READY || *begun == 0)
    return;
  time = since (*begun);
  g_array_append_val (bench.refreshes, time);
  *begun = 0;
}

static BureauShownView *
show (void)
{
  g_autoptr (JsonObject) document = live_document ();
  BureauShownView *view = bureau_shown_view_new (bench.workspace.memory, document, NULL);

  for (guint i = 0; i < LIVE_SOURCES; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i);
      BureauShownRows *rows = bureau_shown_view_get_rows (view, &(BureauShownWish){ .source = id });

      /* The source's number is no object. */
      g_signal_connect_data (rows, "changed", G_CALLBACK (changed_cb), GUINT_TO_POINTER (i), NULL,
                             G_CONNECT_DEFAULT);
      while (bureau_shown_rows_get_state (rows) != BUREAU_SHOWN_READY)
        g_main_context_iteration (NULL, TRUE);
    }
  return view;
}

static void
run_for (guint seconds)
{
  gint64 end = g_get_monotonic_time () + (gint64)seconds * G_USEC_PER_SEC;

  bench.writer.workspace = &bench.workspace;
  live_writer_start (&bench.writer);
  g_main_context_set_poll_func (NULL, poll_cb);
  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_main_context_set_poll_func (NULL, NULL);
  live_writer_stop (&bench.writer);
}

/* All ten, prepared anew as a click has them. */
static double
bare (void)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (bench.workspace.path, &handle), ==, SQLITE_OK);
  for (guint turn = 0; turn < 20; turn++)
    for (guint i = 0; i < LIVE_SOURCES; i++)
      {
        gint64 begun = g_get_monotonic_time ();
        sqlite3_stmt *statement = NULL;
        double time;

        g_assert_cmpint (sqlite3_prepare_v2 (handle, live_statements[i], -1, &statement, NULL), ==,
                         SQLITE_OK);
        while (sqlite3_step (statement) == SQLITE_ROW)
          ;
        sqlite3_finalize (statement);
        time = since (begun);
        g_array_append_val (times, time);
      }
  sqlite3_close (handle);
  return meter_quantile (times, 0.5);
}

int
main (int argc, char **argv)
{
  guint n = argc > 1 ? (guint)atoi (argv[1]) : 100 * 1000;
  guint seconds = argc > 2 ? (guint)atoi (argv[2]) : 5;
  BureauShownView *view;
  double floor;

  dex_init ();
  workspace_set_up (&bench.workspace, NULL);
  define_clients (&bench.workspace);
  bureau_memory_close (bench.workspace.memory);
  many_records_fill (bench.workspace.path, "clients", n);
  workspace_reopen (&bench.workspace, BUREAU_MEMORY_ENGINE);
  bench.refreshes = g_array_new (FALSE, FALSE, sizeof (double));
  bench.turns = g_array_new (FALSE, FALSE, sizeof (double));
  view = show ();
  floor = bare ();
  g_array_set_size (bench.refreshes, 0);
  run_for (seconds);
  g_assert_cmpuint (bench.refreshes->len, >, 0);
  printf ("%u rows, %d sources, %.0f records a second written\n", n, LIVE_SOURCES,
          (double)bench.writer.n_written / seconds);
  printf ("  each source was read %.1f times a second\n",
          (double)bench.refreshes->len / LIVE_SOURCES / seconds);
  printf ("  a refresh      p50 %8.2f  p95 %8.2f ms, bare %8.2f ms: %.2f times\n",
          meter_quantile (bench.refreshes, 0.5), meter_quantile (bench.refreshes, 0.95), floor,
          meter_quantile (bench.refreshes, 0.5) / floor);
  printf ("  a turn         p95 %8.2f  longest %8.2f ms\n", meter_quantile (bench.turns, 0.95),
          meter_quantile (bench.turns, 1));
  g_clear_object (&view);
  g_clear_pointer (&bench.refreshes, g_array_unref);
  g_clear_pointer (&bench.turns, g_array_unref);
  workspace_tear_down (&bench.workspace, NULL);
  return 0;
}
