/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/bar-cell.h"

#include "widgets/table-text.h"

/**
 * bureau_bar_cell_new:
 *
 * Returns: (transfer floating): the cell, empty
 */
GtkWidget *
bureau_bar_cell_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *text = bureau_table_text_new (TRUE);

  /* The figure says it all; the bar only lets one compare. */
  gtk_box_append (GTK_BOX (box),
                  g_object_new (GTK_TYPE_PROGRESS_BAR, "hexpand", TRUE, "valign", GTK_ALIGN_CENTER,
                                "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  return box;
}

/**
 * bureau_bar_cell_set_widths:
 * @bar: in px
 * @figure: in px
 *
 * Where no column says how wide it is: else both have half of it.
 */
void
bureau_bar_cell_set_widths (GtkWidget *cell, int bar, int figure)
{
  GtkWidget *text = bureau_bar_cell_get_text (cell);

  gtk_box_set_homogeneous (GTK_BOX (cell), FALSE);
  gtk_widget_set_size_request (gtk_widget_get_first_child (cell), bar, -1);
  gtk_widget_set_hexpand (text, FALSE);
  gtk_widget_set_size_request (text, figure, -1);
}

/**
 * bureau_bar_cell_show:
 * @share: how long the bar is, 0…1
 */
void
bureau_bar_cell_show (GtkWidget *cell, double share, const char *text)
{
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (gtk_widget_get_first_child (cell)),
                                 CLAMP (share, 0, 1));
  bureau_table_text_show (GTK_INSCRIPTION (bureau_bar_cell_get_text (cell)), text);
}

/**
 * bureau_bar_cell_get_text:
 *
 * Returns: (transfer none): the inscription with its figure
 */
GtkWidget *
bureau_bar_cell_get_text (GtkWidget *cell)
{
  return gtk_widget_get_last_child (cell);
}
