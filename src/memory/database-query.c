/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole statements in one call: the values are the caller's, so they outlive the bindings. */
#include "base/error.h"
#include "memory/database-private.h"

static BureauStatement *
prepare_bound (BureauDatabase *self, GError **error, const char *sql, const char *types,
               va_list args)
{
  BureauStatement *statement = bureau_database_prepare (self, sql, error);

  if (statement != NULL)
    bureau_statement_bind_list (statement, types, args, SQLITE_STATIC);
  return statement;
}

/* The values that stand behind @types; only the function that takes them may begin their list. */
#define PREPARE_BOUND(statement)                                                                   \
  G_STMT_START                                                                                     \
  {                                                                                                \
    va_list values;                                                                                \
                                                                                                   \
    va_start (values, types);                                                                      \
    statement = prepare_bound (self, error, sql, types, values);                                   \
    va_end (values);                                                                               \
  }                                                                                                \
  G_STMT_END

/**
 * bureau_database_run:
 * @sql: one statement
 * @types: letters as for bureau_statement_bind(), then the values
 *
 * Runs a statement whose rows nobody wants.
 *
 * Returns: %FALSE with @error set where it failed
 */
gboolean
bureau_database_run (BureauDatabase *self, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (BureauStatement) statement = NULL;

  PREPARE_BOUND (statement);
  if (statement == NULL)
    return FALSE;
  while (bureau_statement_step (statement, error))
    ;
  return bureau_statement_is_done (statement);
}

/**
 * bureau_database_int:
 * @value: (out): the first column of the first row; untouched where there is no row or it is NULL
 *
 * Returns: %FALSE with @error set where it failed; no row is no failure
 */
gboolean
bureau_database_int (BureauDatabase *self, gint64 *value, GError **error, const char *sql,
                     const char *types, ...)
{
  g_autoptr (BureauStatement) statement = NULL;

  PREPARE_BOUND (statement);
  if (statement == NULL)
    return FALSE;
  if (!bureau_statement_step (statement, error))
    return bureau_statement_is_done (statement);
  if (!bureau_statement_is_null (statement, 0))
    *value = bureau_statement_int (statement, 0);
  return TRUE;
}

/**
 * bureau_database_text:
 *
 * Returns: (transfer full) (nullable): the first column of the first row; %NULL where there is
 * none, it is NULL, or with @error set where it failed
 */
char *
bureau_database_text (BureauDatabase *self, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (BureauStatement) statement = NULL;

  PREPARE_BOUND (statement);
  if (statement == NULL || !bureau_statement_step (statement, error))
    return NULL;
  return g_strdup (bureau_statement_text (statement, 0));
}

/**
 * bureau_database_rows:
 *
 * Returns: (transfer full) (element-type JsonObject): an object for each row, or
 * %NULL with @error set
 */
JsonArray *
bureau_database_rows (BureauDatabase *self, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (BureauStatement) statement = NULL;
  g_autoptr (JsonArray) rows = json_array_new ();

  PREPARE_BOUND (statement);
  if (statement == NULL)
    return NULL;
  while (bureau_statement_step (statement, error))
    json_array_add_object_element (rows, bureau_statement_object (statement));
  return bureau_statement_is_done (statement) ? g_steal_pointer (&rows) : NULL;
}

/**
 * bureau_database_row:
 *
 * Returns: (transfer full) (nullable): the first row as an object; %NULL where there is none, or
 * with @error set where it failed
 */
JsonObject *
bureau_database_row (BureauDatabase *self, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (BureauStatement) statement = NULL;

  PREPARE_BOUND (statement);
  if (statement == NULL || !bureau_statement_step (statement, error))
    return NULL;
  return bureau_statement_object (statement);
}

/**
 * bureau_database_find:
 * @missing: one sentence for whoever asked for a row that is not there
 * @sql: one SELECT
 * @types: letters as for bureau_statement_bind(), then the values
 *
 * As bureau_database_row(), for a row that has to be there.
 *
 * Errors: %BUREAU_ERROR_NOT_FOUND with @missing.
 *
 * Returns: (transfer full): the first row as an object, or %NULL with @error set
 */
JsonObject *
bureau_database_find (BureauDatabase *self, GError **error, const char *missing, const char *sql,
                      const char *types, ...)
{
  g_autoptr (BureauStatement) statement = NULL;

  PREPARE_BOUND (statement);
  if (statement == NULL)
    return NULL;
  if (bureau_statement_step (statement, error))
    return bureau_statement_object (statement);
  if (bureau_statement_is_done (statement))
    g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND, missing);
  return NULL;
}
