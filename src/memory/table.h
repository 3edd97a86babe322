/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/database.h"

G_BEGIN_DECLS

/**
 * BureauTableColumn:
 * @type: the type of the field
 * @currency: the value of a row that holds the code of an amount's currency, or -1
 * @order: SQL of what it is sorted by
 */
typedef struct
{
  char *name;
  char *title;
  char *type;
  int currency;
  char *order;
} BureauTableColumn;

/**
 * BureauTable:
 * @collection: a collection, or a readable view
 * @journal: what the items of the journal call it
 * @columns: (element-type BureauTableColumn): its fields
 * @others: (element-type utf8): collections whose records stand in it by their titles
 *
 * A collection as a table to be read by ids: which rows there are and in which order is one
 * question, what stands in a row another. Neither is asked by counting rows off. Never changes; may
 * be used by any thread.
 */
typedef struct
{
  char *collection;
  char *journal;
  GPtrArray *columns;
  GPtrArray *others;
  char *row_sql;
} BureauTable;

BureauTable *bureau_table_load (BureauDatabase *database, JsonObject *document,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
BureauTable *bureau_table_ref (BureauTable *self);
void bureau_table_unref (BureauTable *self);
GArray *bureau_table_read_newest (BureauDatabase *database, BureauTable *self, guint limit,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
GArray *bureau_table_read_order (BureauDatabase *database, BureauTable *self,
                                 const char *column_or_null,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
BureauStatement *bureau_table_find_row (BureauDatabase *database, BureauTable *self, gint64 id,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

char *bureau_table_title_field (JsonObject *document) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauTable, bureau_table_unref)

G_END_DECLS
