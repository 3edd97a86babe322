/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/table-head.h"

/* GTK has no property for it: a head is a button with a box, the title in it, then the arrow. */
static void
move_to_end (GtkWidget *head)
{
  GtkWidget *box = gtk_widget_get_first_child (head);

  if (!GTK_IS_BOX (box))
    return;
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_box_reorder_child_after (GTK_BOX (box), gtk_widget_get_last_child (box), NULL);
}

/* A column has a head also while it is hidden; they stand in the same order. */
static GtkWidget *
find_head (GtkColumnView *columns, GtkColumnViewColumn *column)
{
  GListModel *list = gtk_column_view_get_columns (columns);
  GtkWidget *head = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (columns)));

  for (guint i = 0; head != NULL; i++)
    {
      g_autoptr (GtkColumnViewColumn) other = g_list_model_get_item (list, i);

      if (other == column)
        return head;
      head = gtk_widget_get_next_sibling (head);
    }
  return NULL;
}

/**
 * bureau_table_head_of_figures:
 * @column: of @columns
 *
 * Has the column's head stand where its figures do.
 */
void
bureau_table_head_of_figures (GtkColumnView *columns, GtkColumnViewColumn *column)
{
  GtkWidget *head = find_head (columns, column);

  if (head != NULL)
    move_to_end (head);
}
