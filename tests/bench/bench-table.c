/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-table [ROWS [FRAMES]]: how soon a table shows its first rows, and what a frame of it costs
 * while it is scrolled, while it jumps, and while it is scrolled beside 64 messages on their way
 * through the agents in the same process, with an empty window of the same run. Needs a display
 * (build-aux/with-display). */
#include <stdio.h>
#include <stdlib.h>

#include "feed.h"
#include "frame-meter.h"
#include "memory/collection.h"
#include "scroll.h"
#include "widgets/many-records.h"
#include "widgets/table-view.h"

#include "bureau-desk-resources.h"

#define FRAMES 300
#define IN_FLIGHT 64

static GtkWidget *
open_window (GtkWidget *content)
{
  GtkWidget *window = adw_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 800);
  adw_window_set_content (ADW_WINDOW (window), content);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/* From the call that makes the window to its first frame. */
static double
time_empty (void)
{
  gint64 began = g_get_monotonic_time ();
  GtkWidget *window = open_window (adw_bin_new ());
  FrameMeter *meter = frame_meter_new (window);
  double spent;

  frame_meter_run (meter, 1, NULL, NULL);
  spent = (double)(g_get_monotonic_time () - began) / 1000;
  frame_meter_free (meter);
  gtk_window_destroy (GTK_WINDOW (window));
  return spent;
}

static void
wait_until_complete (BureauTableModel *model)
{
  gboolean is_complete = FALSE;

  while (!is_complete)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (model, "is-complete", &is_complete, NULL);
    }
}

static void
measure (Scroll *self, FrameMeter *meter, guint n_frames, const char *name, gboolean jumps)
{
  scroll_begin (self, jumps);
  frame_meter_run (meter, n_frames, scroll_move, self);
  frame_meter_report (meter, name);
}

/* The same, while all that comes in goes through classifying, reading and answering. */
static void
measure_beside_agents (Scroll *self, FrameMeter *meter, guint n_frames, Bench *bench)
{
  Feed feed = { .bench = bench, .n_items = G_MAXINT, .n_in_flight = IN_FLIGHT };
  gint64 began;
  int before;

  bench_start (bench);
  feed_start (&feed);
  while (feed.n_out == 0)
    g_main_context_iteration (NULL, TRUE);
  before = feed.n_out;
  began = g_get_monotonic_time ();
  measure (self, meter, n_frames, "scrolling beside 64 agents", FALSE);
  printf ("%d drafts meanwhile, %.0f a second\n", feed.n_out - before,
          (feed.n_out - before) * 1e6 / (double)(g_get_monotonic_time () - began));
  feed_stop (&feed);
  bench_stop (bench);
}

static void
bench_table (Bench *agents, guint n_frames, double empty)
{
  g_autoptr (JsonObject) document = json_object_of (
      "{\"collection\":\"customers\",\"fields\":[{\"name\":\"name\",\"type\":\"company\"},"
      "{\"name\":\"email\",\"type\":\"email\"},{\"name\":\"fee\",\"type\":\"money\"},"
      "{\"name\":\"currency\",\"type\":\"text\"},{\"name\":\"created_at\",\"type\":\"datetime\"},"
      "{\"name\":\"updated_at\",\"type\":\"datetime\"}]}");
  gint64 began = g_get_monotonic_time ();
  GtkWidget *view = g_object_new (BUREAU_TYPE_TABLE_VIEW, NULL);
  g_autoptr (BureauTableModel) model = bureau_table_model_new (agents->workspace.memory, document);
  GtkWidget *window = open_window (view);
  FrameMeter *meter = frame_meter_new (window);
  Scroll scroll;
  double spent;

  bureau_table_view_set_model (BUREAU_TABLE_VIEW (view), model);
  while (g_list_model_get_n_items (G_LIST_MODEL (model)) == 0)
    g_main_context_iteration (NULL, TRUE);
  frame_meter_run (meter, 1, NULL, NULL);
  spent = (double)(g_get_monotonic_time () - began) / 1000;
  printf ("first rows of the table      %6.1f ms, an empty window %.1f ms: %.1f ms more\n", spent,
          empty, spent - empty);
  wait_until_complete (model);
  printf ("all %u rows known after %.1f ms\n", g_list_model_get_n_items (G_LIST_MODEL (model)),
          (double)(g_get_monotonic_time () - began) / 1000);
  frame_meter_run (meter, 1, NULL, NULL);
  frame_meter_report (meter, "the first frame with all of them");
  scroll_find (&scroll, view);
  measure (&scroll, meter, n_frames, "scrolling 40 px a frame", FALSE);
  measure (&scroll, meter, n_frames, "a random jump a frame", TRUE);
  measure_beside_agents (&scroll, meter, n_frames, agents);
  frame_meter_free (meter);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
define_customers (Bench *self)
{
  g_autoptr (JsonObject) customers = json_object_of (
      "{\"collection\":\"customers\",\"fields\":[{\"name\":\"name\",\"type\":\"company\"},"
      "{\"name\":\"email\",\"type\":\"email\"},{\"name\":\"fee\",\"type\":\"money\"},"
      "{\"name\":\"currency\",\"type\":\"text\"}]}");

  await_ok (bureau_collection_define (self->workspace.memory, &operator_cause, customers));
}

int
main (int argc, char **argv)
{
  guint n_rows = argc > 1 ? (guint)strtoul (argv[1], NULL, 10) : 1000000;
  guint n_frames = argc > 2 ? (guint)strtoul (argv[2], NULL, 10) : FRAMES;
  Bench bench = { 0 };
  double empty;

  dex_init ();
  if (!gtk_init_check ())
    return 77;
  adw_init ();
  bureau_desk_register_resource ();
  bench_set_up_lead_intake (&bench, NULL);
  define_customers (&bench);
  bureau_memory_close (bench.workspace.memory);
  many_records_fill (bench.workspace.path, "customers", n_rows);
  workspace_reopen (&bench.workspace, BUREAU_MEMORY_ENGINE);
  time_empty (); /* the first window of a process pays for fonts and the style */
  empty = time_empty ();
  frame_meter_measure_empty (n_frames);
  bench_table (&bench, n_frames, empty);
  bench_tear_down (&bench, NULL);
  return 0;
}
