/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/sql-scan.h"

G_BEGIN_DECLS

/* The parts of a statement, as they stand in it. */
typedef struct
{
  const char *list; /* behind SELECT and DISTINCT */
  const char *from;
  const char *end; /* of what WHERE says */
  GPtrArray *items;
  GArray *are_added_up; /* gboolean */
  gboolean is_grouped;
  gboolean is_strange;
} BureauOriginParts;

gboolean bureau_origin_is_word (const BureauSqlToken *token, const char *word);
gboolean bureau_origin_read_parts (BureauOriginParts *self, const char *sql);
gboolean bureau_origin_find_table (const char *from, char **table, char **alias);

G_END_DECLS
