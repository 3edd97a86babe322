/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of more rows than a chart can show, SQLite gives those that stick out. */
#include "base/json.h"
#include "memory/sql-scan.h"
#include "views/meaning.h"
#include "views/query-private.h"

/* What a row stands at, as a number. */
static char *
make_key (JsonObject *source, const char *x)
{
  const char *type = bureau_json_get_string (bureau_view_get_column (source, x), "type");
  g_autofree char *quoted = bureau_sql_quote_name (x);
  gboolean is_time = g_strcmp0 (type, "date") == 0 || g_strcmp0 (type, "datetime") == 0;

  return is_time ? g_strdup_printf ("julianday(%s)", quoted) : g_steal_pointer (&quoted);
}

static char *
list_columns (JsonObject *source)
{
  JsonArray *columns = bureau_json_get_array (source, "columns");
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (columns); i++)
    {
      g_autofree char *name = bureau_sql_quote_name (
          bureau_json_get_string (json_array_get_object_element (columns, i), "name"));

      g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", name);
    }
  return g_string_free_and_steal (list);
}

/**
 * bureau_view_reduce:
 * @source: of the view
 * @query: whose x and y are columns of the source
 * @inner: the source's statement, prepared alone before
 * @params: what it is given
 *
 * Returns: (transfer full): rows of the source: of each of many stretches along x the one with the
 *   least and the one with the largest y; %NULL with @error set
 */
JsonObject *
bureau_view_reduce (BureauGuard *guard, JsonObject *source, const BureauViewQuery *query,
                    const char *inner, JsonObject *params, GError **error)
{
  g_autofree char *key = make_key (source, query->x);
  g_autofree char *y = bureau_sql_quote_name (query->y);
  g_autofree char *columns = list_columns (source);
  g_autofree char *sql = g_strdup_printf ("SELECT %s, %s, %s FROM (\n%s\n)", key, y, columns,
                                          inner);

  return bureau_guard_extremes (guard, sql, params, error);
}
