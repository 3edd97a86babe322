/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"
#include "memory/table.h"
#include "widgets/table-read.h"
#include "widgets/table-row.h"

G_BEGIN_DECLS

/**
 * BureauTableRows:
 *
 * The rows of a table that somebody looks at. What stands in a row is read by its id when it is
 * asked for, off the main thread, and is there some milliseconds later. Rows that nobody looks at
 * any more are kept for a while, for scrolling back.
 *
 * Signal `answered` (#GError or %NULL): texts were read, or could not be.
 */
#define BUREAU_TYPE_TABLE_ROWS (bureau_table_rows_get_type ())
G_DECLARE_FINAL_TYPE (BureauTableRows, bureau_table_rows, BUREAU, TABLE_ROWS, GObject)

BureauTableRows *bureau_table_rows_new (BureauMemory *memory,
                                        BureauTable *table) G_GNUC_WARN_UNUSED_RESULT;
BureauTableRow *bureau_table_rows_dup (BureauTableRows *self, gint64 id) G_GNUC_WARN_UNUSED_RESULT;
void bureau_table_rows_take (BureauTableRows *self, BureauTableAnswer *answer);
void bureau_table_rows_read_again (BureauTableRows *self, gint64 id);
void bureau_table_rows_read_all_again (BureauTableRows *self);

G_END_DECLS
