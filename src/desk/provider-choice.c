/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/provider-choice.h"

#include <glib/gi18n.h>

void
bureau_provider_choice_clear (BureauProviderChoice *self)
{
  g_clear_pointer (&self->names, g_strfreev);
}

static void
add (GStrvBuilder *names, GtkStringList *list, const char *name, const char *title)
{
  g_strv_builder_add (names, name);
  gtk_string_list_append (list, title);
}

static GStrv
list_names (GtkStringList *list, JsonArray *providers, const char *nobody_or_null)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (nobody_or_null != NULL)
    add (names, list, "", nobody_or_null);
  add (names, list, "builtin", _ ("Rules on this computer"));
  for (guint i = 0; i < json_array_get_length (providers); i++)
    add (names, list, json_array_get_string_element (providers, i),
         json_array_get_string_element (providers, i));
  return g_strv_builder_end (names);
}

/* One that is not connected any more is still shown where it is asked for, as is what was written
 * otherwise than it can be chosen here. */
static guint
find_current (GStrv names, JsonArray *used, GtkStringList *list)
{
  gboolean is_one = json_array_get_length (used) == 1;
  const char *current = is_one ? json_array_get_string_element (used, 0) : NULL;

  for (guint i = 0; names[i] != NULL; i++)
    if (g_strcmp0 (names[i], current) == 0)
      return i;
  gtk_string_list_append (list, is_one ? current : _ ("Different ones"));
  return g_strv_length (names);
}

/**
 * bureau_provider_choice_show:
 * @providers: the names of those that are connected
 * @used: the names of those that answer now
 * @nobody_or_null: what is said where nobody is to answer; %NULL where somebody has to
 */
void
bureau_provider_choice_show (BureauProviderChoice *self, JsonArray *providers, JsonArray *used,
                             const char *nobody_or_null)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint selected;

  g_clear_pointer (&self->names, g_strfreev);
  self->names = list_names (list, providers, nobody_or_null);
  selected = find_current (self->names, used, list);
  self->is_busy = TRUE;
  adw_combo_row_set_model (self->row, G_LIST_MODEL (list));
  adw_combo_row_set_selected (self->row, selected);
  self->is_busy = FALSE;
}

/**
 * bureau_provider_choice_get:
 *
 * Returns: (nullable): the name that the person chose; %NULL while it changes by itself, or stands
 *   for what cannot be chosen
 */
const char *
bureau_provider_choice_get (BureauProviderChoice *self)
{
  guint selected = adw_combo_row_get_selected (self->row);

  if (self->is_busy || self->names == NULL || selected >= g_strv_length (self->names))
    return NULL;
  return self->names[selected];
}
