/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shortest way to read: one statement of our own, its rows as JSON. */
#include "memory/memory.h"

typedef struct
{
  char *sql;
  JsonArray *values;
} Query;

static void
query_free (gpointer data)
{
  Query *query = data;

  g_free (query->sql);
  g_clear_pointer (&query->values, json_array_unref);
  g_free (query);
}

static gboolean
read_rows (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Query *query = data;
  g_autoptr (BureauStatement) statement = bureau_database_prepare (database, query->sql, error);
  g_autoptr (JsonArray) rows = json_array_new ();

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (query->values); i++)
    bureau_statement_bind_json (statement, (int)i + 1, json_array_get_element (query->values, i));
  while (bureau_statement_step (statement, error))
    json_array_add_object_element (rows, bureau_statement_object (statement));
  if (!bureau_statement_is_done (statement))
    return FALSE;
  g_value_init (result, JSON_TYPE_ARRAY);
  g_value_take_boxed (result, g_steal_pointer (&rows));
  return TRUE;
}

/**
 * bureau_memory_rows:
 * @sql: one SELECT of our own source
 * @types: a letter for each value: i #gint64, s text or %NULL
 *
 * Returns: (transfer full): resolves to a #JsonArray of an object for each row
 */
DexFuture *
bureau_memory_rows (BureauMemory *self, const char *sql, const char *types, ...)
{
  Query *query = g_new0 (Query, 1);
  va_list args;

  query->sql = g_strdup (sql);
  query->values = json_array_new ();
  va_start (args, types);
  for (; *types != '\0'; types++)
    if (*types == 'i')
      json_array_add_int_element (query->values, va_arg (args, gint64));
    else
      json_array_add_string_element (query->values, va_arg (args, const char *));
  va_end (args);
  return bureau_memory_read (self, read_rows, query, query_free);
}
