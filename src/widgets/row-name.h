/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What a row in which something is written is called by a screen reader. */
void bureau_row_name_by_title (AdwPreferencesRow *row);
void bureau_row_name_entries (GtkWidget *parent);

G_END_DECLS
