/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/database.h"

G_BEGIN_DECLS

/* A statement under construction: columns, their values in order, and what has no column. */
typedef struct
{
  GString *columns;
  GPtrArray *values; /* JsonNode */
  JsonObject *meta;
  BureauStatement *known; /* reads the table */
  GPtrArray *names;       /* of the table's columns, as @known has them */
  JsonNode *currency;     /* of a money value, for the column `currency` */
} BureauRecordFields;

gboolean bureau_record_fields_init (BureauRecordFields *self, BureauDatabase *database,
                                    const char *collection, JsonObject *fields, GError **error);
void bureau_record_fields_clear (BureauRecordFields *self);
BureauStatement *bureau_record_prepare (BureauDatabase *database, const char *collection,
                                        GError **error);
gboolean bureau_record_is_own_column (const char *name);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BureauRecordFields, bureau_record_fields_clear)

G_END_DECLS
