/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/query.h"

#include "base/error.h"
#include "base/json.h"
#include "memory/sql-scan.h"
#include "views/meaning.h"
#include "views/param.h"
#include "views/query-private.h"
#include "views/view.h"

static void
add_group (GString *sql, JsonObject *source, const BureauViewQuery *query)
{
  g_autofree char *quoted = NULL;

  if (query->group == NULL || bureau_view_get_column (source, query->group) == NULL)
    return;
  quoted = bureau_sql_quote_name (query->group);
  g_string_append_printf (sql, "%s, ", quoted);
}

/* Where rows are told apart, those with the same value have an order, too. */
static void
add_second (GString *sql, const BureauViewQuery *query, const char *first)
{
  g_autofree char *quoted = query->key != NULL ? bureau_sql_quote_name (query->key) : NULL;

  if (quoted != NULL && g_strcmp0 (query->key, first) != 0)
    g_string_append_printf (sql, ", %s%s", quoted, *query->sort == '-' ? " DESC" : "");
}

/**
 * bureau_view_query_add_order:
 * @sql: a statement over the source
 *
 * Has the rows in the order that is asked for.
 */
void
bureau_view_query_add_order (GString *sql, JsonObject *source, const BureauViewQuery *query)
{
  const char *name = query->sort != NULL && *query->sort == '-' ? query->sort + 1 : query->sort;
  g_autofree char *quoted = NULL;

  if (name == NULL || bureau_view_get_column (source, name) == NULL)
    return;
  quoted = bureau_sql_quote_name (name);
  g_string_append (sql, " ORDER BY ");
  add_group (sql, source, query);
  g_string_append_printf (sql, "%s%s", quoted, name != query->sort ? " DESC" : "");
  add_second (sql, query, name);
}

/* A statement around a source's own, by which SQLite sorts and pages. The source was prepared alone
 * before, so that nothing in it can reach out of the brackets. */
static char *
wrap (JsonObject *source, const BureauViewQuery *query)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "SELECT * FROM (\n%s\n)", bureau_json_get_string (source, "sql"));
  bureau_view_query_add_order (sql, source, query);
  g_string_append_printf (sql, " LIMIT %d OFFSET %u",
                          query->limit > 0 && query->limit < G_MAXINT ? (int)query->limit + 1 : -1,
                          query->offset);
  return g_string_free_and_steal (sql);
}

static char *
without_end (const char *sql)
{
  gsize length = strlen (sql);

  while (length > 0 && (g_ascii_isspace (sql[length - 1]) || sql[length - 1] == ';'))
    length--;
  return g_strndup (sql, length);
}

static JsonArray *
missing_needs (JsonObject *source, JsonObject *values)
{
  JsonArray *needs = bureau_json_get_array (source, "needs");
  g_autoptr (JsonArray) missing = json_array_new ();

  for (guint i = 0; needs != NULL && i < json_array_get_length (needs); i++)
    {
      const char *name = json_array_get_string_element (needs, i);
      JsonNode *value = json_object_get_member (values, name);

      if (value == NULL || JSON_NODE_HOLDS_NULL (value))
        json_array_add_string_element (missing, name);
    }
  return json_array_get_length (missing) > 0 ? g_steal_pointer (&missing) : NULL;
}

static JsonObject *
waiting (JsonArray *missing)
{
  JsonObject *result = json_object_new ();

  json_object_set_array_member (result, "needs", missing);
  return result;
}

/* Where that takes too long, the first rows are better than none. */
static void
reduce (BureauGuard *guard, JsonObject *source, const BureauViewQuery *query, const char *inner,
        JsonObject *params, JsonObject **result)
{
  JsonObject *reduced = bureau_view_reduce (guard, source, query, inner, params, NULL);

  if (reduced == NULL)
    return;
  g_clear_pointer (result, json_object_unref);
  *result = reduced;
}

/**
 * bureau_view_query_clear:
 *
 * Frees what bureau_view_query_prepare() found out.
 */
void
bureau_view_query_clear (BureauViewPrepared *self)
{
  g_clear_pointer (&self->inner, g_free);
  g_clear_pointer (&self->params, json_object_unref);
  g_clear_pointer (&self->tables, json_array_unref);
  g_clear_pointer (&self->columns, json_array_unref);
}

/**
 * bureau_view_query_prepare:
 * @self: (out caller-allocates): the source's statement, prepared alone, and what it is given; no
 *   params where there is no time before
 *
 * Returns: %FALSE with @error set where the statement cannot run
 */
gboolean
bureau_view_query_prepare (BureauViewPrepared *self, BureauGuard *guard, JsonObject *document,
                           const BureauViewQuery *query, GError **error)
{
  JsonObject *source = bureau_view_find_in (document, "data", query->source);
  g_autoptr (JsonObject) described = NULL;
  g_autofree char *today = NULL;

  *self = (BureauViewPrepared){ .inner = without_end (bureau_json_get_string (source, "sql")) };
  described = bureau_guard_describe (guard, self->inner, error);
  if (described == NULL)
    return FALSE;
  today = bureau_guard_today (guard);
  self->tables = json_array_ref (bureau_json_get_array (described, "tables"));
  self->columns = json_array_ref (bureau_json_get_array (described, "columns"));
  self->params = bureau_view_params_bind (document, query->values,
                                          bureau_json_get_array (described, "params"), today);
  if (query->is_before)
    {
      g_autoptr (JsonObject) now = g_steal_pointer (&self->params);

      self->params = bureau_view_params_before (document, now);
    }
  return TRUE;
}

static JsonObject *
run (BureauGuard *guard, JsonObject *document, JsonObject *source, const BureauViewQuery *query,
     GError **error)
{
  g_auto (BureauViewPrepared) prepared = { NULL };
  BureauGuardLimits limits = { .max_rows = query->limit };
  g_autofree char *sql = NULL;
  JsonObject *result;

  if (!bureau_view_query_prepare (&prepared, guard, document, query, error))
    return NULL;
  if (prepared.params == NULL)
    return waiting (json_array_new ());
  sql = wrap (source, query);
  result = bureau_guard_query (guard, sql, prepared.params, &limits, error);
  if (result != NULL)
    bureau_view_query_align (&prepared, source, result);
  if (result != NULL && query->y != NULL && bureau_json_get_boolean (result, "truncated"))
    reduce (guard, source, query, prepared.inner, prepared.params, &result);
  if (result != NULL)
    json_object_set_array_member (result, "tables", json_array_ref (prepared.tables));
  return result;
}

/**
 * bureau_view_query:
 * @guard: on its thread
 * @document: a checked view
 * @query: what is asked
 *
 * Reads one source.
 *
 * Returns: (transfer full): {"columns":[…],"rows":[[…]],"truncated","tables":[…],"gone"?:[…]},
 * tables being what the rows rest on, gone the declared columns that the statement gives no more;
 * {"needs":["PARAM",…]} where the source waits for parameters, and an empty list of them where
 * there is no time before; %NULL with @error set where SQL cannot run
 */
JsonObject *
bureau_view_query (BureauGuard *guard, JsonObject *document, const BureauViewQuery *query,
                   GError **error)
{
  JsonObject *source = bureau_view_find_in (document, "data", query->source);
  g_autoptr (JsonObject) values = query->values != NULL ? json_object_ref (query->values)
                                                        : bureau_view_params_start (document);
  BureauViewQuery whole = *query;
  JsonArray *missing;

  if (source == NULL)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND, "The view has no source “%s”.",
                   query->source);
      return NULL;
    }
  missing = missing_needs (source, values);
  whole.values = values;
  return missing != NULL ? waiting (missing) : run (guard, document, source, &whole, error);
}

/* All sources */

typedef struct
{
  JsonObject *document;
  JsonObject *values;
} BureauViewReading;

static void
reading_free (BureauViewReading *self)
{
  g_clear_pointer (&self->document, json_object_unref);
  g_clear_pointer (&self->values, json_object_unref);
  g_free (self);
}

static JsonObject *
read_source (BureauGuard *guard, BureauViewReading *self, const char *source)
{
  BureauViewQuery query = { .source = source, .values = self->values };
  g_autoptr (GError) error = NULL;
  JsonObject *result = bureau_view_query (guard, self->document, &query, &error);

  if (result == NULL)
    {
      result = json_object_new ();
      json_object_set_string_member (result, "error", error->message);
    }
  return result;
}

static gboolean
read_cb (BureauGuard *guard, gpointer data, GValue *result, GError **error)
{
  BureauViewReading *self = data;
  g_autofree const char **ids = bureau_view_list_ids (self->document, "data");
  JsonObject *sources = json_object_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    json_object_set_object_member (sources, ids[i], read_source (guard, self, ids[i]));
  g_value_init (result, JSON_TYPE_OBJECT);
  g_value_take_boxed (result, sources);
  return TRUE;
}

/**
 * bureau_view_read:
 * @document: a checked view
 * @values: (nullable): {"PARAM": value}; %NULL is what the view begins with
 *
 * Reads every source. One that fails does not keep the others from being shown.
 *
 * Returns: (transfer full): a future of {"SOURCE": what bureau_view_query() gives, or {"error"}}
 */
DexFuture *
bureau_view_read (BureauMemory *memory, JsonObject *document, JsonObject *values)
{
  BureauViewReading *reading = g_new0 (BureauViewReading, 1);

  reading->document = bureau_view_to_canonical (document);
  reading->values = values != NULL ? json_object_ref (values) : NULL;
  return bureau_memory_guard (memory, read_cb, reading, (GDestroyNotify)reading_free);
}
