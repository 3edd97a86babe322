/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/table-head.h"

#define FIGURES "bureau-figures"

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

static gboolean
is_at_end (GtkWidget *head)
{
  GtkWidget *box = gtk_widget_get_first_child (head);

  return box != NULL && gtk_widget_get_halign (box) == GTK_ALIGN_END;
}

/* A column has a head while it is seen. */
static void
show_cb (GtkColumnView *columns)
{
  GListModel *list = gtk_column_view_get_columns (columns);
  GtkWidget *head = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (columns)));

  for (guint i = 0; i < g_list_model_get_n_items (list) && head != NULL; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (list, i);

      if (!gtk_column_view_column_get_visible (column))
        continue;
      if (g_object_get_data (G_OBJECT (column), FIGURES) != NULL && !is_at_end (head))
        move_to_end (head);
      head = gtk_widget_get_next_sibling (head);
    }
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
  g_object_set_data (G_OBJECT (column), FIGURES, GINT_TO_POINTER (TRUE));
  g_signal_connect_object (column, "notify::visible", G_CALLBACK (show_cb), columns,
                           G_CONNECT_SWAPPED);
  show_cb (columns);
}
