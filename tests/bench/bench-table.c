/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-table [ROWS [FRAMES]]: how soon a table shows its first rows, and what a frame of it costs
 * while it is scrolled, while it jumps, and while it is scrolled beside 64 messages on their way
 * through the agents in the same process, with an empty window of the same run. Needs a display
 * (build-aux/with-display). A frame's work is the time from before-paint to after-paint, and the
 * CPU of the window's thread in it; its wait is the time since the frame before, and what of that
 * the window's thread worked, or was ready to work while others had the cores. */
#include <stdio.h>
#include <stdlib.h>

#include "feed.h"
#include "memory/collection.h"
#include "thread-time.h"
#include "widgets/many-records.h"
#include "widgets/table-view.h"

#include "bureau-desk-resources.h"

#define FRAMES 300
#define STEP 40 /* pixels a frame */
#define IN_FLIGHT 64

typedef struct
{
  GArray *frames; /* double, in milliseconds */
  GArray *cpu;    /* the same */
  GArray *waits;  /* the same */
  GArray *works;  /* the same */
  GArray *queued; /* the same */
  gint64 began;
  double cpu_began;
  gint64 ended;
  double cpu_ended;
  double queued_ended;
  GtkAdjustment *adjustment;
  gboolean jumps;
  guint n_frames;
  guint state; /* of the random jumps: the same in every run */
} Frames;

static Frames
frames_new (guint n_frames)
{
  return (Frames){
    .frames = g_array_new (FALSE, FALSE, sizeof (double)),
    .cpu = g_array_new (FALSE, FALSE, sizeof (double)),
    .waits = g_array_new (FALSE, FALSE, sizeof (double)),
    .works = g_array_new (FALSE, FALSE, sizeof (double)),
    .queued = g_array_new (FALSE, FALSE, sizeof (double)),
    .n_frames = n_frames,
    .state = 1,
  };
}

static void
frames_clear (Frames *self)
{
  g_clear_pointer (&self->frames, g_array_unref);
  g_clear_pointer (&self->cpu, g_array_unref);
  g_clear_pointer (&self->waits, g_array_unref);
  g_clear_pointer (&self->works, g_array_unref);
  g_clear_pointer (&self->queued, g_array_unref);
}

static void
note_wait (Frames *self, gint64 now)
{
  double wait = (double)(now - self->ended) / 1000;
  double work = thread_time_worked () - self->cpu_ended;
  double queued = thread_time_queued () - self->queued_ended;

  g_array_append_val (self->waits, wait);
  g_array_append_val (self->works, work);
  g_array_append_val (self->queued, queued);
}

static void
before_paint_cb (Frames *self)
{
  self->began = g_get_monotonic_time ();
  self->cpu_began = thread_time_worked ();
}

static void
after_paint_cb (Frames *self)
{
  gint64 now = g_get_monotonic_time ();
  double spent = (double)(now - self->began) / 1000;
  double cpu = thread_time_worked () - self->cpu_began;

  g_array_append_val (self->frames, spent);
  g_array_append_val (self->cpu, cpu);
  if (self->frames->len > 1)
    note_wait (self, now);
  self->ended = now;
  self->cpu_ended = thread_time_worked ();
  self->queued_ended = thread_time_queued ();
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Frames *self = data;
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
report (const char *name, const char *what, GArray *times)
{
  if (times->len == 0)
    return;
  g_array_sort (times, compare);
  printf ("%-28s p50 %6.2f  p95 %6.2f  worst %6.2f ms %s\n", name,
          g_array_index (times, double, times->len / 2),
          g_array_index (times, double, times->len * 95 / 100),
          g_array_index (times, double, times->len - 1), what);
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
watch_frames (GtkWidget *window, Frames *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect_swapped (clock, "before-paint", G_CALLBACK (before_paint_cb), self);
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (after_paint_cb), self);
}

static void
run_frames (Frames *self, guint n)
{
  g_array_set_size (self->frames, 0);
  g_array_set_size (self->cpu, 0);
  g_array_set_size (self->waits, 0);
  g_array_set_size (self->works, 0);
  g_array_set_size (self->queued, 0);
  while (self->frames->len < n)
    g_main_context_iteration (NULL, TRUE);
}

/* From the call that makes the window to its first frame. */
static double
time_empty (void)
{
  Frames bench = frames_new (1);
  gint64 began = g_get_monotonic_time ();
  GtkWidget *window = open_window (adw_bin_new ());
  double spent;

  watch_frames (window, &bench);
  run_frames (&bench, 1);
  spent = (double)(g_get_monotonic_time () - began) / 1000;
  gtk_window_destroy (GTK_WINDOW (window));
  frames_clear (&bench);
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
measure (Frames *self, GtkWidget *window, const char *name, gboolean jumps)
{
  guint tick;

  self->jumps = jumps;
  gtk_adjustment_set_value (self->adjustment, 0);
  tick = gtk_widget_add_tick_callback (window, tick_cb, self, NULL);
  run_frames (self, self->n_frames);
  gtk_widget_remove_tick_callback (window, tick);
  report (name, "of work a frame", self->frames);
  report ("", "of CPU a frame", self->cpu);
  report ("", "between frames", self->waits);
  report ("", "of CPU between frames", self->works);
  report ("", "without a core between frames", self->queued);
}

/* The same, while all that comes in goes through classifying, reading and answering. */
static void
measure_beside_agents (Frames *self, GtkWidget *window, Bench *bench)
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
  measure (self, window, "scrolling beside 64 agents", FALSE);
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
  Frames bench = frames_new (n_frames);
  gint64 began = g_get_monotonic_time ();
  GtkWidget *view = g_object_new (BUREAU_TYPE_TABLE_VIEW, NULL);
  g_autoptr (BureauTableModel) model = bureau_table_model_new (agents->workspace.memory, document);
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
  measure_beside_agents (&bench, window, agents);
  gtk_window_destroy (GTK_WINDOW (window));
  frames_clear (&bench);
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
  bench_table (&bench, n_frames, empty);
  bench_tear_down (&bench, NULL);
  return 0;
}
