/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bureau program itself, which also tells when Review first shows its rows, for
 * bench_window.py; and, where BENCH_TURNS is set, at its end how long the turns of its main loop
 * were, for bench_streams.py: a frame cannot come before the turn is over. */
#include <stdlib.h>

#include "application/application.h"
#include "desk/window.h"
#include "first-frame.h"

/* Whether a list below @widget has a row on the screen. */
static gboolean
shows_rows (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LIST_VIEW (widget))
    return child != NULL && gtk_widget_get_mapped (child);
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (shows_rows (child))
      return TRUE;
  return FALSE;
}

static gboolean
is_useful (GtkWindow *window)
{
  GtkWidget *page = bureau_window_get_visible_page (BUREAU_WINDOW (window));

  return page != NULL && shows_rows (page);
}

static void
window_added_cb (GtkApplication *application, GtkWindow *window)
{
  first_frame_watch (window, is_useful);
}

/* Turns of the main loop, in microseconds. */
static GArray *turns;
static gint64 turn_began;

static int
poll_cb (GPollFD *fds, guint n_fds, int timeout)
{
  gint64 took = g_get_monotonic_time () - turn_began;
  int n;

  if (turn_began != 0)
    g_array_append_val (turns, took);
  n = g_poll (fds, n_fds, timeout);
  turn_began = g_get_monotonic_time ();
  return n;
}

static int
compare (const void *a, const void *b)
{
  gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;

  return (x > y) - (x < y);
}

static void
tell_turns (void)
{
  guint n_late = 0;

  qsort (turns->data, turns->len, sizeof (gint64), compare);
  for (guint i = 0; i < turns->len; i++)
    n_late += g_array_index (turns, gint64, i) > 16667;
  g_print ("turns %u p50 %.2f p99 %.2f longest %.2f ms, %u longer than a frame\n", turns->len,
           (double)g_array_index (turns, gint64, turns->len / 2) / 1000,
           (double)g_array_index (turns, gint64, turns->len * 99 / 100) / 1000,
           (double)g_array_index (turns, gint64, turns->len - 1) / 1000, n_late);
}

/* What the start takes is measured elsewhere. */
static void
begin_cb (gpointer data)
{
  g_array_set_size (turns, 0);
}

int
main (int argc, char **argv)
{
  g_autoptr (BureauApplication) application = bureau_application_new ();
  const char *after = g_getenv ("BENCH_TURNS");
  int status;

  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
  if (after != NULL)
    {
      turns = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_main_context_set_poll_func (NULL, poll_cb);
      g_timeout_add_once ((guint)atoi (after), begin_cb, NULL);
    }
  status = g_application_run (G_APPLICATION (application), argc, argv);
  if (after != NULL && turns->len > 0)
    tell_turns ();
  return status;
}
