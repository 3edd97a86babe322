/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "views/shown-view.h"

G_BEGIN_DECLS

/**
 * BureauOrigin:
 * @table: whose records are added up
 * @sql: gives the id of each as “origin_id”, and the keys
 * @keys: (array zero-terminated=1): columns that a row of the figures has, too
 *
 * What figures were made of.
 */
typedef struct
{
  char *table;
  char *sql;
  char **keys;
} BureauOrigin;

BureauOrigin *bureau_origin_parse (const char *sql, JsonArray *columns) G_GNUC_WARN_UNUSED_RESULT;
void bureau_origin_free (BureauOrigin *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauOrigin, bureau_origin_free)

DexFuture *bureau_origin_read (BureauMemory *memory, JsonObject *document, JsonObject *values,
                               BureauShownRows *rows, guint row) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
