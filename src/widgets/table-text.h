/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What the columns of all tables have in common. */
GtkWidget *bureau_table_text_new (gboolean is_figure);
void bureau_table_text_show (GtkInscription *self, const char *text);
int bureau_table_text_width (gboolean is_narrow);

G_END_DECLS
