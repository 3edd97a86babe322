/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records that a row of figures was made of. */
#include "base/json.h"
#include "memory/sql-scan.h"
#include "views/meaning.h"
#include "views/origin.h"
#include "views/query-private.h"
#include "views/view.h"

#define MOST 50

typedef struct
{
  JsonObject *document; /* ours alone */
  JsonObject *values;
  char *source;
  JsonObject *row;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_clear_pointer (&self->document, json_object_unref);
  g_clear_pointer (&self->values, json_object_unref);
  g_clear_pointer (&self->row, json_object_unref);
  g_free (self->source);
  g_free (self);
}

/* What was used has no page to lead to. */
static gboolean
has_records (const char *table, gpointer data)
{
  g_autofree char *quoted = bureau_sql_quote_name (table);
  g_autofree char *sql = g_strdup_printf ("SELECT %s.id FROM %s", quoted, quoted);

  return g_ascii_strcasecmp (table, "usage") != 0 && bureau_guard_check (data, sql, NULL, NULL);
}

/* What the statement gives that is shown, and the row's value of each as a parameter. */
static JsonArray *
add_keys (Reading *self, JsonArray *given, JsonObject *params)
{
  JsonArray *columns = json_array_new ();

  for (guint i = 0; i < json_array_get_length (given); i++)
    {
      const char *column = json_array_get_string_element (given, i);
      g_autofree char *name = g_strdup_printf ("origin_key_%u", i);

      if (!json_object_has_member (self->row, column))
        {
          json_array_add_null_element (columns);
          continue;
        }
      json_array_add_string_element (columns, column);
      json_object_set_member (params, name,
                              json_node_copy (json_object_get_member (self->row, column)));
    }
  return columns;
}

/* Of @params those that @sql asks for: the guard refuses others. */
static JsonObject *
pick_params (const char *sql, JsonObject *params)
{
  JsonObject *picked = json_object_new ();
  const char *cursor = sql;
  BureauSqlToken token;

  while (bureau_sql_next (&cursor, &token))
    {
      g_autofree char *name = token.kind == BUREAU_SQL_PARAMETER
                                  ? g_strndup (token.start + 1, token.length - 1)
                                  : NULL;

      if (name != NULL && json_object_has_member (params, name))
        json_object_set_member (picked, name,
                                json_node_copy (json_object_get_member (params, name)));
    }
  return picked;
}

static JsonArray *
ask (BureauGuard *guard, const char *sql, JsonObject *params)
{
  const BureauGuardLimits limits = { .max_rows = MOST };
  g_autoptr (JsonObject) picked = pick_params (sql, params);
  g_autoptr (JsonObject) answer = bureau_guard_query (guard, sql, picked, &limits, NULL);

  return answer != NULL ? json_array_ref (bureau_json_get_array (answer, "rows")) : NULL;
}

/* The first records of one part, behind those of others; -1 where they cannot be read. */
static int
read_part (const BureauOrigin *origin, guint part, BureauGuard *guard, JsonObject *params,
           JsonArray *records)
{
  g_autofree char *sql = g_strdup_printf (
      "%s SELECT DISTINCT origin_table, origin_id FROM (%s) WHERE origin_id IS NOT NULL",
      origin->with, (char *)g_ptr_array_index (origin->parts, part));
  g_autoptr (JsonArray) rows = ask (guard, sql, params);

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    json_array_add_element (records, json_node_copy (json_array_get_element (rows, i)));
  return rows != NULL ? (int)json_array_get_length (rows) : -1;
}

/* How many there are in all; -1 where counting them takes too long. */
static gint64
count (const BureauOrigin *origin, GString *parts, BureauGuard *guard, JsonObject *params)
{
  g_autofree char *sql = g_strdup_printf (
      "%s SELECT count(*) FROM (SELECT DISTINCT origin_id FROM (%s) WHERE origin_id IS NOT NULL)",
      origin->with, parts->str);
  g_autoptr (JsonArray) rows = parts->len > 0 ? ask (guard, sql, params) : NULL;

  return rows != NULL ? json_array_get_int_element (json_array_get_array_element (rows, 0), 0) : -1;
}

/* Each record once, as an object, as many as there is room for; @n of them in all. */
static JsonArray *
list_records (JsonArray *rows, guint *n)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *records = json_array_new ();

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonArray *row = json_array_get_array_element (rows, i);
      JsonNode *id = json_array_get_element (row, 1);
      JsonObject *record;

      if (!g_hash_table_add (known, bureau_json_print (id))
          || json_array_get_length (records) == MOST)
        continue;
      record = json_object_new ();
      json_object_set_string_member (record, "collection", json_array_get_string_element (row, 0));
      json_object_set_member (record, "id", json_node_copy (id));
      json_array_add_object_element (records, record);
    }
  *n = g_hash_table_size (known);
  return records;
}

static JsonObject *
read_origin (const BureauOrigin *origin, BureauGuard *guard, JsonObject *params)
{
  g_autoptr (JsonArray) rows = json_array_new ();
  g_autoptr (GString) told = g_string_new (NULL);
  gboolean is_partial = origin->is_partial;
  gboolean is_all = TRUE;
  JsonObject *answer;
  guint n;

  for (guint i = 0; i < origin->parts->len; i++)
    {
      int read = read_part (origin, i, guard, params, rows);

      if (read >= 0)
        g_string_append_printf (told, "%sSELECT origin_id FROM (%s)",
                                told->len > 0 ? " UNION ALL " : "",
                                (char *)g_ptr_array_index (origin->parts, i));
      is_partial = is_partial || read < 0;
      is_all = is_all && read < MOST;
    }
  if (told->len == 0)
    return NULL;
  answer = json_object_new ();
  json_object_set_array_member (answer, "records", list_records (rows, &n));
  json_object_set_int_member (answer, "n", is_all ? n : count (origin, told, guard, params));
  json_object_set_boolean_member (answer, "is_partial", is_partial);
  return answer;
}

static gboolean
read_cb (BureauGuard *guard, gpointer data, GValue *result, GError **error)
{
  Reading *self = data;
  const BureauViewQuery query = { .source = self->source, .values = self->values };
  g_auto (BureauViewPrepared) prepared = { NULL };
  g_autoptr (BureauOrigin) origin = NULL;
  g_autoptr (JsonArray) columns = NULL;

  if (!bureau_view_query_prepare (&prepared, guard, self->document, &query, error))
    return FALSE;
  columns = add_keys (self, prepared.columns, prepared.params);
  origin = bureau_origin_parse (prepared.inner, columns, has_records, guard);
  g_value_init (result, JSON_TYPE_OBJECT);
  if (origin != NULL)
    g_value_take_boxed (result, read_origin (origin, guard, prepared.params));
  return TRUE;
}

static JsonObject *
copy_values (JsonObject *values, const char *unbound)
{
  JsonObject *copy = bureau_json_copy_object (values);

  if (unbound != NULL)
    json_object_set_null_member (copy, unbound);
  return copy;
}

/**
 * bureau_origin_read:
 * @document: a checked view
 * @values: {"PARAM": value} as it is set
 * @rows: of a source of it
 * @row: of them
 *
 * Returns: (transfer full): a future of {"records":[{"collection","id"}],"n","is_partial"}: the
 *   first of the records that the row was made of, how many there are (-1 where that took too
 *   long), and whether there are others that cannot be told; %NULL where none can be told
 */
DexFuture *
bureau_origin_read (BureauMemory *memory, JsonObject *document, JsonObject *values,
                    BureauShownRows *rows, guint row)
{
  JsonObject *source = bureau_shown_rows_get_source (rows);
  g_autoptr (JsonObject) shown = bureau_shown_rows_dup_row (rows, row);
  Reading *self = g_new0 (Reading, 1);

  self->document = bureau_view_to_canonical (document);
  self->values = copy_values (values, bureau_shown_rows_get_wish (rows)->unbound);
  self->source = g_strdup (bureau_json_get_string (source, "id"));
  self->row = bureau_json_copy_object (shown);
  return bureau_memory_guard (memory, read_cb, self, reading_free);
}
