/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/arrow-keys.h"

static void
move (GtkSingleSelection *selection, int by)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (selection));
  guint at = gtk_single_selection_get_selected (selection);

  if (n > 0)
    gtk_single_selection_set_selected (selection, (at + n + (guint)by) % n);
}

/**
 * bureau_arrow_keys_move:
 * @keyval: a key pressed in the field above a list
 *
 * The words stay in the field while the arrows move in what was found for them.
 *
 * Returns: %GDK_EVENT_STOP where the key was an arrow
 */
gboolean
bureau_arrow_keys_move (GtkSingleSelection *selection, guint keyval)
{
  if (keyval == GDK_KEY_Down)
    move (selection, 1);
  else if (keyval == GDK_KEY_Up)
    move (selection, -1);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}
