/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scroll.h"

#define STEP 40 /* pixels a frame */

static GtkWidget *
find_table (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_COLUMN_VIEW (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_table (child);
  return found;
}

/* Whether there is a table below @root to be scrolled; the first is taken. */
gboolean
scroll_find (Scroll *self, GtkWidget *root)
{
  GtkWidget *table = find_table (root);

  if (table == NULL)
    return FALSE;
  self->adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (table));
  return TRUE;
}

/* From the top. */
void
scroll_begin (Scroll *self, gboolean jumps)
{
  self->jumps = jumps;
  self->state = 1;
  gtk_adjustment_set_value (self->adjustment, 0);
}

void
scroll_move (gpointer data)
{
  Scroll *self = data;
  double last = gtk_adjustment_get_upper (self->adjustment)
                - gtk_adjustment_get_page_size (self->adjustment);
  double next = gtk_adjustment_get_value (self->adjustment) + STEP;

  self->state = self->state * 1664525 + 1013904223;
  if (self->jumps)
    next = last * self->state / (double)G_MAXUINT;
  gtk_adjustment_set_value (self->adjustment, next);
}
