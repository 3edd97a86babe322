/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/element.h"

G_BEGIN_DECLS

/**
 * BureauTableBulk:
 *
 * Rows of a table that a person chose to do something with all of them, and the bar that offers
 * what. At most %BUREAU_BULK_MOST are chosen at once.
 */
#define BUREAU_TYPE_TABLE_BULK (bureau_table_bulk_get_type ())
G_DECLARE_FINAL_TYPE (BureauTableBulk, bureau_table_bulk, BUREAU, TABLE_BULK, GObject)

BureauTableBulk *bureau_table_bulk_new (BureauElement *table) G_GNUC_WARN_UNUSED_RESULT;
GtkListItemFactory *
bureau_table_bulk_make_factory (BureauTableBulk *self) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *bureau_table_bulk_get_bar (BureauTableBulk *self);
void bureau_table_bulk_show (BureauTableBulk *self);
void bureau_table_bulk_fill (BureauTableBulk *self);

G_END_DECLS
