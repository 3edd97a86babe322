/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/input.h"
#include "cli/rows.h"
#include "cli/table.h"
#include "memory/collection.h"
#include "memory/guard.h"

/* Collections ---------------------------------------------------------------------------------- */

static gboolean
add_count (BureauDatabase *database, JsonObject *collection, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM \"%s\"",
                                          bureau_json_get_string (collection, "collection"));
  gint64 n = 0;

  if (!bureau_database_int (database, &n, error, sql, ""))
    return FALSE;
  json_object_set_int_member (collection, "records", n);
  return TRUE;
}

static gboolean
collections_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  g_autoptr (JsonArray) list = bureau_collection_list (database, error);

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    if (!add_count (database, json_array_get_object_element (list, i), error))
      return FALSE;
  return bureau_result_array (result, g_steal_pointer (&list));
}

static char *
join_field_names (JsonObject *collection)
{
  JsonArray *fields = bureau_json_get_array (collection, "fields");
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    g_strv_builder_add (names,
                        bureau_json_get_string (json_array_get_object_element (fields, i), "name"));
  list = g_strv_builder_end (names);
  return g_strjoinv (", ", list);
}

static gboolean
run_collections (BureauCall *call, GError **error)
{
  g_autoptr (JsonArray) list = bureau_call_read_array (call, collections_cb, NULL, error);
  g_autoptr (BureauTable) table = bureau_table_new ("NAME", "RECORDS", "TITLE", "FIELDS", NULL);

  if (list == NULL)
    return FALSE;
  if (call->json)
    {
      bureau_call_print_array (call, list);
      return TRUE;
    }
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *collection = json_array_get_object_element (list, i);
      g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT,
                                                bureau_json_get_int (collection, "records", 0));
      g_autofree char *fields = join_field_names (collection);

      bureau_table_add (table, bureau_json_get_string (collection, "collection"), count,
                        bureau_json_get_string (collection, "title"), fields, NULL);
    }
  if (bureau_table_get_length (table) > 0)
    bureau_table_print (table, call->out);
  else
    bureau_call_print (
        call, "There are no collections yet. Templates bring some: “bureauctl templates”.\n");
  return TRUE;
}

/* Query ---------------------------------------------------------------------------------------- */

typedef struct
{
  const char *sql;
  JsonObject *params;
} Query;

static gboolean
query_cb (BureauGuard *guard, gpointer data, GValue *result, GError **error)
{
  Query *query = data;

  return bureau_result_object (result,
                               bureau_guard_query (guard, query->sql, query->params, NULL, error));
}

static gboolean
run_query (BureauCall *call, GError **error)
{
  g_autoptr (JsonObject) params = bureau_call_read_params (call, error);
  Query query = { bureau_call_get_argument (call, 0), params };
  g_autoptr (JsonObject) answer = NULL;

  if (params == NULL)
    return FALSE;
  answer = dex_await_boxed (bureau_memory_guard (call->memory, query_cb, &query, NULL), error);
  if (answer == NULL)
    return FALSE;
  if (call->json)
    bureau_call_print_object (call, answer);
  else
    bureau_call_print_rows (call, answer);
  return TRUE;
}

static const BureauOption query_options[]
    = { { "param", "NAME=VALUE", "A value for :NAME in the query; again for more" }, { NULL } };

const BureauCommand bureau_memory_commands[] = {
  { "collections", "", "List the collections and their fields", run_collections, BUREAU_OPEN_READ,
    0, 0 },
  { "query", "SQL", "Ask in SQL; it can only read", run_query, BUREAU_OPEN_READ, 1, 1,
    query_options,
    "Reads collections and the views messages, drafts, runs and usage. A value of --param\n"
    "is a number, true, false, null or a \"quoted\" text as in JSON; anything else is taken\n"
    "as the text it is." },
  { NULL },
};
