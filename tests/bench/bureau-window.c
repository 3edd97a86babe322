/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bureau program itself, which also tells when Review first shows its rows; for
 * bench_window.py. */
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

int
main (int argc, char **argv)
{
  g_autoptr (BureauApplication) application = bureau_application_new ();

  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
