/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * BureauTableRow:
 *
 * One row of a #BureauTableModel: empty until its texts were read. It fills the cells that show it
 * itself, so that a thousand cells need no signal each; a row is shown in one table at a time.
 */
#define BUREAU_TYPE_TABLE_ROW (bureau_table_row_get_type ())
G_DECLARE_FINAL_TYPE (BureauTableRow, bureau_table_row, BUREAU, TABLE_ROW, GObject)

BureauTableRow *bureau_table_row_new (gint64 id, guint n_columns) G_GNUC_WARN_UNUSED_RESULT;
gint64 bureau_table_row_get_id (BureauTableRow *self);
const char *bureau_table_row_get_text (BureauTableRow *self, guint column);
void bureau_table_row_fill (BureauTableRow *self, char **texts);
void bureau_table_row_bind (BureauTableRow *self, guint column, GtkInscription *cell);
void bureau_table_row_unbind (BureauTableRow *self, guint column, GtkInscription *cell);

G_END_DECLS
