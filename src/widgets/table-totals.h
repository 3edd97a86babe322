/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/element.h"

G_BEGIN_DECLS

void bureau_table_totals_show (GtkLabel *totals, BureauElement *table, BureauShownRows *rows);
void bureau_table_totals_read (BureauElement *table, BureauShownRows *rows);

G_END_DECLS
