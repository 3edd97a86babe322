/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "frame-meter.h"

#include <adwaita.h>
#include <stdio.h>

#include "meter.h"
#include "thread-time.h"

/* What is noted of each frame, in milliseconds. */
typedef enum
{
  PAINT,     /* from before-paint to after-paint */
  PAINT_CPU, /* of that, the thread's own */
  WORK,      /* all that the thread did since the frame before */
  SPAN,      /* since the frame before */
  OWN_SPAN,  /* the same without what the thread waited for a core */
  N_NOTES,
} Note;

static const struct
{
  const char *what;
  double late; /* what is told to be too long */
} notes[N_NOTES] = {
  { "a frame", 16.7 },
  { "of it, CPU", 16.7 },
  { "CPU since the frame before", 16.7 },
  { "since the frame before", 33.4 },
  { "of it, with a core", 33.4 },
};

struct _FrameMeter
{
  GtkWidget *window; /* borrowed */
  GdkFrameClock *clock;
  GArray *times[N_NOTES]; /* of double */
  FrameMeterMove move;
  gpointer data;
  guint tick;
  gboolean is_first;
  gint64 began; /* monotonic microseconds */
  double cpu_began;
  gint64 ended;
  double cpu_ended;
  double queued_ended;
};

static double empty_p95[N_NOTES];

static void
add (FrameMeter *self, Note note, double time)
{
  g_array_append_val (self->times[note], time);
}

static void
before_paint_cb (FrameMeter *self)
{
  self->began = g_get_monotonic_time ();
  self->cpu_began = thread_time_worked ();
}

/* The first frame has none before it. */
static void
note_frame (FrameMeter *self, gint64 now, double cpu, double queued)
{
  double span = (double)(now - self->ended) / 1000;

  add (self, PAINT, (double)(now - self->began) / 1000);
  add (self, PAINT_CPU, cpu - self->cpu_began);
  if (self->is_first)
    return;
  add (self, WORK, cpu - self->cpu_ended);
  add (self, SPAN, span);
  add (self, OWN_SPAN, span - (queued - self->queued_ended));
}

static void
after_paint_cb (FrameMeter *self)
{
  gint64 now = g_get_monotonic_time ();
  double cpu = thread_time_worked (), queued = thread_time_queued ();

  if (self->tick != 0)
    note_frame (self, now, cpu, queued);
  self->is_first = FALSE;
  self->ended = now;
  self->cpu_ended = cpu;
  self->queued_ended = queued;
}

static gboolean
tick_cb (GtkWidget *window, GdkFrameClock *clock, gpointer data)
{
  FrameMeter *self = data;

  if (self->move != NULL)
    self->move (self->data);
  return G_SOURCE_CONTINUE;
}

/**
 * frame_meter_new:
 * @window: (not nullable): realized, and there for as long as the meter
 *
 * Returns: (transfer full): a meter that does not count yet
 */
FrameMeter *
frame_meter_new (GtkWidget *window)
{
  FrameMeter *self = g_new0 (FrameMeter, 1);

  self->window = window;
  self->clock = g_object_ref (gtk_widget_get_frame_clock (window));
  for (guint i = 0; i < N_NOTES; i++)
    self->times[i] = g_array_new (FALSE, FALSE, sizeof (double));
  g_signal_connect_swapped (self->clock, "before-paint", G_CALLBACK (before_paint_cb), self);
  g_signal_connect_swapped (self->clock, "after-paint", G_CALLBACK (after_paint_cb), self);
  return self;
}

static void
stop (FrameMeter *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (self->window, self->tick);
  self->tick = 0;
}

void
frame_meter_free (FrameMeter *self)
{
  stop (self);
  g_signal_handlers_disconnect_by_data (self->clock, self);
  g_clear_object (&self->clock);
  for (guint i = 0; i < N_NOTES; i++)
    g_clear_pointer (&self->times[i], g_array_unref);
  g_free (self);
}

/**
 * frame_meter_start:
 * @move: (nullable): called before each frame
 *
 * Counts from now on, until the report.
 */
void
frame_meter_start (FrameMeter *self, FrameMeterMove move, gpointer data)
{
  stop (self);
  for (guint i = 0; i < N_NOTES; i++)
    g_array_set_size (self->times[i], 0);
  self->move = move;
  self->data = data;
  self->is_first = TRUE;
  self->tick = gtk_widget_add_tick_callback (self->window, tick_cb, self, NULL);
}

guint
frame_meter_count (FrameMeter *self)
{
  return self->times[PAINT]->len;
}

void
frame_meter_run (FrameMeter *self, guint n, FrameMeterMove move, gpointer data)
{
  frame_meter_start (self, move, data);
  while (frame_meter_count (self) < n)
    g_main_context_iteration (NULL, TRUE);
}

static guint
count_late (GArray *times, double late)
{
  guint n = 0;

  for (guint i = 0; i < times->len; i++)
    n += g_array_index (times, double, i) > late;
  return n;
}

static void
report_note (FrameMeter *self, Note note)
{
  GArray *times = self->times[note];
  double p95 = meter_quantile (times, 0.95);
  guint n_late = count_late (times, notes[note].late);

  printf ("  %-27s p50 %6.2f  p95 %6.2f  worst %6.2f ms, %.1f %% over %.0f", notes[note].what,
          meter_quantile (times, 0.5), p95, meter_quantile (times, 1),
          n_late * 100.0 / MAX (times->len, 1), notes[note].late);
  if (empty_p95[note] > 0)
    printf (", p95 %.1f x empty", p95 / empty_p95[note]);
  printf ("\n");
}

/**
 * frame_meter_report:
 *
 * Prints what was counted, beside the empty window where that was measured, and stops counting.
 */
void
frame_meter_report (FrameMeter *self, const char *name)
{
  stop (self);
  printf ("%s: %u frames\n", name, frame_meter_count (self));
  for (guint i = 0; i < N_NOTES; i++)
    report_note (self, i);
  fflush (stdout);
}

static void
draw_cb (gpointer window)
{
  gtk_widget_queue_draw (window);
}

/**
 * frame_meter_measure_empty:
 * @n: so many frames
 *
 * Measures an empty window that is drawn anew all the time; what is reported later stands beside
 * it.
 */
void
frame_meter_measure_empty (guint n)
{
  GtkWidget *window = adw_window_new ();
  FrameMeter *self;

  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 800);
  adw_window_set_content (ADW_WINDOW (window), adw_bin_new ());
  gtk_window_present (GTK_WINDOW (window));
  self = frame_meter_new (window);
  frame_meter_run (self, n, draw_cb, window);
  frame_meter_report (self, "an empty window");
  for (guint i = 0; i < N_NOTES; i++)
    empty_p95[i] = meter_quantile (self->times[i], 0.95);
  frame_meter_free (self);
  gtk_window_destroy (GTK_WINDOW (window));
}
