/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/recent.h"

#include <glib/gi18n.h>
#include <string.h>

#include "desk/habits.h"

#define KEY "recent-workspaces"
#define MOST 8

/**
 * bureau_recent_list:
 *
 * Returns: (transfer full): their files; some may be gone
 */
GStrv
bureau_recent_list (void)
{
  GSettings *habits = bureau_habits_get ();

  return habits != NULL ? g_settings_get_strv (habits, KEY) : g_new0 (char *, 1);
}

/**
 * bureau_recent_add:
 * @path: (type filename): a workspace that was just opened
 *
 * Puts it at the head of the list. A name that is no UTF-8 cannot be kept.
 */
void
bureau_recent_add (const char *path)
{
  GSettings *habits = bureau_habits_get ();
  g_auto (GStrv) before = bureau_recent_list ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) after = NULL;
  guint n = 1;

  if (habits == NULL || !g_utf8_validate (path, -1, NULL))
    return;
  g_strv_builder_add (builder, path);
  for (guint i = 0; before[i] != NULL && n < MOST; i++)
    if (!g_str_equal (before[i], path))
      {
        g_strv_builder_add (builder, before[i]);
        n++;
      }
  after = g_strv_builder_end (builder);
  g_settings_set_strv (habits, KEY, (const char *const *)after);
}

/**
 * bureau_recent_say_name:
 * @path: (nullable) (type filename): "/home/anna/florist.bureau"
 *
 * Returns: (transfer full): "florist"; empty where there is no file
 */
char *
bureau_recent_say_name (const char *path)
{
  g_autofree char *name = path != NULL ? g_path_get_basename (path) : g_strdup ("");

  if (g_str_has_suffix (name, ".bureau"))
    name[strlen (name) - strlen (".bureau")] = '\0';
  return g_filename_display_name (name);
}

/* A label of a menu reads "_" as its mnemonic. */
static char *
make_label (const char *path)
{
  g_autofree char *name = bureau_recent_say_name (path);
  g_auto (GStrv) parts = g_strsplit (name, "_", -1);

  return g_strjoinv ("__", parts);
}

static void
fill_menu (GMenu *menu)
{
  g_auto (GStrv) paths = bureau_recent_list ();

  g_menu_remove_all (menu);
  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *label = make_label (paths[i]);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "app.open-workspace", "s", paths[i]);
      g_menu_append_item (menu, item);
    }
}

/**
 * bureau_recent_get_menu:
 *
 * Returns: (transfer none): a menu of them, which follows the list
 */
GMenuModel *
bureau_recent_get_menu (void)
{
  static GMenu *menu;

  if (menu != NULL)
    return G_MENU_MODEL (menu);
  menu = g_menu_new ();
  fill_menu (menu);
  if (bureau_habits_get () != NULL)
    g_signal_connect_object (bureau_habits_get (), "changed::" KEY, G_CALLBACK (fill_menu), menu,
                             G_CONNECT_SWAPPED);
  return G_MENU_MODEL (menu);
}
