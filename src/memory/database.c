/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/database.h"

#include "base/error.h"
#include "base/json.h"

struct _BureauDatabase
{
  sqlite3 *handle;
  GHashTable *statements; /* SQL → BureauStatement */
};

struct _BureauStatement
{
  BureauDatabase *database;
  sqlite3_stmt *handle;
  gboolean kept; /* stands in the table; released, it is only reset */
  gboolean lent;
};

static void
statement_free (BureauStatement *self)
{
  sqlite3_finalize (self->handle);
  g_free (self);
}

static const int open_flags[] = {
  [BUREAU_DATABASE_READ] = SQLITE_OPEN_READONLY,
  [BUREAU_DATABASE_WRITE] = SQLITE_OPEN_READWRITE,
  [BUREAU_DATABASE_CREATE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
};

/* What every connection to a workspace has in common (reliability.md §4.1). */
static void
harden (sqlite3 *handle)
{
  int off = 0;

  sqlite3_extended_result_codes (handle, 1);
  sqlite3_busy_timeout (handle, 5000);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 1, &off);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 1, &off);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DQS_DML, 0, &off);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DQS_DDL, 0, &off);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, &off);
  sqlite3_exec (handle, "PRAGMA cell_size_check = ON", NULL, NULL, NULL);
}

/* Without its own bookkeeping of memory SQLite allocates without a lock (measured: 7 % of a write). */
static void
configure (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
      sqlite3_config (SQLITE_CONFIG_LOOKASIDE, 512, 200);
      g_once_init_leave (&once, 1);
    }
}

/**
 * bureau_database_open:
 * @path: the workspace file
 * @mode: read, write, or make it
 *
 * Opens one connection with our settings: extended codes, 5 s busy timeout, DEFENSIVE, foreign keys
 * on, double-quoted strings off. Nothing is read yet, so a file that is no database opens here.
 *
 * Returns: (transfer full): the connection, or %NULL with @error set
 */
BureauDatabase *
bureau_database_open (const char *path, BureauDatabaseMode mode, GError **error)
{
  g_autoptr (BureauDatabase) self = g_new0 (BureauDatabase, 1);

  configure ();
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify)statement_free);
  if (sqlite3_open_v2 (path, &self->handle, open_flags[mode] | SQLITE_OPEN_NOMUTEX, NULL)
      != SQLITE_OK)
    {
      bureau_database_set_error (self, error);
      return NULL;
    }
  harden (self->handle);
  return g_steal_pointer (&self);
}

/**
 * bureau_database_close:
 * @self: (transfer full): a connection; every statement must have been given back
 */
void
bureau_database_close (BureauDatabase *self)
{
  g_clear_pointer (&self->statements, g_hash_table_unref);
  sqlite3_close_v2 (self->handle);
  g_free (self);
}

/**
 * bureau_database_get_handle:
 *
 * For memory/ alone: what SQLite offers beyond statements (sessions, backup, limits).
 *
 * Returns: (transfer none): SQLite's own handle
 */
sqlite3 *
bureau_database_get_handle (BureauDatabase *self)
{
  return self->handle;
}

typedef struct
{
  int code;
  BureauError error;
  const char *sentence;
} Meaning;

static const Meaning meanings[] = {
  { SQLITE_FULL, BUREAU_ERROR_FULL,
    "Could not save: the disk is full. Free some space and try again." },
  { SQLITE_IOERR, BUREAU_ERROR_FULL,
    "Could not save: the disk reports an error. Check the disk and its free space." },
  { SQLITE_BUSY, BUREAU_ERROR_BUSY,
    "Another process is writing to this workspace. Try again in a moment." },
  { SQLITE_LOCKED, BUREAU_ERROR_BUSY,
    "Another process is writing to this workspace. Try again in a moment." },
  { SQLITE_CORRUPT, BUREAU_ERROR_DAMAGED,
    "The workspace file is damaged. Restore a backup with bureauctl restore." },
  { SQLITE_NOTADB, BUREAU_ERROR_FOREIGN, "This file is not a Bureau workspace." },
  { SQLITE_READONLY, BUREAU_ERROR_READ_ONLY,
    "The workspace can only be read. Check the permissions of the file and its folder." },
  { SQLITE_CANTOPEN, BUREAU_ERROR_NOT_FOUND,
    "The workspace file cannot be opened. Check that it exists and that you may read it." },
  { SQLITE_INTERRUPT, BUREAU_ERROR_LIMIT, "This took too long and was stopped." },
  { SQLITE_TOOBIG, BUREAU_ERROR_LIMIT, "A value is larger than allowed." },
  { SQLITE_NOMEM, BUREAU_ERROR_LIMIT, "Not enough memory." },
};

/**
 * bureau_database_set_error:
 * @error: (out) (optional): set from what SQLite last reported
 *
 * Returns: always %FALSE, so that it can be returned
 */
gboolean
bureau_database_set_error (BureauDatabase *self, GError **error)
{
  int code = sqlite3_errcode (self->handle);

  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    if ((code & 0xff) == meanings[i].code)
      {
        g_set_error_literal (error, BUREAU_ERROR, meanings[i].error, meanings[i].sentence);
        return FALSE;
      }
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID, "The workspace refused this: %s.",
               sqlite3_errmsg (self->handle));
  return FALSE;
}

/**
 * bureau_database_forget_statements:
 *
 * Drops the kept statements, so that a change of the schema or a detach is not held up by them.
 */
void
bureau_database_forget_statements (BureauDatabase *self)
{
  g_hash_table_remove_all (self->statements);
}

/**
 * bureau_database_prepare:
 * @sql: one statement; our own source's, never text from outside
 *
 * Lends the prepared statement for @sql, kept from the last time where there is one.
 *
 * Returns: (transfer full): give back with bureau_statement_release()
 */
BureauStatement *
bureau_database_prepare (BureauDatabase *self, const char *sql, GError **error)
{
  BureauStatement *statement = g_hash_table_lookup (self->statements, sql);
  gboolean known = statement != NULL;

  if (known && !statement->lent)
    {
      statement->lent = TRUE;
      return statement;
    }
  statement = g_new0 (BureauStatement, 1);
  statement->database = self;
  if (sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement->handle,
                          NULL)
      != SQLITE_OK)
    {
      bureau_database_set_error (self, error);
      statement_free (statement);
      return NULL;
    }
  statement->lent = TRUE;
  statement->kept = !known;
  if (statement->kept)
    g_hash_table_insert (self->statements, g_strdup (sql), statement);
  return statement;
}

/**
 * bureau_statement_release:
 * @self: (transfer full): a lent statement
 */
void
bureau_statement_release (BureauStatement *self)
{
  if (!self->kept)
    {
      statement_free (self);
      return;
    }
  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
  self->lent = FALSE;
}

/**
 * bureau_statement_get_handle:
 *
 * Returns: (transfer none): SQLite's own statement, for memory/ alone
 */
sqlite3_stmt *
bureau_statement_get_handle (BureauStatement *self)
{
  return self->handle;
}

/**
 * bureau_statement_bind_text:
 * @index: from 1
 * @text_or_null: copied; %NULL binds NULL
 */
void
bureau_statement_bind_text (BureauStatement *self, int index, const char *text_or_null)
{
  sqlite3_bind_text (self->handle, index, text_or_null, -1, SQLITE_TRANSIENT);
}

/**
 * bureau_statement_bind_int:
 * @index: from 1
 */
void
bureau_statement_bind_int (BureauStatement *self, int index, gint64 value)
{
  sqlite3_bind_int64 (self->handle, index, value);
}

static void
bind_value (BureauStatement *self, int index, JsonNode *value)
{
  switch (json_node_get_value_type (value))
    {
    case G_TYPE_INT64:
      sqlite3_bind_int64 (self->handle, index, json_node_get_int (value));
      break;
    case G_TYPE_BOOLEAN:
      sqlite3_bind_int64 (self->handle, index, json_node_get_boolean (value));
      break;
    case G_TYPE_DOUBLE:
      sqlite3_bind_double (self->handle, index, json_node_get_double (value));
      break;
    default:
      bureau_statement_bind_text (self, index, json_node_get_string (value));
    }
}

/**
 * bureau_statement_bind_json:
 * @index: from 1
 * @value_or_null: a scalar is bound as such; an object or array as its text
 */
void
bureau_statement_bind_json (BureauStatement *self, int index, JsonNode *value_or_null)
{
  g_autofree char *text = NULL;

  if (value_or_null == NULL || JSON_NODE_HOLDS_NULL (value_or_null))
    sqlite3_bind_null (self->handle, index);
  else if (JSON_NODE_HOLDS_VALUE (value_or_null))
    bind_value (self, index, value_or_null);
  else
    {
      text = bureau_json_print (value_or_null);
      bureau_statement_bind_text (self, index, text);
    }
}

static void
bind_bytes (BureauStatement *self, int index, GBytes *bytes)
{
  gsize size = 0;
  const void *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (bytes == NULL)
    sqlite3_bind_null (self->handle, index);
  else if (size == 0)
    sqlite3_bind_zeroblob (self->handle, index, 0);
  else
    sqlite3_bind_blob64 (self->handle, index, data, size, SQLITE_TRANSIENT);
}

static void
bind_list (BureauStatement *self, const char *types, va_list args)
{
  for (int i = 0; types[i] != '\0'; i++)
    switch (types[i])
      {
      case 'i':
        bureau_statement_bind_int (self, i + 1, va_arg (args, gint64));
        break;
      case 'd':
        sqlite3_bind_double (self->handle, i + 1, va_arg (args, double));
        break;
      case 's':
        bureau_statement_bind_text (self, i + 1, va_arg (args, const char *));
        break;
      case 'b':
        bind_bytes (self, i + 1, va_arg (args, GBytes *));
        break;
      case 'j':
        bureau_statement_bind_json (self, i + 1, va_arg (args, JsonNode *));
        break;
      default:
        g_assert_not_reached ();
      }
}

/**
 * bureau_statement_bind:
 * @types: a letter for each parameter in order: i #gint64, d double, s text or %NULL, b #GBytes or
 *   %NULL, j #JsonNode or %NULL
 *
 * Returns: %FALSE with @error set where the count does not fit
 */
gboolean
bureau_statement_bind (BureauStatement *self, GError **error, const char *types, ...)
{
  va_list args;

  va_start (args, types);
  bind_list (self, types, args);
  va_end (args);
  if (sqlite3_bind_parameter_count (self->handle) == (int)strlen (types))
    return TRUE;
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE, "The statement takes %d values.",
               sqlite3_bind_parameter_count (self->handle));
  return FALSE;
}

/**
 * bureau_statement_step:
 *
 * Returns: %TRUE where there is a row; %FALSE at the end, or with @error set where it failed
 */
gboolean
bureau_statement_step (BureauStatement *self, GError **error)
{
  int code = sqlite3_step (self->handle);

  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    bureau_database_set_error (self->database, error);
  return FALSE;
}

/**
 * bureau_statement_column_count:
 *
 * Returns: how many columns a row has
 */
int
bureau_statement_column_count (BureauStatement *self)
{
  return sqlite3_column_count (self->handle);
}

/**
 * bureau_statement_column_name:
 *
 * Returns: (transfer none): the name of a column
 */
const char *
bureau_statement_column_name (BureauStatement *self, int column)
{
  return sqlite3_column_name (self->handle, column);
}

/**
 * bureau_statement_int:
 *
 * Returns: the column as an integer, 0 for NULL
 */
gint64
bureau_statement_int (BureauStatement *self, int column)
{
  return sqlite3_column_int64 (self->handle, column);
}

/**
 * bureau_statement_double:
 *
 * Returns: the column as a number, 0 for NULL
 */
double
bureau_statement_double (BureauStatement *self, int column)
{
  return sqlite3_column_double (self->handle, column);
}

/**
 * bureau_statement_text:
 *
 * Returns: (transfer none) (nullable): the column as text, until the next step
 */
const char *
bureau_statement_text (BureauStatement *self, int column)
{
  return (const char *)sqlite3_column_text (self->handle, column);
}

/**
 * bureau_statement_bytes:
 *
 * Returns: (transfer full) (nullable): a copy of the column's bytes, %NULL for NULL
 */
GBytes *
bureau_statement_bytes (BureauStatement *self, int column)
{
  const void *data = sqlite3_column_blob (self->handle, column);

  if (bureau_statement_is_null (self, column))
    return NULL;
  return g_bytes_new (data, (gsize)sqlite3_column_bytes (self->handle, column));
}

/**
 * bureau_statement_is_null:
 *
 * Returns: whether the column is NULL
 */
gboolean
bureau_statement_is_null (BureauStatement *self, int column)
{
  return sqlite3_column_type (self->handle, column) == SQLITE_NULL;
}

/**
 * bureau_statement_json:
 *
 * Returns: (transfer full): the column as JSON; an integer beyond ±2^53 becomes a string, a blob
 * null
 */
JsonNode *
bureau_statement_json (BureauStatement *self, int column)
{
  JsonNode *node;

  switch (sqlite3_column_type (self->handle, column))
    {
    case SQLITE_INTEGER:
      return bureau_json_node_for_int (bureau_statement_int (self, column));
    case SQLITE_FLOAT:
      node = json_node_new (JSON_NODE_VALUE);
      json_node_set_double (node, bureau_statement_double (self, column));
      return node;
    case SQLITE_TEXT:
      node = json_node_new (JSON_NODE_VALUE);
      json_node_set_string (node, bureau_statement_text (self, column));
      return node;
    default:
      return json_node_new (JSON_NODE_NULL);
    }
}

/**
 * bureau_statement_object:
 *
 * Returns: (transfer full): the row as an object, a member for each column
 */
JsonObject *
bureau_statement_object (BureauStatement *self)
{
  JsonObject *row = json_object_new ();

  for (int i = 0; i < bureau_statement_column_count (self); i++)
    json_object_set_member (row, bureau_statement_column_name (self, i),
                            bureau_statement_json (self, i));
  return row;
}

static BureauStatement *
prepare_bound (BureauDatabase *self, GError **error, const char *sql, const char *types,
               va_list args)
{
  BureauStatement *statement = bureau_database_prepare (self, sql, error);

  if (statement != NULL)
    bind_list (statement, types, args);
  return statement;
}

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
  g_autoptr (GError) failure = NULL;
  va_list args;

  va_start (args, types);
  statement = prepare_bound (self, error, sql, types, args);
  va_end (args);
  if (statement == NULL)
    return FALSE;
  while (bureau_statement_step (statement, &failure))
    ;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * bureau_database_script:
 * @sql: any number of statements from our own source
 *
 * Returns: %FALSE with @error set where one failed
 */
gboolean
bureau_database_script (BureauDatabase *self, const char *sql, GError **error)
{
  if (sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  return bureau_database_set_error (self, error);
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
  g_autoptr (GError) failure = NULL;
  va_list args;

  va_start (args, types);
  statement = prepare_bound (self, error, sql, types, args);
  va_end (args);
  if (statement == NULL)
    return FALSE;
  if (bureau_statement_step (statement, &failure) && !bureau_statement_is_null (statement, 0))
    *value = bureau_statement_int (statement, 0);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
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
  va_list args;

  va_start (args, types);
  statement = prepare_bound (self, error, sql, types, args);
  va_end (args);
  if (statement == NULL || !bureau_statement_step (statement, error))
    return NULL;
  return g_strdup (bureau_statement_text (statement, 0));
}

/**
 * bureau_database_rows:
 *
 * Returns: (transfer full) (element-type JsonObject): an object for each row, or %NULL with @error
 * set
 */
JsonArray *
bureau_database_rows (BureauDatabase *self, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (BureauStatement) statement = NULL;
  g_autoptr (JsonArray) rows = json_array_new ();
  g_autoptr (GError) failure = NULL;
  va_list args;

  va_start (args, types);
  statement = prepare_bound (self, error, sql, types, args);
  va_end (args);
  if (statement == NULL)
    return NULL;
  while (bureau_statement_step (statement, &failure))
    json_array_add_object_element (rows, bureau_statement_object (statement));
  if (failure == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/**
 * bureau_database_row:
 *
 * Returns: (transfer full) (nullable): the first row as an object; %NULL where there is none, or
 * with
 *   @error set where it failed
 */
JsonObject *
bureau_database_row (BureauDatabase *self, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (BureauStatement) statement = NULL;
  va_list args;

  va_start (args, types);
  statement = prepare_bound (self, error, sql, types, args);
  va_end (args);
  if (statement == NULL || !bureau_statement_step (statement, error))
    return NULL;
  return bureau_statement_object (statement);
}

/**
 * bureau_database_changes:
 *
 * Returns: how many rows the last statement changed
 */
int
bureau_database_changes (BureauDatabase *self)
{
  return sqlite3_changes (self->handle);
}
