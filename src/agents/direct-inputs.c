/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What there is to be asked about: collections with what their fields hold, workflows, views. */
#include "agents/direct-inputs.h"

#include "base/error.h"
#include "base/json.h"
#include "memory/collection.h"
#include "memory/document.h"

/* Of a field with more different values than that, none is known by its words. */
#define MAX_VALUES 60
#define SAMPLE_ROWS 5000

/* What can be read beside the collections. */
static const char own_collections[]
    = "[{\"collection\":\"messages\",\"title\":\"Messages\",\"fields\":["
      "{\"name\":\"sender_name\",\"type\":\"person\",\"title\":\"Sender\"},"
      "{\"name\":\"subject\",\"type\":\"text\",\"title\":\"Subject\"},"
      "{\"name\":\"sent_at\",\"type\":\"datetime\",\"title\":\"Sent\"},"
      "{\"name\":\"label\",\"type\":\"text\",\"title\":\"Label\"},"
      "{\"name\":\"channel\",\"type\":\"text\",\"title\":\"Channel\"}]},"
      "{\"collection\":\"drafts\",\"title\":\"Drafts\",\"fields\":["
      "{\"name\":\"subject\",\"type\":\"text\",\"title\":\"Subject\"},"
      "{\"name\":\"state\",\"type\":\"choice\",\"title\":\"State\",\"choices\":[\"drafted\","
      "\"edited\",\"snoozed\",\"rejected\",\"approved\"]},"
      "{\"name\":\"workflow\",\"type\":\"text\",\"title\":\"Workflow\"}]},"
      "{\"collection\":\"runs\",\"title\":\"Runs\",\"fields\":["
      "{\"name\":\"workflow\",\"type\":\"text\",\"title\":\"Workflow\"},"
      "{\"name\":\"state\",\"type\":\"choice\",\"title\":\"State\",\"choices\":[\"queued\","
      "\"running\",\"waiting\",\"parked\",\"done\",\"cancelled\"]}]}]";

/* Collections ------------------------------------------------------------------------------------
 */

static gboolean
is_sampled (JsonObject *field)
{
  static const char *const types[] = { "text", "company", "person", "choice", NULL };
  const char *type = bureau_json_get_string (field, "type");

  return type != NULL && g_strv_contains (types, type);
}

/* Names of fields are letters, digits and underscores: the collection was checked. */
static gboolean
sample_field (BureauDatabase *database, const char *collection, const char *field,
              JsonObject *samples, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT DISTINCT \"%s\" AS value FROM (SELECT \"%s\" FROM \"%s\" LIMIT %d)"
      " WHERE length(\"%s\") BETWEEN 2 AND 60 LIMIT %d",
      field, field, collection, SAMPLE_ROWS, field, MAX_VALUES + 1);
  g_autoptr (JsonArray) rows = bureau_database_rows (database, error, sql, "");
  JsonArray *values;

  if (rows == NULL)
    return FALSE;
  values = json_array_new ();
  for (guint i = 0; json_array_get_length (rows) <= MAX_VALUES && i < json_array_get_length (rows);
       i++)
    json_array_add_string_element (
        values, bureau_json_get_string (json_array_get_object_element (rows, i), "value"));
  json_object_set_array_member (samples, field, values);
  return TRUE;
}

static gboolean
sample (BureauDatabase *database, JsonObject *document, JsonObject *all, GError **error)
{
  const char *name = bureau_json_get_string (document, "collection");
  JsonArray *fields = bureau_json_get_array (document, "fields");
  JsonObject *samples = json_object_new ();

  json_object_set_object_member (all, name, samples);
  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);

      if (is_sampled (field)
          && !sample_field (database, name, bureau_json_get_string (field, "name"), samples, error))
        return FALSE;
    }
  return TRUE;
}

/* Documents --------------------------------------------------------------------------------------
 */

static JsonArray *
list_bodies (BureauDatabase *database, const char *kind, GError **error)
{
  g_autoptr (JsonArray) documents = bureau_document_list (database, kind, error);
  JsonArray *bodies = documents != NULL ? json_array_new () : NULL;

  for (guint i = 0; bodies != NULL && i < json_array_get_length (documents); i++)
    json_array_add_object_element (
        bodies, json_object_ref (
                    bureau_json_get_object (json_array_get_object_element (documents, i), "body")));
  return bodies;
}

static gboolean
add_collections (BureauDatabase *database, JsonObject *inputs, GError **error)
{
  g_autoptr (JsonNode) own = bureau_json_parse (own_collections, -1, error);
  JsonArray *collections = own != NULL ? bureau_collection_list (database, error) : NULL;
  JsonObject *samples;
  guint n;

  if (collections == NULL)
    return FALSE;
  n = json_array_get_length (collections);
  json_object_set_array_member (inputs, "collections", collections);
  samples = json_object_new ();
  json_object_set_object_member (inputs, "samples", samples);
  for (guint i = 0; i < n; i++)
    if (!sample (database, json_array_get_object_element (collections, i), samples, error))
      return FALSE;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (own)); i++)
    json_array_add_object_element (collections, json_object_ref (json_array_get_object_element (
                                                    json_node_get_array (own), i)));
  return TRUE;
}

static gboolean
add_documents (BureauDatabase *database, const char *view, JsonObject *inputs, GError **error)
{
  JsonArray *workflows = list_bodies (database, "workflow", error);
  g_autoptr (JsonArray) views = NULL;
  JsonArray *names;

  if (workflows == NULL)
    return FALSE;
  json_object_set_array_member (inputs, "workflows", workflows);
  views = list_bodies (database, "view", error);
  if (views == NULL)
    return FALSE;
  names = json_array_new ();
  json_object_set_array_member (inputs, "views", names);
  for (guint i = 0; i < json_array_get_length (views); i++)
    {
      JsonObject *body = json_array_get_object_element (views, i);
      const char *name = bureau_json_get_string (body, "id");

      json_array_add_string_element (names, name);
      if (g_strcmp0 (name, view) == 0)
        json_object_set_object_member (inputs, "view", json_object_ref (body));
    }
  return TRUE;
}

/* What “this” can mean
 * -----------------------------------------------------------------------------
 */

static gboolean
add_record (BureauDatabase *database, gint64 id, JsonArray *meant, GError **error)
{
  g_autofree char *collection = bureau_collection_of_record (database, id, error);
  g_autoptr (JsonObject) record = json_object_new ();

  if (collection == NULL)
    return FALSE;
  json_object_set_string_member (record, "collection", collection);
  bureau_json_set_id (record, "id", id);
  json_array_add_object_element (meant, g_steal_pointer (&record));
  return TRUE;
}

/* A record that is gone meanwhile is not meant. */
static gboolean
add_if_there (BureauDatabase *database, gint64 id, JsonArray *meant, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (add_record (database, id, meant, &failure)
      || g_error_matches (failure, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* What is selected in the view that is open. */
static gboolean
add_selected (BureauDatabase *database, JsonObject *view, JsonObject *values, JsonArray *meant,
              GError **error)
{
  JsonArray *params = bureau_json_get_array (view, "params");

  for (guint i = 0; params != NULL && i < json_array_get_length (params); i++)
    {
      JsonObject *param = json_array_get_object_element (params, i);
      gint64 id = bureau_json_get_id (values, bureau_json_get_string (param, "id"));

      if (g_strcmp0 (bureau_json_get_string (param, "type"), "record") == 0 && id != 0
          && !add_if_there (database, id, meant, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_meant (BureauDatabase *database, JsonObject *opened_from, JsonObject *inputs, GError **error)
{
  JsonArray *meant = json_array_new ();
  gint64 record = bureau_json_get_id (opened_from, "record");
  JsonObject *values = bureau_json_get_object (opened_from, "params");

  json_object_set_array_member (inputs, "this", meant);
  if (record != 0 && !add_record (database, record, meant, error))
    return FALSE;
  return values == NULL
         || add_selected (database, bureau_json_get_object (inputs, "view"), values, meant, error);
}

/**
 * bureau_direct_inputs:
 * @direction: what is asked for
 *
 * Returns: (transfer full): the inputs of bureau_builtin_view(), or %NULL with @error set
 */
JsonObject *
bureau_direct_inputs (BureauDatabase *database, const BureauDirection *direction, GError **error)
{
  g_autoptr (JsonObject) inputs = json_object_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  const char *open = direction->opened_from != NULL
                         ? bureau_json_get_string (direction->opened_from, "view")
                         : NULL;

  json_object_set_string_member (inputs, "words", direction->words);
  json_object_set_string_member (inputs, "today", today);
  bureau_json_set_string (inputs, "element", direction->element);
  if (direction->view == NULL && open != NULL)
    json_object_set_boolean_member (inputs, "is_open", TRUE);
  if (!add_collections (database, inputs, error)
      || !add_documents (database, direction->view != NULL ? direction->view : open, inputs, error)
      || (direction->opened_from != NULL
          && !add_meant (database, direction->opened_from, inputs, error)))
    return NULL;
  return g_steal_pointer (&inputs);
}
