/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/element.h"

G_BEGIN_DECLS

/* How a person has a table: kept apart from the view, and there again when it is opened. */
void bureau_table_kept_set_width (BureauElement *table, GtkColumnViewColumn *column,
                                  gboolean is_narrow);
void bureau_table_kept_show_order (BureauElement *table, GtkColumnView *columns);

G_END_DECLS
