/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void bureau_fact_row_add (GtkListBox *list, const char *title, const char *value);
void bureau_fact_row_add_plain (GtkListBox *list, const char *title, const char *detail);

G_END_DECLS
