/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "widgets/table-model.h"

G_BEGIN_DECLS

/**
 * BureauTableView:
 *
 * The records of a #BureauTableModel in columns. A click on a column's head sorts by it; its menu
 * says which columns are shown.
 *
 * Signal `opened (gint64 id)`: a person wants to see a record.
 */
#define BUREAU_TYPE_TABLE_VIEW (bureau_table_view_get_type ())
G_DECLARE_FINAL_TYPE (BureauTableView, bureau_table_view, BUREAU, TABLE_VIEW, AdwBin)

void bureau_table_view_set_model (BureauTableView *self, BureauTableModel *model);

G_END_DECLS
