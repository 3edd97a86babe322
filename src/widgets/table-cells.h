/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/element.h"

G_BEGIN_DECLS

/**
 * BureauTableCells:
 *
 * The cells of a table in a view that are on the screen. Each shows what stands in its row, and
 * shows it anew when that was read later or differently.
 */
#define BUREAU_TYPE_TABLE_CELLS (bureau_table_cells_get_type ())
G_DECLARE_FINAL_TYPE (BureauTableCells, bureau_table_cells, BUREAU, TABLE_CELLS, GObject)

BureauTableCells *bureau_table_cells_new (BureauElement *table) G_GNUC_WARN_UNUSED_RESULT;
GtkListItemFactory *bureau_table_cells_make_factory (BureauTableCells *self, JsonObject *shape,
                                                     gboolean is_figure) G_GNUC_WARN_UNUSED_RESULT;
void bureau_table_cells_show (BureauTableCells *self, GHashTable *ids);

G_END_DECLS
