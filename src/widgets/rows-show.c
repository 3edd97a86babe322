/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/rows-show.h"

static gboolean
is_at_top (GtkWidget *list)
{
  GtkAdjustment *scroll = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));

  return scroll != NULL && gtk_adjustment_get_value (scroll) <= gtk_adjustment_get_lower (scroll);
}

static void
scroll_to_top (GtkWidget *list)
{
  if (GTK_IS_COLUMN_VIEW (list))
    gtk_column_view_scroll_to (GTK_COLUMN_VIEW (list), 0, NULL, GTK_LIST_SCROLL_NONE, NULL);
  else
    gtk_list_view_scroll_to (GTK_LIST_VIEW (list), 0, GTK_LIST_SCROLL_NONE, NULL);
}

/**
 * bureau_rows_show:
 * @list: a list or column view of @model
 * @rows: the rows as they read now
 *
 * GTK holds the rows that are seen in their place. Whoever looks at the beginning wants to see what
 * comes before it, though; unless the keyboard is in a row, which then stays.
 */
void
bureau_rows_show (GtkWidget *list, BureauRowsModel *model, BureauShownRows *rows)
{
  gboolean follows = is_at_top (list) && gtk_widget_get_focus_child (list) == NULL;

  bureau_rows_model_show (model, rows);
  if (follows && g_list_model_get_n_items (G_LIST_MODEL (model)) > 0)
    scroll_to_top (list);
}
