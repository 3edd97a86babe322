/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "views/shown-view.h"

G_BEGIN_DECLS

/**
 * BureauOrigin:
 * @with: what stands before each of @parts: "" or WITH and what it names
 * @parts: statements that give the records as “origin_table” and “origin_id”, those of one row by
 *   the parameters :origin_key_0, … that stand for its columns
 * @is_partial: whether some of what was read cannot be told
 *
 * What the rows of a source were made of.
 */
typedef struct
{
  char *with;
  GPtrArray *parts;
  gboolean is_partial;
} BureauOrigin;

/* Whether a table gives records: whether it has an “id” that may be read. */
typedef gboolean (*BureauOriginHasRecords) (const char *table, gpointer data);

BureauOrigin *bureau_origin_parse (const char *sql, JsonArray *columns,
                                   BureauOriginHasRecords has_records,
                                   gpointer data) G_GNUC_WARN_UNUSED_RESULT;
void bureau_origin_free (BureauOrigin *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauOrigin, bureau_origin_free)

gboolean bureau_origin_adds_up (const char *sql);

DexFuture *bureau_origin_read (BureauMemory *memory, JsonObject *document, JsonObject *values,
                               BureauShownRows *rows, guint row) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
