/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/table-kept.h"

#include "widgets/table-text.h"

static BureauViewTweaks *
get_tweaks (BureauElement *table)
{
  return bureau_shown_view_get_tweaks (bureau_element_get_view (table));
}

static void
resized_cb (BureauElement *table, GParamSpec *pspec, GtkColumnViewColumn *column)
{
  bureau_view_tweaks_set_width (get_tweaks (table), bureau_element_get_text (table, "id"),
                                gtk_column_view_column_get_id (column),
                                gtk_column_view_column_get_fixed_width (column));
}

/**
 * bureau_table_kept_set_width:
 * @is_narrow: whether its values are short
 *
 * Makes a column as wide as a person made it, or as its values want it.
 */
void
bureau_table_kept_set_width (BureauElement *table, GtkColumnViewColumn *column, gboolean is_narrow)
{
  int width = bureau_view_tweaks_get_width (get_tweaks (table),
                                            bureau_element_get_text (table, "id"),
                                            gtk_column_view_column_get_id (column));

  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_fixed_width (column,
                                          width > 0 ? width : bureau_table_text_width (is_narrow));
  g_signal_connect_object (column, "notify::fixed-width", G_CALLBACK (resized_cb), table,
                           G_CONNECT_SWAPPED);
}

/**
 * bureau_table_kept_show_order:
 *
 * Has the heads show the order that was kept; the rows are read in it already.
 */
void
bureau_table_kept_show_order (BureauElement *table, GtkColumnView *columns)
{
  const char *sort = bureau_view_tweaks_get_sort (get_tweaks (table),
                                                  bureau_element_get_text (table, "id"));
  GListModel *list = gtk_column_view_get_columns (columns);

  for (guint i = 0; sort != NULL && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (list, i);
      gboolean is_descending = *sort == '-';

      if (g_strcmp0 (gtk_column_view_column_get_id (column), sort + is_descending) == 0)
        gtk_column_view_sort_by_column (columns, column,
                                        is_descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
    }
}
