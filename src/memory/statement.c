/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/database-private.h"

#include "base/error.h"
#include "base/json.h"

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
  if (value_or_null == NULL || JSON_NODE_HOLDS_NULL (value_or_null))
    sqlite3_bind_null (self->handle, index);
  else if (JSON_NODE_HOLDS_VALUE (value_or_null))
    bind_value (self, index, value_or_null);
  else
    sqlite3_bind_text (self->handle, index, bureau_json_print (value_or_null), -1, g_free);
}

static void
bind_bytes (BureauStatement *self, int index, GBytes *bytes, sqlite3_destructor_type keep)
{
  gsize size = 0;
  const void *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (bytes == NULL)
    sqlite3_bind_null (self->handle, index);
  else if (size == 0)
    sqlite3_bind_zeroblob (self->handle, index, 0);
  else
    sqlite3_bind_blob64 (self->handle, index, data, size, keep);
}

/**
 * bureau_statement_bind_list:
 * @types: as for bureau_statement_bind()
 * @keep: %SQLITE_STATIC where the values outlive the bindings, else %SQLITE_TRANSIENT
 */
void
bureau_statement_bind_list (BureauStatement *self, const char *types, va_list args,
                            sqlite3_destructor_type keep)
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
        sqlite3_bind_text (self->handle, i + 1, va_arg (args, const char *), -1, keep);
        break;
      case 'b':
        bind_bytes (self, i + 1, va_arg (args, GBytes *), keep);
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
  bureau_statement_bind_list (self, types, args, SQLITE_TRANSIENT);
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
  self->code = sqlite3_step (self->handle);
  if (self->code != SQLITE_ROW && self->code != SQLITE_DONE)
    bureau_database_set_error (self->database, error);
  return self->code == SQLITE_ROW;
}

/**
 * bureau_statement_is_done:
 *
 * For after the loop over the rows.
 *
 * Returns: whether the last step came to the end, and did not fail
 */
gboolean
bureau_statement_is_done (BureauStatement *self)
{
  return self->code == SQLITE_DONE;
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
 * Returns: (transfer full): the column as JSON; an integer beyond ±2^53 becomes
 * a string, a blob null
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
