/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/row-name.h"

static void
name (AdwPreferencesRow *row)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (row), -1);
}

/**
 * bureau_row_name_by_title:
 * @row: one that has its title twice: an entry row has it small and large, and is named by both; in
 *   another it stands above the text that it names
 *
 * Lets the row be called by its title, once, from now on.
 */
void
bureau_row_name_by_title (AdwPreferencesRow *row)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  g_signal_connect_object (row, "notify::title", G_CALLBACK (name), row, 0);
  name (row);
}

/**
 * bureau_row_name_entries:
 *
 * Does so for the entry rows of a page or a group that was just made.
 */
void
bureau_row_name_entries (GtkWidget *parent)
{
  GtkWidget *child = gtk_widget_get_first_child (parent);

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (ADW_IS_ENTRY_ROW (child))
      bureau_row_name_by_title (ADW_PREFERENCES_ROW (child));
    else
      bureau_row_name_entries (child);
}
