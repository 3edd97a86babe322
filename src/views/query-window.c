/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of a source that has more than can be read at once: their order, and some by their ids. */
#include "base/json.h"
#include "memory/sql-scan.h"
#include "views/meaning.h"
#include "views/query-private.h"

#define IDS "bureau_ids"

/**
 * bureau_view_query_order:
 * @query: with a key; limit and offset say nothing here
 *
 * Returns: (transfer full) (element-type gint64): the keys of all rows in their order, or %NULL
 * with
 *   @error set where they are too many, take too long or do not tell rows apart
 */
GArray *
bureau_view_query_order (BureauGuard *guard, JsonObject *document, const BureauViewQuery *query,
                         GError **error)
{
  JsonObject *source = bureau_view_find_in (document, "data", query->source);
  g_autofree char *key = bureau_sql_quote_name (query->key);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_auto (BureauViewPrepared) prepared = { NULL };

  if (!bureau_view_query_prepare (&prepared, guard, document, query, error))
    return NULL;
  g_string_append_printf (sql, "SELECT %s FROM (\n%s\n)", key, prepared.inner);
  bureau_view_query_add_order (sql, source, query);
  return bureau_guard_ids (guard, sql->str, prepared.params, error);
}

static char *
print_ids (GArray *ids)
{
  GString *text = g_string_new ("[");

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (ids, gint64, i));
  g_string_append_c (text, ']');
  return g_string_free_and_steal (text);
}

static guint
find_column (JsonObject *source, const char *name)
{
  JsonArray *columns = bureau_json_get_array (source, "columns");
  guint i = 0;

  while (
      g_strcmp0 (bureau_json_get_string (json_array_get_object_element (columns, i), "name"), name)
      != 0)
    i++;
  return i;
}

/* SQLite gives what is looked for by its keys in an order of its own. */
static void
put_in_order (JsonObject *result, guint key, GArray *ids)
{
  g_autoptr (GHashTable) found = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autofree gint64 *keys = NULL;
  JsonArray *rows = bureau_json_get_array (result, "rows");
  JsonArray *ordered = json_array_new ();

  keys = g_new (gint64, json_array_get_length (rows));
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonArray *row = json_array_get_array_element (rows, i);

      keys[i] = bureau_json_node_to_int (json_array_get_element (row, key));
      g_hash_table_insert (found, &keys[i], row);
    }
  for (guint i = 0; i < ids->len; i++)
    {
      JsonArray *row = g_hash_table_lookup (found, &g_array_index (ids, gint64, i));

      if (row != NULL)
        json_array_add_array_element (ordered, json_array_ref (row));
    }
  json_object_set_array_member (result, "rows", ordered);
}

/**
 * bureau_view_query_rows:
 * @query: with a key; sort, limit and offset say nothing here
 * @ids: (element-type gint64): keys of rows, as many as the guard gives rows
 *
 * Returns: (transfer full): {"columns","rows","truncated"} with those of the rows that are still
 *   there, in the order of @ids; or %NULL with @error set
 */
JsonObject *
bureau_view_query_rows (BureauGuard *guard, JsonObject *document, const BureauViewQuery *query,
                        GArray *ids, GError **error)
{
  JsonObject *source = bureau_view_find_in (document, "data", query->source);
  g_autofree char *key = bureau_sql_quote_name (query->key);
  g_autofree char *list = print_ids (ids);
  g_autofree char *sql = NULL;
  g_auto (BureauViewPrepared) prepared = { NULL };
  JsonObject *result;

  if (!bureau_view_query_prepare (&prepared, guard, document, query, error))
    return NULL;
  sql = g_strdup_printf ("SELECT * FROM (\n%s\n) WHERE %s IN (SELECT value FROM json_each (:" IDS
                         "))",
                         prepared.inner, key);
  json_object_set_string_member (prepared.params, IDS, list);
  result = bureau_guard_query (guard, sql, prepared.params, NULL, error);
  if (result == NULL)
    return NULL;
  bureau_view_query_align (&prepared, source, result);
  put_in_order (result, find_column (source, query->key), ids);
  return result;
}

static void
add_total (GString *sql, JsonObject *source, const char *name)
{
  JsonObject *column = bureau_view_get_column (source, name);
  const char *currency = bureau_json_get_string (column, "currency_col");
  g_autofree char *quoted = bureau_sql_quote_name (name);
  g_autofree char *code = currency != NULL ? bureau_sql_quote_name (currency) : g_strdup ("NULL");

  g_string_append_printf (sql, "%s AS currency, sum (%s), min (%s), max (%s), count (%s)", code,
                          quoted, quoted, quoted, quoted);
}

/**
 * bureau_view_query_total:
 * @query: sort, limit and offset say nothing here
 * @column: of the source
 *
 * Returns: (transfer full): [[currency, sum, least, largest, how many], …] over all rows, one for
 *   each currency; or %NULL with @error set
 */
JsonArray *
bureau_view_query_total (BureauGuard *guard, JsonObject *document, const BureauViewQuery *query,
                         const char *column, GError **error)
{
  JsonObject *source = bureau_view_find_in (document, "data", query->source);
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autoptr (JsonObject) result = NULL;
  g_auto (BureauViewPrepared) prepared = { NULL };

  if (!bureau_view_query_prepare (&prepared, guard, document, query, error))
    return NULL;
  add_total (sql, source, column);
  g_string_append_printf (sql, " FROM (\n%s\n) GROUP BY 1", prepared.inner);
  result = bureau_guard_query (guard, sql->str, prepared.params, NULL, error);
  return result != NULL ? json_array_ref (bureau_json_get_array (result, "rows")) : NULL;
}
