/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"
#include "memory/table.h"
#include "widgets/table-row.h"

G_BEGIN_DECLS

/**
 * BureauTableModel:
 *
 * The records of a collection as a list model of #BureauTableRow, with a selection of its own. It
 * keeps the id of each row, eight bytes, and so knows every row's place; what stands in a row is
 * read by its id when somebody looks at it, off the main thread, and is shown some milliseconds
 * later. It follows memory: what was added, changed or taken away elsewhere shows within a quarter
 * of a second. The selection is that of a record, wherever it moves.
 *
 * Properties: `is-loaded`, whether the first rows are there; `is-complete`, whether all are;
 * `problem`, why they cannot be read; `n-items`; `selected`, the id of the selected record or 0.
 */
#define BUREAU_TYPE_TABLE_MODEL (bureau_table_model_get_type ())
G_DECLARE_FINAL_TYPE (BureauTableModel, bureau_table_model, BUREAU, TABLE_MODEL, GObject)

BureauTableModel *bureau_table_model_new (BureauMemory *memory,
                                          JsonObject *document) G_GNUC_WARN_UNUSED_RESULT;
BureauTable *bureau_table_model_get_table (BureauTableModel *self);
void bureau_table_model_sort (BureauTableModel *self, const char *column_or_null,
                              gboolean is_descending);
gint64 bureau_table_model_get_id (BureauTableModel *self, guint position);
gboolean bureau_table_model_find (BureauTableModel *self, gint64 id, guint *position);
gint64 bureau_table_model_get_selected (BureauTableModel *self);
void bureau_table_model_select (BureauTableModel *self, gint64 id);

G_END_DECLS
