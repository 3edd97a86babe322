/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "application/application-actions.h"

#include <glib/gi18n.h>

#include "application/item-actions.h"
#include "desk/chooser.h"
#include "desk/commands.h"
#include "desk/toast.h"

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (data));

  adw_show_about_dialog (GTK_WIDGET (window), "application-name", "Bureau", "application-icon",
                         BUREAU_APP_ID, "version", BUREAU_VERSION, "developer-name",
                         _ ("The Bureau engineers"), "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _ ("Answer mail with what your business knows"), NULL);
}

static void
new_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  bureau_application_open (data, NULL);
}

static DexFuture *
chosen_cb (DexFuture *future, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = dex_await_string (dex_ref (future), &error);
  GtkWindow *window = gtk_application_get_active_window (data);

  if (path != NULL)
    bureau_application_open (data, path);
  else if (window != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    bureau_toast_say (GTK_WIDGET (window), error->message);
  return NULL;
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (data);

  if (window != NULL)
    dex_future_disown (
        dex_future_finally (bureau_chooser_choose (GTK_WIDGET (window), BUREAU_CHOOSER_WORKSPACE),
                            chosen_cb, g_object_ref (data), g_object_unref));
}

static void
open_workspace_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  bureau_application_open (data, g_variant_get_string (parameter, NULL));
}

/* What a notification opens: the window, whichever it was. */
static void
show_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_application_activate (data);
}

static void
restore_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *workspace, *snapshot;

  g_variant_get (parameter, "(&s&s)", &workspace, &snapshot);
  bureau_application_restore (data, workspace, snapshot);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  bureau_application_quit (data);
}

static const GActionEntry actions[] = {
  { .name = "about", .activate = about_cb },
  { .name = "new", .activate = new_cb },
  { .name = "open", .activate = open_cb },
  { .name = "open-workspace", .activate = open_workspace_cb, .parameter_type = "s" },
  { .name = "quit", .activate = quit_cb },
  { .name = "restore", .activate = restore_cb, .parameter_type = "(ss)" },
  { .name = "show", .activate = show_cb },
};

/**
 * bureau_application_actions_add:
 *
 * Adds them, with the keys that start them.
 */
void
bureau_application_actions_add (BureauApplication *application)
{
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  bureau_item_actions_add (GTK_APPLICATION (application));
  bureau_commands_add_shortcuts (GTK_APPLICATION (application));
}
