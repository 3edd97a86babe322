/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauViewQuery:
 * @source: the id of an entry of “data”
 * @values: (nullable): {"PARAM": value}, as bureau_view_params_bind() takes them; %NULL is what the
 *   view begins with
 * @sort: (nullable): a declared column, with - before it for the largest first
 * @limit: at most so many rows; 0 is the guard's limit
 * @offset: how many rows are passed over
 * @group: (nullable): a declared column; what is sorted is so within its values
 * @key: (nullable): the column that tells rows apart; those that a sort leaves alike are in its
 * order
 * @is_before: asks for the time before, where there is one
 * @x: (nullable): of a chart of single points: where they stand
 * @y: (nullable): what is drawn; of more rows than can be read those are read that stick out
 *
 * What is asked of one source of a view.
 */
typedef struct
{
  const char *source;
  JsonObject *values;
  const char *sort;
  const char *group;
  const char *key;
  guint limit;
  guint offset;
  gboolean is_before;
  const char *x;
  const char *y;
} BureauViewQuery;

JsonObject *bureau_view_query (BureauGuard *guard, JsonObject *document,
                               const BureauViewQuery *query, GError **error);
GArray *bureau_view_query_order (BureauGuard *guard, JsonObject *document,
                                 const BureauViewQuery *query, GError **error);
JsonObject *bureau_view_query_rows (BureauGuard *guard, JsonObject *document,
                                    const BureauViewQuery *query, GArray *ids, GError **error);
JsonArray *bureau_view_query_total (BureauGuard *guard, JsonObject *document,
                                    const BureauViewQuery *query, const char *column,
                                    GError **error);
DexFuture *bureau_view_read (BureauMemory *memory, JsonObject *document,
                             JsonObject *values) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
