/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/many-records.h"

#include <sqlite3.h>

#define FILL                                                                                       \
  "PRAGMA synchronous = OFF; BEGIN;"                                                               \
  "DROP TRIGGER %1$s_search_insert; DROP TRIGGER %1$s_search_update;"                              \
  "DROP TRIGGER %1$s_search_delete;"                                                               \
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %2$u)"                \
  " INSERT INTO %1$s (id, created_at, updated_at, name, email, fee, currency)"                     \
  " SELECT i << 22, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z',"                       \
  " 'Client ' || i, 'client-' || i || '@example.org', (%2$u - i) * 100, 'EUR' FROM n;"             \
  "COMMIT"

void
many_records_fill (const char *path, const char *collection, guint n)
{
  g_autofree char *sql = g_strdup_printf (FILL, collection, n);
  sqlite3 *database = NULL;
  char *problem = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  sqlite3_exec (database, sql, NULL, NULL, &problem);
  g_assert_cmpstr (problem, ==, NULL);
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
}
