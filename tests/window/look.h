/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "explorer.h"

G_BEGIN_DECLS

gboolean look_at_size (GtkWidget *window, const char *place, int width);
void look_at_bounds (GtkWidget *window, const char *place, GtkWidget *shown);
void look_at_texts (const char *place, GtkWidget *shown);
void look_at_focus (GtkWidget *window, const char *place, GtkWidget *shown);
void look_say (const char *place, const char *kind, const char *format, ...) G_GNUC_PRINTF (3, 4);

G_END_DECLS
