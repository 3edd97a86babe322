/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void bureau_cost_rows_fill_limits (GtkListBox *list, JsonArray *limits);
void bureau_cost_rows_fill (GtkListBox *list, JsonArray *rows);

G_END_DECLS
