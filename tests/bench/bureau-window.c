/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bureau program itself, which also tells when Review first shows its rows, for
 * bench_window.py; and, where BENCH_FRAMES is set to "AFTER LENGTH" in milliseconds, what its
 * frames cost from then on for so long, for bench_streams.py. */
#include <stdlib.h>

#include "application/application.h"
#include "desk/window.h"
#include "first-frame.h"
#include "frame-meter.h"

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

/* The window is closed with its agents still at work, which is no frame any more. */
static void
end_cb (gpointer data)
{
  FrameMeter *meter = data;

  frame_meter_report (meter, "the window");
  frame_meter_free (meter);
  bureau_application_quit (BUREAU_APPLICATION (g_application_get_default ()));
}

/* What the start takes is measured elsewhere. */
static void
begin_cb (gpointer length)
{
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());
  FrameMeter *meter = frame_meter_new (
      GTK_WIDGET (gtk_application_get_active_window (application)));

  frame_meter_start (meter, NULL, NULL);
  g_timeout_add_once (GPOINTER_TO_UINT (length), end_cb, meter);
}

static void
meter_frames (const char *given)
{
  g_auto (GStrv) times = g_strsplit (given, " ", 2);

  g_return_if_fail (g_strv_length (times) == 2);
  g_timeout_add_once ((guint)atoi (times[0]), begin_cb, GUINT_TO_POINTER (atoi (times[1])));
}

int
main (int argc, char **argv)
{
  g_autoptr (BureauApplication) application = bureau_application_new ();
  const char *frames = g_getenv ("BENCH_FRAMES");

  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
  if (frames != NULL)
    meter_frames (frames);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
