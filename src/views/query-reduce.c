/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of more rows than a chart can show, SQLite gives those that stick out. */
#include <math.h>

#include "base/json.h"
#include "memory/sql-scan.h"
#include "views/meaning.h"
#include "views/query-private.h"

/* So many columns of px, each with its least and its most: no more points than a chart has. */
#define COLUMNS 1000

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

/* From where to where the rows stand; FALSE where they stand nowhere. */
static gboolean
find_range (BureauGuard *guard, const char *inner, const char *key, JsonObject *params, double *low,
            double *step, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT min(%s), max(%s) FROM (\n%s\n)", key, key, inner);
  g_autoptr (JsonObject) result = bureau_guard_query (guard, sql, params, NULL, error);
  JsonArray *row = result != NULL
                       ? json_array_get_array_element (bureau_json_get_array (result, "rows"), 0)
                       : NULL;

  if (row == NULL)
    return FALSE;
  *low = json_array_get_double_element (row, 0);
  *step = (json_array_get_double_element (row, 1) - *low) / COLUMNS;
  if (!isfinite (*step) || *step <= 0)
    *step = 1;
  return TRUE;
}

/* With a single min() or max(), SQLite takes the other columns of the row that holds it, so that
 * every point is a row that there is (lang_select.html, “bare columns”). */
static char *
make_side (const char *act, const char *columns, const char *y, const char *inner,
           const char *bucket)
{
  return g_strdup_printf ("SELECT %s FROM (SELECT *, %s(%s) FROM (\n%s\n) WHERE %s IS NOT NULL "
                          "GROUP BY %s)",
                          columns, act, y, inner, y, bucket);
}

/**
 * bureau_view_reduce:
 * @source: of the view
 * @query: whose x and y are columns of the source
 * @inner: the source's statement, prepared alone before
 * @params: what it is given
 *
 * Returns: (transfer full): rows of the source: of each of a thousand stretches along x the one
 *   with the least and the one with the largest y; %NULL with @error set
 */
JsonObject *
bureau_view_reduce (BureauGuard *guard, JsonObject *source, const BureauViewQuery *query,
                    const char *inner, JsonObject *params, GError **error)
{
  g_autofree char *key = make_key (source, query->x);
  g_autofree char *y = bureau_sql_quote_name (query->y);
  g_autofree char *columns = list_columns (source);
  g_autofree char *bucket = NULL, *least = NULL, *most = NULL, *sql = NULL;
  char low_text[G_ASCII_DTOSTR_BUF_SIZE], step_text[G_ASCII_DTOSTR_BUF_SIZE];
  double low, step;
  JsonObject *result;

  if (!find_range (guard, inner, key, params, &low, &step, error))
    return NULL;
  bucket = g_strdup_printf ("CAST((%s - (%s)) / %s AS INTEGER)", key,
                            g_ascii_formatd (low_text, sizeof low_text, "%.17g", low),
                            g_ascii_formatd (step_text, sizeof step_text, "%.17g", step));
  least = make_side ("min", columns, y, inner, bucket);
  most = make_side ("max", columns, y, inner, bucket);
  sql = g_strdup_printf ("%s UNION ALL %s", least, most);
  result = bureau_guard_query (guard, sql, params, NULL, error);
  if (result != NULL)
    json_object_set_boolean_member (result, "reduced", TRUE);
  return result;
}
