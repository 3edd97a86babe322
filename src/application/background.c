/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "application/background.h"

#include <glib/gi18n.h>
#include <libportal/portal.h>

#include "desk/habits.h"

#define NOTIFICATION "background"

static gboolean is_on;

/**
 * bureau_background_is_wanted:
 *
 * Returns: whether the person asked for it
 */
gboolean
bureau_background_is_wanted (void)
{
  GSettings *habits = bureau_habits_get ();

  return habits != NULL && g_settings_get_boolean (habits, BUREAU_HABIT_BACKGROUND);
}

/* Outside a sandbox there is often no portal, and nobody ends a program without a window. */
static void
allowed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!xdp_portal_request_background_finish (XDP_PORTAL (source), result, &error) && error != NULL)
    g_debug ("The Background portal: %s", error->message);
  else
    xdp_portal_set_background_status (XDP_PORTAL (source), _ ("The agents go on"), NULL, NULL,
                                      NULL);
}

static void
ask_portal (void)
{
  g_autoptr (XdpPortal) portal = xdp_portal_new ();

  xdp_portal_request_background (portal, NULL, (char *)_ ("The agents keep reading and drafting."),
                                 NULL, XDP_BACKGROUND_FLAG_NONE, NULL, allowed_cb, NULL);
}

/**
 * bureau_background_begin:
 *
 * Says that the agents go on though the window is gone.
 */
void
bureau_background_begin (GApplication *application)
{
  g_autoptr (GNotification) notification = g_notification_new (
      _ ("Bureau keeps working in the background"));

  g_notification_set_body (notification,
                           _ ("The agents go on. Nothing leaves without your click."));
  g_notification_set_default_action (notification, "app.show");
  g_notification_add_button (notification, _ ("Open"), "app.show");
  g_notification_add_button (notification, _ ("Quit"), "app.quit");
  g_application_send_notification (application, NOTIFICATION, notification);
  if (!is_on)
    ask_portal ();
  is_on = TRUE;
}

/**
 * bureau_background_end:
 *
 * Takes the word back: there is a window again, or nothing works any more.
 */
void
bureau_background_end (GApplication *application)
{
  if (is_on)
    g_application_withdraw_notification (application, NOTIFICATION);
  is_on = FALSE;
}
