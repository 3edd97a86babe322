/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/guard-private.h"

static JsonArray *
list_columns (sqlite3_stmt *statement)
{
  JsonArray *columns = json_array_new ();

  for (int i = 0; i < sqlite3_column_count (statement); i++)
    json_array_add_string_element (columns, sqlite3_column_name (statement, i));
  return columns;
}

static JsonArray *
list_parameters (sqlite3_stmt *statement)
{
  JsonArray *parameters = json_array_new ();

  for (int i = 1; i <= sqlite3_bind_parameter_count (statement); i++)
    {
      const char *name = sqlite3_bind_parameter_name (statement, i);

      if (name != NULL && !bureau_guard_is_built_in (name + 1))
        json_array_add_string_element (parameters, name + 1);
    }
  return parameters;
}

static JsonArray *
list_tables (GHashTable *tables)
{
  g_autoptr (GPtrArray) names = g_hash_table_get_keys_as_ptr_array (tables);
  JsonArray *list = json_array_new ();

  g_ptr_array_sort_values (names, (GCompareFunc)strcmp);
  for (guint i = 0; i < names->len; i++)
    json_array_add_string_element (list, names->pdata[i]);
  return list;
}

static JsonObject *
describe (sqlite3_stmt *statement, GHashTable *tables)
{
  JsonObject *result = json_object_new ();

  json_object_set_array_member (result, "columns", list_columns (statement));
  json_object_set_array_member (result, "params", list_parameters (statement));
  json_object_set_array_member (result, "tables", list_tables (tables));
  return result;
}

/**
 * bureau_guard_describe:
 * @sql: one SELECT that is not in our own source
 *
 * Says what a statement would give and what it rests on, without running it.
 *
 * Returns: (transfer full): {"columns":[…],"params":[…],"tables":[…]}: the columns in their order,
 * the parameters without colon and without those that are always there, and the tables read, in
 * lower case; of a readable view its own tables stand there too. %NULL with @error set where the
 * statement would be refused
 */
JsonObject *
bureau_guard_describe (BureauGuard *self, const char *sql, GError **error)
{
  g_autoptr (GHashTable) tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonObject *result = NULL;
  sqlite3_stmt *statement;

  bureau_guard_walls_start (self, NULL);
  self->tables = tables;
  statement = bureau_guard_prepare (self, sql, 0, error);
  self->tables = NULL;
  if (statement != NULL)
    result = describe (statement, tables);
  sqlite3_finalize (statement);
  bureau_guard_walls_end (self);
  return result;
}
