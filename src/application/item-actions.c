/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "application/item-actions.h"

#include "application/holding.h"
#include "desk/window.h"

static GtkWindow *
find_window (GtkApplication *application, const char *path)
{
  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    {
      g_autofree char *workspace = NULL;

      if (!BUREAU_IS_WINDOW (l->data))
        continue;
      g_object_get (l->data, "workspace", &workspace, NULL);
      if (g_strcmp0 (workspace, path) == 0)
        return l->data;
    }
  return NULL;
}

static void
show_item_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *path;
  gint64 id;
  GtkWindow *window;

  g_variant_get (parameter, "(&sx)", &path, &id);
  g_action_group_activate_action (G_ACTION_GROUP (data), "open-workspace",
                                  g_variant_new_string (path));
  window = find_window (data, path);
  if (window != NULL && id != 0)
    g_action_group_activate_action (G_ACTION_GROUP (window), "open", g_variant_new_int64 (id));
  else if (window != NULL)
    bureau_window_show_page (BUREAU_WINDOW (window), "review");
}

/* Where somebody can see the window, it says so and offers to take it back. */
static void
hold_item_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *path;
  gint64 id;
  GtkWindow *window;

  g_variant_get (parameter, "(&sx)", &path, &id);
  window = find_window (data, path);
  if (window != NULL && gtk_widget_get_visible (GTK_WIDGET (window)))
    g_action_group_activate_action (G_ACTION_GROUP (window), "hold", g_variant_new_int64 (id));
  else
    bureau_holding_snooze (data, path, id);
}

static const GActionEntry actions[] = {
  { .name = "show-item", .activate = show_item_cb, .parameter_type = "(sx)" },
  { .name = "hold-item", .activate = hold_item_cb, .parameter_type = "(sx)" },
};

/**
 * bureau_item_actions_add:
 * @application: has the action `open-workspace`
 */
void
bureau_item_actions_add (GtkApplication *application)
{
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
}
