/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/guard-private.h"

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "memory/sql-scan.h"

#include <math.h>
#include <string.h>

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED, sentence);
  return FALSE;
}

/* "clients has id, name; projects has …" for the open names that occur in the statement. */
static char *
describe_columns (BureauGuard *self, const char *sql)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  BureauSqlToken token;

  while (bureau_sql_next (&sql, &token))
    {
      g_autofree char *name = bureau_sql_token_dup (&token);
      BureauExposed *exposed = bureau_guard_exposed_find (self, name);
      g_autofree char *columns = NULL;

      if (exposed == NULL || !g_hash_table_add (seen, exposed))
        continue;
      g_ptr_array_add (exposed->columns, NULL);
      columns = g_strjoinv (", ", (char **)exposed->columns->pdata);
      g_ptr_array_set_size (exposed->columns, exposed->columns->len - 1);
      g_string_append_printf (text, "%s%s has %s", text->len > 0 ? "; " : "", exposed->name,
                              columns);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
set_sql_error (BureauGuard *self, const char *sql, const char *message, GError **error)
{
  g_autofree char *more = NULL;

  if (strstr (message, "no such table") != NULL)
    {
      g_autofree char *names = bureau_guard_exposed_names (self);

      more = g_strdup_printf ("; open are %s", names);
    }
  else if (strstr (message, "no such column") != NULL)
    {
      g_autofree char *columns = describe_columns (self, sql);

      more = *columns != '\0' ? g_strdup_printf ("; %s", columns) : NULL;
    }
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID, "The query does not work: %s%s.", message,
               more != NULL ? more : "");
}

static void
set_interrupted (BureauGuard *self, GError **error)
{
  if (self->is_late)
    g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT,
                         "The query took too long and was stopped; let it read fewer rows.");
  else if (self->is_large)
    g_set_error_literal (
        error, BUREAU_ERROR, BUREAU_ERROR_LIMIT,
        "The query needed too much memory and was stopped; let it read fewer rows.");
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The query was stopped.");
}

static const struct
{
  int status;
  BureauError code;
  const char *sentence;
} plain_errors[] = {
  { SQLITE_TOOBIG, BUREAU_ERROR_LIMIT,
    "The query makes or holds a text that is longer than allowed; shorten it." },
  { SQLITE_NOMEM, BUREAU_ERROR_LIMIT, "The query is too large to run; make it smaller." },
  { SQLITE_BUSY, BUREAU_ERROR_BUSY, "The workspace is busy; try again." },
  { SQLITE_CORRUPT, BUREAU_ERROR_DAMAGED, "The workspace file is damaged; restore a snapshot." },
  { SQLITE_NOTADB, BUREAU_ERROR_FOREIGN, "The file is not a workspace." },
};

/**
 * bureau_guard_take_error:
 *
 * Turns what stopped the last call on the connection into one sentence: a wall's own first, then
 * the limits, then what SQLite says.
 */
void
bureau_guard_take_error (BureauGuard *self, const char *sql, GError **error)
{
  int status = sqlite3_errcode (self->handle);

  if (self->is_late || self->is_large || status == SQLITE_INTERRUPT)
    {
      set_interrupted (self, error);
      return;
    }
  if (self->denial != NULL)
    {
      refuse (error, self->denial);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (plain_errors); i++)
    if (plain_errors[i].status == status)
      {
        g_set_error_literal (error, BUREAU_ERROR, plain_errors[i].code, plain_errors[i].sentence);
        return;
      }
  set_sql_error (self, sql, sqlite3_errmsg (self->handle), error);
}

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
    return refuse (error, "The query is empty; write a SELECT.");
  if (BUREAU_WALL_STANDS (TAIL) && !is_blank (tail))
    return refuse (
        error, "Only one statement is open at a time; leave out what follows the first semicolon.");
  if (BUREAU_WALL_STANDS (EXPLAIN) && sqlite3_stmt_isexplain (statement))
    return refuse (error, "EXPLAIN is not open to queries; they only read, with SELECT.");
  if (BUREAU_WALL_STANDS (READONLY) && !sqlite3_stmt_readonly (statement))
    return refuse (error, "The statement would write; queries only read, with SELECT.");
  if (BUREAU_WALL_STANDS (COLUMNS) && sqlite3_column_count (statement) == 0)
    return refuse (error, "The statement gives no columns; queries only read, with SELECT.");
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
  return g_utf8_validate (sql, -1, NULL) || refuse (error, "The query is not valid UTF-8 text.");
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

static JsonArray *
read_row (sqlite3_stmt *statement, gsize *bytes, GError **error)
{
  int n_columns = sqlite3_column_count (statement);
  g_autoptr (JsonArray) row = json_array_sized_new (n_columns);

  for (int i = 0; i < n_columns; i++)
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
      row = read_row (statement, &bytes, error);
      if (row == NULL)
        return NULL;
      json_array_add_array_element (rows, row);
    }
}

static JsonObject *
run (BureauGuard *self, sqlite3_stmt *statement, JsonObject *params,
     const BureauGuardLimits *limits, GError **error)
{
  gboolean truncated = FALSE;
  JsonObject *result;
  JsonArray *rows;

  if (!bureau_guard_parameters_known (statement, params, error)
      || !bureau_guard_bind (self, statement, 0, params, error))
    return NULL;
  rows = read_rows (self, statement, row_limit (limits), &truncated, error);
  if (rows == NULL)
    return NULL;
  result = json_object_new ();
  json_object_set_array_member (result, "columns", read_columns (statement));
  json_object_set_array_member (result, "rows", rows);
  json_object_set_boolean_member (result, "truncated", truncated);
  return result;
}

static JsonObject *
query_once (BureauGuard *self, const char *sql, JsonObject *params, const BureauGuardLimits *limits,
            GError **error)
{
  JsonObject *result = NULL;
  sqlite3_stmt *statement;

  bureau_guard_walls_start (self, limits);
  statement = bureau_guard_prepare (self, sql, 0, error);
  if (statement != NULL)
    result = run (self, statement, params, limits, error);
  sqlite3_finalize (statement);
  bureau_guard_walls_end (self);
  return result;
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
 * Returns: (transfer full): {"columns":[…],"rows":[[…]],"truncated":false}, where an integer beyond
 * ±2^53 is a string. Or %NULL: %BUREAU_ERROR_REFUSED names what is not open and what to use
 * instead, %BUREAU_ERROR_INVALID says what SQLite says, %BUREAU_ERROR_LIMIT which limit was met;
 *   %G_IO_ERROR_CANCELLED after bureau_guard_interrupt()
 */
JsonObject *
bureau_guard_query (BureauGuard *self, const char *sql, JsonObject *params,
                    const BureauGuardLimits *limits, GError **error)
{
  g_autoptr (GError) first = NULL;
  JsonObject *result;

  if (!bureau_guard_exposed_refresh (self, error))
    return NULL;
  result = query_once (self, sql, params, limits, &first);
  if (result != NULL)
    return result;
  if (!self->is_stale)
    {
      g_propagate_error (error, g_steal_pointer (&first));
      return NULL;
    }
  return bureau_guard_exposed_refresh (self, error) ? query_once (self, sql, params, limits, error)
                                                    : NULL;
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
