/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The heads of a table's columns. */
void bureau_table_head_of_figures (GtkColumnView *columns, GtkColumnViewColumn *column);

G_END_DECLS
