/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/guard-private.h"

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"

#include <math.h>

static JsonNode *
text_node (sqlite3_stmt *statement, int column)
{
  const char *text = (const char *)sqlite3_column_text (statement, column);
  int length = sqlite3_column_bytes (statement, column);
  JsonNode *node = json_node_new (JSON_NODE_VALUE);
  g_autofree char *valid = NULL;

  if (!g_utf8_validate_len (text, length, NULL))
    text = valid = bureau_text_to_utf8 (text, length);
  json_node_set_string (node, text);
  return node;
}

/* JSON knows no infinity. */
static JsonNode *
double_node (double value)
{
  JsonNode *node;

  if (!isfinite (value))
    return json_node_new (JSON_NODE_NULL);
  node = json_node_new (JSON_NODE_VALUE);
  json_node_set_double (node, value);
  return node;
}

/**
 * bureau_guard_cell:
 * @value: (out) (transfer full): the value as JSON; an integer beyond ±2^53 is a string
 *
 * Bytes never leave through the guard.
 */
gboolean
bureau_guard_cell (sqlite3_stmt *statement, int column, JsonNode **value, GError **error)
{
  switch (sqlite3_column_type (statement, column))
    {
    case SQLITE_INTEGER:
      *value = bureau_json_node_for_int (sqlite3_column_int64 (statement, column));
      return TRUE;
    case SQLITE_FLOAT:
      *value = double_node (sqlite3_column_double (statement, column));
      return TRUE;
    case SQLITE_TEXT:
      *value = text_node (statement, column);
      return TRUE;
    case SQLITE_NULL:
      *value = json_node_new (JSON_NODE_NULL);
      return TRUE;
    default:
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
                   "The column %s holds bytes; queries give text and numbers only.",
                   sqlite3_column_name (statement, column));
      return FALSE;
    }
}

static JsonArray *
read_columns (sqlite3_stmt *statement)
{
  JsonArray *columns = json_array_new ();

  for (int i = 0; i < sqlite3_column_count (statement); i++)
    json_array_add_string_element (columns, sqlite3_column_name (statement, i));
  return columns;
}

/**
 * bureau_guard_row:
 * @first: the columns before it are left out
 * @bytes: (inout): grows by what the row takes
 *
 * Returns: (transfer full): the row that a statement stands on, or %NULL with @error set
 */
JsonArray *
bureau_guard_row (sqlite3_stmt *statement, int first, gsize *bytes, GError **error)
{
  int n_columns = sqlite3_column_count (statement);
  g_autoptr (JsonArray) row = json_array_sized_new (n_columns - first);

  for (int i = first; i < n_columns; i++)
    {
      JsonNode *value = NULL;

      if (!bureau_guard_cell (statement, i, &value, error))
        return NULL;
      json_array_add_element (row, value);
      *bytes += sizeof (JsonNode *) + sqlite3_column_bytes (statement, i);
    }
  return g_steal_pointer (&row);
}

static guint
row_limit (const BureauGuardLimits *limits)
{
  if (!BUREAU_WALL_STANDS (ROWS))
    return G_MAXUINT;
  return limits != NULL && limits->max_rows > 0 ? limits->max_rows : BUREAU_GUARD_MAX_ROWS;
}

static JsonArray *
read_rows (BureauGuard *self, sqlite3_stmt *statement, guint max_rows, gboolean *truncated,
           GError **error)
{
  g_autoptr (JsonArray) rows = json_array_new ();
  const char *sql = sqlite3_sql (statement);
  gboolean is_row;
  gsize bytes = 0;

  while (TRUE)
    {
      JsonArray *row;

      if (!bureau_guard_step (self, statement, sql, &is_row, error))
        return NULL;
      *truncated = is_row
                   && (json_array_get_length (rows) >= max_rows || bytes > BUREAU_GUARD_MAX_RESULT);
      if (!is_row || *truncated)
        return g_steal_pointer (&rows);
      row = bureau_guard_row (statement, 0, &bytes, error);
      if (row == NULL)
        return NULL;
      json_array_add_array_element (rows, row);
    }
}

/* {"columns","rows","truncated"}, or NULL with @error set. */
static gpointer
read_result (BureauGuard *self, sqlite3_stmt *statement, const BureauGuardLimits *limits,
             GError **error)
{
  gboolean truncated = FALSE;
  JsonArray *rows = read_rows (self, statement, row_limit (limits), &truncated, error);
  JsonObject *result;

  if (rows == NULL)
    return NULL;
  result = json_object_new ();
  json_object_set_array_member (result, "columns", read_columns (statement));
  json_object_set_array_member (result, "rows", rows);
  json_object_set_boolean_member (result, "truncated", truncated);
  return result;
}

static gpointer
run (BureauGuard *self, sqlite3_stmt *statement, const BureauGuardQuestion *question,
     GError **error)
{
  if (!bureau_guard_parameters_known (statement, question->params, error)
      || !bureau_guard_bind (self, statement, 0, question->params, error))
    return NULL;
  return question->read (self, statement, question->limits, error);
}

/* What the query may read, as no collection can be called: expressions are kept by that name. */
static char *
scope_of (const BureauGuardLimits *limits)
{
  g_autofree char *names = NULL;

  if (limits == NULL || limits->collections == NULL)
    return g_strdup ("*");
  names = g_strjoinv (",", (char **)limits->collections);
  return g_strconcat (",", names, NULL);
}

static gpointer
ask_once (BureauGuard *self, const BureauGuardQuestion *question, GError **error)
{
  gpointer result = NULL;
  const char *sql = question->sql;
  g_autofree char *scope = scope_of (question->limits);
  sqlite3_stmt *statement = bureau_guard_statements_find (self, scope, sql);
  gboolean is_kept = statement != NULL;

  bureau_guard_walls_start (self, question->limits);
  if (statement == NULL)
    {
      statement = bureau_guard_prepare (self, sql, SQLITE_PREPARE_PERSISTENT, error);
      is_kept = statement != NULL && bureau_guard_statements_keep (self, scope, sql, statement);
    }
  if (statement != NULL)
    result = run (self, statement, question, error);
  bureau_guard_statements_release (statement, is_kept);
  bureau_guard_walls_end (self);
  return result;
}

/**
 * bureau_guard_ask:
 *
 * Runs a statement behind every wall; once more where the schema changed under it.
 *
 * Returns: (transfer full): what the question's reader made of its rows, or %NULL with @error set
 */
gpointer
bureau_guard_ask (BureauGuard *self, const BureauGuardQuestion *question, GError **error)
{
  g_autoptr (GError) first = NULL;
  gpointer result;

  if (!bureau_guard_exposed_refresh (self, error))
    return NULL;
  result = ask_once (self, question, &first);
  if (result != NULL)
    return result;
  if (!self->is_stale)
    {
      g_propagate_error (error, g_steal_pointer (&first));
      return NULL;
    }
  g_hash_table_remove_all (self->statements);
  return bureau_guard_exposed_refresh (self, error) ? ask_once (self, question, error) : NULL;
}

/**
 * bureau_guard_query:
 * @sql: one SELECT over collections, metrics and the views messages, drafts, runs and usage
 * @params: (nullable): values of the parameters by name, ":client" or "client"; lists and objects
 * go in as JSON text. :today, :now, :me and :currency need not be given
 * @limits: (nullable): 0 or %NULL in it means the usual
 *
 * Runs SQL that is not in our own source.
 *
 * Returns: (transfer full): {"columns":[…],"rows":[[…]],"truncated":false}, where an integer
 * beyond ±2^53 is a string. Or %NULL: %BUREAU_ERROR_REFUSED names what is not open and what to use
 * instead, %BUREAU_ERROR_INVALID says what SQLite says, %BUREAU_ERROR_LIMIT which limit was met;
 * %G_IO_ERROR_CANCELLED after bureau_guard_interrupt()
 */
JsonObject *
bureau_guard_query (BureauGuard *self, const char *sql, JsonObject *params,
                    const BureauGuardLimits *limits, GError **error)
{
  const BureauGuardQuestion question = { sql, params, limits, read_result };

  return bureau_guard_ask (self, &question, error);
}

/**
 * bureau_guard_check:
 *
 * Whether bureau_guard_query() would run @sql; it is prepared, not run.
 *
 * Returns: %FALSE with the same errors
 */
gboolean
bureau_guard_check (BureauGuard *self, const char *sql, const BureauGuardLimits *limits,
                    GError **error)
{
  sqlite3_stmt *statement;

  if (!bureau_guard_exposed_refresh (self, error))
    return FALSE;
  bureau_guard_walls_start (self, limits);
  statement = bureau_guard_prepare (self, sql, 0, error);
  bureau_guard_walls_end (self);
  sqlite3_finalize (statement);
  return statement != NULL;
}
