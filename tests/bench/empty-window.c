/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An empty libadwaita window: what any program of this kind costs, beside which ours is measured.
 */
#include <adwaita.h>

#include "first-frame.h"

static gboolean
is_useful (GtkWindow *window)
{
  return TRUE;
}

static void
activate_cb (GtkApplication *application, gpointer data)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *window = g_object_new (ADW_TYPE_APPLICATION_WINDOW, "application", application,
                                    "default-width", 1280, "default-height", 800, "content", view,
                                    NULL);

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  first_frame_watch (GTK_WINDOW (window), is_useful);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = adw_application_new ("app.bureau.Empty",
                                                                G_APPLICATION_NON_UNIQUE);

  g_signal_connect_object (application, "activate", G_CALLBACK (activate_cb), application, 0);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
