/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/error.h"
#include "memory/guard-private.h"
#include "memory/sql-scan.h"

static gboolean
is_blank (const char *sql)
{
  BureauSqlToken token;

  while (bureau_sql_next (&sql, &token))
    if (token.kind != BUREAU_SQL_COMMENT)
      return FALSE;
  return TRUE;
}

/* Readonly is said of ATTACH, BEGIN and PRAGMA too, columns come out of EXPLAIN: each wall stands
 * where another has its gap (reliability.md M10). */
static gboolean
check_statement (sqlite3_stmt *statement, const char *tail, GError **error)
{
  if (statement == NULL)
    return bureau_guard_refuse (error, "The query is empty; write a SELECT.");
  if (BUREAU_WALL_STANDS (TAIL) && !is_blank (tail))
    return bureau_guard_refuse (
        error, "Only one statement is open at a time; leave out what follows the first semicolon.");
  if (BUREAU_WALL_STANDS (EXPLAIN) && sqlite3_stmt_isexplain (statement))
    return bureau_guard_refuse (error,
                                "EXPLAIN is not open to queries; they only read, with SELECT.");
  if (BUREAU_WALL_STANDS (READONLY) && !sqlite3_stmt_readonly (statement))
    return bureau_guard_refuse (error,
                                "The statement would write; queries only read, with SELECT.");
  if (BUREAU_WALL_STANDS (COLUMNS) && sqlite3_column_count (statement) == 0)
    return bureau_guard_refuse (error,
                                "The statement gives no columns; queries only read, with SELECT.");
  return bureau_guard_parameters_check (statement, error);
}

static gboolean
check_text (const char *sql, GError **error)
{
  if (BUREAU_WALL_STANDS (LIMITS) && strlen (sql) > BUREAU_GUARD_MAX_SQL)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT,
                   "The query is longer than %d bytes; shorten it.", BUREAU_GUARD_MAX_SQL);
      return FALSE;
    }
  return g_utf8_validate (sql, -1, NULL)
         || bureau_guard_refuse (error, "The query is not valid UTF-8 text.");
}

static sqlite3_stmt *
prepare_once (BureauGuard *self, const char *sql, guint flags, GError **error)
{
  sqlite3_stmt *statement = NULL;
  const char *tail = NULL;

  if (sqlite3_prepare_v3 (self->handle, sql, -1, flags, &statement, &tail) != SQLITE_OK)
    {
      bureau_guard_take_error (self, sql, error);
      return NULL;
    }
  if (check_statement (statement, tail, error))
    return statement;
  sqlite3_finalize (statement);
  return NULL;
}

/**
 * bureau_guard_prepare:
 * @flags: of sqlite3_prepare_v3()
 *
 * Prepares one statement behind all the walls. Where it is refused and the schema has changed
 * since, it is tried once more with what is open now.
 *
 * Returns: (nullable): the statement, or %NULL with @error set
 */
sqlite3_stmt *
bureau_guard_prepare (BureauGuard *self, const char *sql, guint flags, GError **error)
{
  g_autoptr (GError) first = NULL;
  gint64 schema = self->known_schema;
  sqlite3_stmt *statement;

  if (!check_text (sql, error) || !bureau_guard_names_check (self, sql, error)
      || !bureau_guard_expansion_check (sql, error))
    return NULL;
  statement = prepare_once (self, sql, flags, &first);
  if (statement != NULL)
    return statement;
  if (self->is_late || self->is_large || !bureau_guard_exposed_refresh (self, NULL)
      || schema == self->known_schema)
    {
      g_propagate_error (error, g_steal_pointer (&first));
      return NULL;
    }
  g_clear_pointer (&self->denial, g_free);
  return prepare_once (self, sql, flags, error);
}

/**
 * bureau_guard_step:
 * @is_row: (out): whether there is a row
 *
 * One step. The authorizer still stands: where SQLite prepares anew by itself it is refused.
 */
gboolean
bureau_guard_step (BureauGuard *self, sqlite3_stmt *statement, const char *sql, gboolean *is_row,
                   GError **error)
{
  int status;

  self->is_stepping = TRUE;
  status = sqlite3_step (statement);
  self->is_stepping = FALSE;
  *is_row = status == SQLITE_ROW;
  if (status == SQLITE_ROW || status == SQLITE_DONE)
    return TRUE;
  if (self->is_stale)
    g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_CONFLICT,
                         "The tables changed meanwhile; try again.");
  else
    bureau_guard_take_error (self, sql, error);
  return FALSE;
}
