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
  BureauOrigin *origin;
  JsonObject *row;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_clear_pointer (&self->document, json_object_unref);
  g_clear_pointer (&self->values, json_object_unref);
  g_clear_pointer (&self->origin, bureau_origin_free);
  g_clear_pointer (&self->row, json_object_unref);
  g_free (self->source);
  g_free (self);
}

/* Those of the row's own group. */
static char *
make_sql (Reading *self, const char *what, JsonObject *params)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "SELECT %s FROM (\n%s\n)", what, self->origin->sql);
  for (guint i = 0; self->origin->keys[i] != NULL; i++)
    {
      g_autofree char *quoted = bureau_sql_quote_name (self->origin->keys[i]);
      g_autofree char *name = g_strdup_printf ("origin_key_%u", i);
      JsonNode *value = json_object_get_member (self->row, self->origin->keys[i]);

      g_string_append_printf (sql, "%s %s IS :%s", i == 0 ? " WHERE" : " AND", quoted, name);
      json_object_set_member (
          params, name, value != NULL ? json_node_copy (value) : json_node_new (JSON_NODE_NULL));
    }
  return g_string_free_and_steal (sql);
}

static JsonArray *
ask (Reading *self, BureauGuard *guard, const char *what, JsonObject *params, GError **error)
{
  const BureauGuardLimits limits = { .max_rows = MOST };
  g_autofree char *sql = make_sql (self, what, params);
  g_autoptr (JsonObject) answer = bureau_guard_query (guard, sql, params, &limits, error);

  return answer != NULL ? json_array_ref (bureau_json_get_array (answer, "rows")) : NULL;
}

static JsonArray *
list_firsts (JsonArray *rows)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < json_array_get_length (rows); i++)
    json_array_add_element (
        list, json_node_copy (json_array_get_element (json_array_get_array_element (rows, i), 0)));
  return list;
}

static gboolean
read_cb (BureauGuard *guard, gpointer data, GValue *result, GError **error)
{
  Reading *self = data;
  const BureauViewQuery query = { .source = self->source, .values = self->values };
  g_auto (BureauViewPrepared) prepared = { NULL };
  g_autoptr (JsonArray) ids = NULL;
  g_autoptr (JsonArray) count = NULL;
  JsonObject *answer;

  if (!bureau_view_query_prepare (&prepared, guard, self->document, &query, error))
    return FALSE;
  ids = ask (self, guard, "DISTINCT origin_id", prepared.params, error);
  count = ids != NULL ? ask (self, guard, "count(DISTINCT origin_id)", prepared.params, error)
                      : NULL;
  if (count == NULL)
    return FALSE;
  answer = json_object_new ();
  json_object_set_string_member (answer, "collection", self->origin->table);
  json_object_set_array_member (answer, "ids", list_firsts (ids));
  json_object_set_int_member (
      answer, "n", json_array_get_int_element (json_array_get_array_element (count, 0), 0));
  g_value_init (result, JSON_TYPE_OBJECT);
  g_value_take_boxed (result, answer);
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
 * Returns: (transfer full): a future of {"collection","ids":[…],"n"}: the first of the records that
 *   the row was made of, and how many there are; %NULL where the row adds nothing up, or where it
 *   cannot be told
 */
DexFuture *
bureau_origin_read (BureauMemory *memory, JsonObject *document, JsonObject *values,
                    BureauShownRows *rows, guint row)
{
  JsonObject *source = bureau_shown_rows_get_source (rows);
  BureauOrigin *origin = bureau_origin_parse (bureau_json_get_string (source, "sql"),
                                              bureau_json_get_array (source, "columns"));
  g_autoptr (JsonObject) shown = bureau_shown_rows_dup_row (rows, row);
  Reading *self;

  if (origin == NULL)
    return dex_future_new_take_boxed (JSON_TYPE_OBJECT, NULL);
  self = g_new0 (Reading, 1);
  self->document = bureau_view_to_canonical (document);
  self->values = copy_values (values, bureau_shown_rows_get_wish (rows)->unbound);
  self->source = g_strdup (bureau_json_get_string (source, "id"));
  self->origin = origin;
  self->row = bureau_json_copy_object (shown);
  return bureau_memory_guard (memory, read_cb, self, reading_free);
}
