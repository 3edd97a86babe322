/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/database.h"

G_BEGIN_DECLS

struct _BureauDatabase
{
  sqlite3 *handle;
  GHashTable *statements; /* SQL → BureauStatement */
  gpointer search_memory; /* see search-memory.c */
  GDestroyNotify search_memory_free;
};

struct _BureauStatement
{
  BureauDatabase *database;
  sqlite3_stmt *handle;
  gboolean kept; /* stands in the table; released, it is only reset */
  gboolean lent;
  int code; /* what the last step came to */
};

void bureau_statement_bind_list (BureauStatement *self, const char *types, va_list args,
                                 sqlite3_destructor_type keep);

G_END_DECLS
