/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/guard-private.h"

#include "base/error.h"
#include "memory/sql-scan.h"

/* What is put into "SELECT (…) FROM t WHERE id = :id" must not get out of its brackets
 * nor hide the rest. */
static gboolean
check_expression (const char *expression, GError **error)
{
  BureauSqlToken token;
  int depth = 0;

  if (!BUREAU_WALL_STANDS (EXPRESSION))
    return TRUE;
  while (bureau_sql_next (&expression, &token))
    {
      if (token.kind == BUREAU_SQL_COMMENT)
        return bureau_guard_refuse (error, "An expression takes no comments; leave them out.");
      if (bureau_sql_token_is (&token, ";"))
        return bureau_guard_refuse (error,
                                    "An expression is not a statement; leave out the semicolon.");
      depth += bureau_sql_token_is (&token, "(") - bureau_sql_token_is (&token, ")");
      if (depth < 0)
        return bureau_guard_refuse (error, "The expression closes a bracket that it did not open.");
    }
  return depth == 0
         || bureau_guard_refuse (error, "The expression does not close a bracket that it opened.");
}

static const char *
table_of (const char *collection)
{
  return g_str_equal (collection, "message") ? "messages" : collection;
}

static sqlite3_stmt *
prepare (BureauGuard *self, const char *collection, const char *expression, GError **error)
{
  const char *name = table_of (collection);
  BureauExposed *exposed = bureau_guard_exposed_find (self, name);
  g_autofree char *table = NULL;
  g_autofree char *sql = NULL;
  sqlite3_stmt *statement;

  if (exposed == NULL && bureau_guard_exposed_refresh (self, NULL))
    exposed = bureau_guard_exposed_find (self, name);
  if (exposed == NULL)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND, "There is no collection %s.",
                   collection);
      return NULL;
    }
  if (!check_expression (expression, error))
    return NULL;
  table = bureau_sql_quote_name (exposed->name);
  sql = g_strdup_printf ("SELECT (\n%s\n) FROM %s WHERE id = :id", expression, table);
  statement = bureau_guard_prepare (self, sql, SQLITE_PREPARE_PERSISTENT, error);
  if (statement == NULL)
    return NULL;
  if (sqlite3_column_count (statement) == 1 && sqlite3_bind_parameter_index (statement, ":id") > 0)
    return statement;
  sqlite3_finalize (statement);
  bureau_guard_refuse (error, "An expression gives exactly one value of one record.");
  return NULL;
}

static gboolean
run (BureauGuard *self, sqlite3_stmt *statement, gint64 record, JsonObject *params,
     JsonNode **value, GError **error)
{
  gboolean is_row;

  if (!bureau_guard_bind (self, statement, record, params, error)
      || !bureau_guard_step (self, statement, sqlite3_sql (statement), &is_row, error))
    return FALSE;
  if (is_row)
    return bureau_guard_cell (statement, 0, value, error);
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
               "There is no record %" G_GINT64_FORMAT " any more.", record);
  return FALSE;
}

static JsonNode *
evaluate_once (BureauGuard *self, const char *collection, gint64 record, const char *expression,
               JsonObject *params, GError **error)
{
  JsonNode *value = NULL;
  sqlite3_stmt *statement = bureau_guard_statements_find (self, collection, expression);
  gboolean is_kept = statement != NULL;

  bureau_guard_walls_start (self, NULL);
  if (statement == NULL)
    {
      statement = prepare (self, collection, expression, error);
      is_kept = statement != NULL
                && bureau_guard_statements_keep (self, collection, expression, statement);
    }
  if (statement != NULL)
    run (self, statement, record, params, &value, error);
  bureau_guard_statements_release (statement, is_kept);
  bureau_guard_walls_end (self);
  return value;
}

/**
 * bureau_guard_evaluate:
 * @collection: a collection, or "message"
 * @expression: an SQL expression over the record's columns
 * @params: (nullable): values by name; those that the expression does not ask for are left alone
 *
 * One expression about one record: triggers' `where`, branch conditions, computed
 * values (design.md §3).
 *
 * Returns: (transfer full): the value, or %NULL: %BUREAU_ERROR_NOT_FOUND where there is no such
 * record or collection, else the errors of bureau_guard_query()
 */
JsonNode *
bureau_guard_evaluate (BureauGuard *self, const char *collection, gint64 record,
                       const char *expression, JsonObject *params, GError **error)
{
  g_autoptr (GError) first = NULL;
  JsonNode *value = evaluate_once (self, collection, record, expression, params, &first);

  if (value != NULL)
    return value;
  if (!self->is_stale)
    {
      g_propagate_error (error, g_steal_pointer (&first));
      return NULL;
    }
  g_hash_table_remove_all (self->statements);
  return bureau_guard_exposed_refresh (self, error)
             ? evaluate_once (self, collection, record, expression, params, error)
             : NULL;
}

static gboolean
check_parameters (sqlite3_stmt *statement, const char *const *params, GError **error)
{
  for (int i = 1; i <= sqlite3_bind_parameter_count (statement); i++)
    {
      const char *name = sqlite3_bind_parameter_name (statement, i) + 1;

      if (g_str_equal (name, "id") || bureau_guard_is_built_in (name)
          || (params != NULL && g_strv_contains (params, name)))
        continue;
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                   "The expression asks for the parameter :%s, which is not given here.", name);
      return FALSE;
    }
  return TRUE;
}

/**
 * bureau_guard_check_expression:
 * @params: (nullable): the names, without colon, that will be given
 *
 * Prepares @expression as bureau_guard_evaluate() would, without a record.
 *
 * Returns: %TRUE where it would be taken; %FALSE with @error set, in words for whoever wrote it
 */
gboolean
bureau_guard_check_expression (BureauGuard *self, const char *collection, const char *expression,
                               const char *const *params, GError **error)
{
  sqlite3_stmt *statement;
  gboolean ok;

  if (!bureau_guard_exposed_refresh (self, error))
    return FALSE;
  bureau_guard_walls_start (self, NULL);
  statement = prepare (self, collection, expression, error);
  bureau_guard_walls_end (self);
  ok = statement != NULL && check_parameters (statement, params, error);
  sqlite3_finalize (statement);
  return ok;
}
