/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"
#include "memory/table.h"

G_BEGIN_DECLS

/**
 * BureauTableAnswer:
 * @table: (nullable): the table, where it was opened
 * @entry: the newest entry of the journal that it knows, where it is about all rows
 * @ids: (nullable) (element-type gint64): rows
 * @texts: (nullable) (element-type GStrv): a text for each column of each of them, or %NULL where a
 *   row is gone
 * @changes: (nullable) (element-type BureauChange): what happened since; %NULL where it is so much
 *   that one better reads all
 * @others: whether records that stand in it by their titles changed
 *
 * What a reader found out for a #BureauTableModel.
 */
typedef struct
{
  BureauTable *table;
  gint64 entry;
  GArray *ids;
  GPtrArray *texts;
  GArray *changes;
  gboolean others;
} BureauTableAnswer;

#define BUREAU_TYPE_TABLE_ANSWER (bureau_table_answer_get_type ())
GType bureau_table_answer_get_type (void);

BureauTableAnswer *bureau_table_answer_ref (BureauTableAnswer *self);
void bureau_table_answer_unref (BureauTableAnswer *self);

DexFuture *bureau_table_read_open (BureauMemory *memory, JsonObject *document,
                                   guint n_rows) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_table_read_all (BureauMemory *memory, BureauTable *table,
                                  const char *column_or_null) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_table_read_rows (BureauMemory *memory, BureauTable *table,
                                   GArray *ids) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_table_read_changes (BureauMemory *memory, BureauTable *table,
                                      gint64 entry) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauTableAnswer, bureau_table_answer_unref)

G_END_DECLS
