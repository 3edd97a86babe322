/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-table [ROWS [FRAMES]]: how soon a table shows its first rows, and what a frame of it costs
 * while it is scrolled and while it jumps, beside an empty window of the same run. Needs a display
 * (build-aux/with-display). A frame's work is the time from before-paint to after-paint. */
#include <stdio.h>
#include <stdlib.h>

#include "memory/workspace-fixture.h"
#include "widgets/many-records.h"
#include "widgets/table-view.h"

#include "bureau-desk-resources.h"

#define FRAMES 300
#define STEP 40 /* pixels a frame */

typedef struct
{
  GArray *frames; /* double, in milliseconds */
  gint64 began;
  GtkAdjustment *adjustment;
  gboolean jumps;
  guint n_frames;
  guint state; /* of the random jumps: the same in every run */
} Bench;

static void
before_paint_cb (Bench *self)
{
  self->began = g_get_monotonic_time ();
}

static void
after_paint_cb (Bench *self)
{
  double spent = (double)(g_get_monotonic_time () - self->began) / 1000;

  g_array_append_val (self->frames, spent);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Bench *self = data;
  double last = gtk_adjustment_get_upper (self->adjustment)
                - gtk_adjustment_get_page_size (self->adjustment);
  double next = gtk_adjustment_get_value (self->adjustment) + STEP;

  self->state = self->state * 1664525 + 1013904223;
  if (self->jumps)
    next = last * self->state / (double)G_MAXUINT;
  gtk_adjustment_set_value (self->adjustment, next);
  return G_SOURCE_CONTINUE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double one = *(const double *)a;
  double other = *(const double *)b;

  return one < other ? -1 : one > other;
}

static void
report (const char *name, GArray *frames)
{
  g_array_sort (frames, compare);
  printf ("%-28s p50 %6.2f  p95 %6.2f  worst %6.2f ms of work a frame\n", name,
          g_array_index (frames, double, frames->len / 2),
          g_array_index (frames, double, frames->len * 95 / 100),
          g_array_index (frames, double, frames->len - 1));
}

static GtkWidget *
open_window (GtkWidget *content)
{
  GtkWidget *window = adw_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 800);
  adw_window_set_content (ADW_WINDOW (window), content);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
watch_frames (GtkWidget *window, Bench *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect_swapped (clock, "before-paint", G_CALLBACK (before_paint_cb), self);
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (after_paint_cb), self);
}

static void
run_frames (Bench *self, guint n)
{
  g_array_set_size (self->frames, 0);
  while (self->frames->len < n)
    g_main_context_iteration (NULL, TRUE);
}

/* From the call that makes the window to its first frame. */
static double
time_empty (void)
{
  Bench bench = { .frames = g_array_new (FALSE, FALSE, sizeof (double)) };
  gint64 began = g_get_monotonic_time ();
  GtkWidget *window = open_window (adw_bin_new ());
  double spent;

  watch_frames (window, &bench);
  run_frames (&bench, 1);
  spent = (double)(g_get_monotonic_time () - began) / 1000;
  gtk_window_destroy (GTK_WINDOW (window));
  g_clear_pointer (&bench.frames, g_array_unref);
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
measure (Bench *self, GtkWidget *window, const char *name, gboolean jumps)
{
  guint tick;

  self->jumps = jumps;
  gtk_adjustment_set_value (self->adjustment, 0);
  tick = gtk_widget_add_tick_callback (window, tick_cb, self, NULL);
  run_frames (self, self->n_frames);
  gtk_widget_remove_tick_callback (window, tick);
  report (name, self->frames);
}

static void
bench_table (Workspace *workspace, guint n_frames, double empty)
{
  g_autoptr (JsonObject) document = json_object_of (
      "{\"collection\":\"clients\",\"fields\":[{\"name\":\"name\",\"type\":\"company\"},"
      "{\"name\":\"email\",\"type\":\"email\"},{\"name\":\"fee\",\"type\":\"money\"},"
      "{\"name\":\"currency\",\"type\":\"text\"},{\"name\":\"created_at\",\"type\":\"datetime\"},"
      "{\"name\":\"updated_at\",\"type\":\"datetime\"}]}");
  Bench bench
      = { .frames = g_array_new (FALSE, FALSE, sizeof (double)), .n_frames = n_frames, .state = 1 };
  gint64 began = g_get_monotonic_time ();
  GtkWidget *view = g_object_new (BUREAU_TYPE_TABLE_VIEW, NULL);
  g_autoptr (BureauTableModel) model = bureau_table_model_new (workspace->memory, document);
  GtkWidget *window = open_window (view);
  double spent;

  bureau_table_view_set_model (BUREAU_TABLE_VIEW (view), model);
  watch_frames (window, &bench);
  while (g_list_model_get_n_items (G_LIST_MODEL (model)) == 0)
    g_main_context_iteration (NULL, TRUE);
  run_frames (&bench, 1);
  spent = (double)(g_get_monotonic_time () - began) / 1000;
  printf ("first rows of the table      %6.1f ms, an empty window %.1f ms: %.1f ms more\n", spent,
          empty, spent - empty);
  wait_until_complete (model);
  printf ("all %u rows known after %.1f ms\n", g_list_model_get_n_items (G_LIST_MODEL (model)),
          (double)(g_get_monotonic_time () - began) / 1000);
  bench.adjustment = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (adw_bin_get_child (ADW_BIN (view))));
  measure (&bench, window, "scrolling 40 px a frame", FALSE);
  measure (&bench, window, "a random jump a frame", TRUE);
  gtk_window_destroy (GTK_WINDOW (window));
  g_clear_pointer (&bench.frames, g_array_unref);
}

int
main (int argc, char **argv)
{
  guint n_rows = argc > 1 ? (guint)strtoul (argv[1], NULL, 10) : 1000000;
  guint n_frames = argc > 2 ? (guint)strtoul (argv[2], NULL, 10) : FRAMES;
  Workspace workspace;
  double empty;

  dex_init ();
  if (!gtk_init_check ())
    return 77;
  adw_init ();
  bureau_desk_register_resource ();
  workspace_set_up (&workspace, NULL);
  define_clients (&workspace);
  bureau_memory_close (workspace.memory);
  many_records_fill (workspace.path, n_rows);
  workspace_reopen (&workspace, BUREAU_MEMORY_ENGINE);
  time_empty (); /* the first window of a process pays for fonts and the style */
  empty = time_empty ();
  bench_table (&workspace, n_frames, empty);
  workspace_tear_down (&workspace, NULL);
  return 0;
}
