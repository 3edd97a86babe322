/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "first-frame.h"

#include <stdlib.h>
#include <time.h>

typedef struct
{
  GtkWindow *window; /* borrowed: its frame clock goes with it */
  FirstFrameFunc is_useful;
} Watch;

static double
cpu_milliseconds (void)
{
  struct timespec used;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &used);
  return (double)used.tv_sec * 1000 + (double)used.tv_nsec / 1e6;
}

static void
after_paint_cb (GdkFrameClock *clock, Watch *self)
{
  const char *began = g_getenv ("BENCH_BEGAN");

  if (!self->is_useful (self->window))
    return;
  g_print ("%.1f %.1f\n",
           (double)g_get_monotonic_time () / 1000 - (began != NULL ? strtod (began, NULL) : 0),
           cpu_milliseconds ());
  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, self);
}

static void
free_watch (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
realize_cb (GtkWidget *window, gpointer is_useful)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->window = GTK_WINDOW (window);
  watch->is_useful = (FirstFrameFunc)is_useful;
  g_signal_connect_data (gtk_widget_get_frame_clock (window), "after-paint",
                         G_CALLBACK (after_paint_cb), watch, free_watch, 0);
}

void
first_frame_watch (GtkWindow *window, FirstFrameFunc is_useful)
{
  g_signal_connect (window, "realize", G_CALLBACK (realize_cb), (gpointer)is_useful);
}
