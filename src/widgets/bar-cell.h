/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A cell with a figure and a bar before it that tells how it stands beside the others. */
GtkWidget *bureau_bar_cell_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bureau_bar_cell_set_widths (GtkWidget *cell, int bar, int figure);
void bureau_bar_cell_show (GtkWidget *cell, double share, const char *text);
GtkWidget *bureau_bar_cell_get_text (GtkWidget *cell);

G_END_DECLS
