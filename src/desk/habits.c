/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/habits.h"

/* An installation without its schema still opens. */
static GSettings *
make_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, BUREAU_APP_ID, TRUE);
  if (schema != NULL)
    return g_settings_new_full (schema, NULL, NULL);
  g_warning ("The settings schema %s is not installed; the window's size will not be kept",
             BUREAU_APP_ID);
  return NULL;
}

/**
 * bureau_habits_get:
 *
 * Returns: (transfer none) (nullable): the habits, the same each time; %NULL where the schema is
 *   not installed
 */
GSettings *
bureau_habits_get (void)
{
  static GSettings *habits;

  if (habits == NULL)
    habits = make_settings ();
  return habits;
}

/**
 * bureau_habits_keep_size:
 *
 * Gives a window the size that the last one had, and keeps what it is changed to.
 */
void
bureau_habits_keep_size (GtkWindow *window)
{
  GSettings *habits = bureau_habits_get ();

  if (habits == NULL)
    return;
  g_settings_bind (habits, "window-width", window, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (habits, "window-height", window, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (habits, "maximized", window, "maximized", G_SETTINGS_BIND_DEFAULT);
}
