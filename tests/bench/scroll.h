/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A table that is scrolled a little, or jumps anywhere, before each frame. */
typedef struct
{
  GtkAdjustment *adjustment; /* borrowed */
  gboolean jumps;
  guint state; /* of the random jumps: the same in every run */
} Scroll;

gboolean scroll_find (Scroll *self, GtkWidget *root);
void scroll_begin (Scroll *self, gboolean jumps);
void scroll_move (gpointer self);

G_END_DECLS
