/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records of a template's sample business. */
#include "workflows/template-private.h"

#include "base/error.h"
#include "base/json.h"
#include "memory/record.h"

static JsonArray *
get_fields (JsonObject *template, const char *collection)
{
  JsonArray *collections = bureau_json_get_array (template, "collections");

  for (guint i = 0; i < json_array_get_length (collections); i++)
    {
      JsonObject *document = json_array_get_object_element (collections, i);

      if (g_strcmp0 (bureau_json_get_string (document, "collection"), collection) == 0)
        return bureau_json_get_array (document, "fields");
    }
  return NULL;
}

/* How a ref names the record it points to: its collection and the text of its first field. */
static char *
make_handle (const char *collection, const char *text)
{
  return g_strconcat (collection, "\n", text, NULL);
}

static gboolean
resolve_ref (GHashTable *ids, JsonObject *record, JsonObject *field, GError **error)
{
  const char *name = bureau_json_get_string (field, "name");
  const char *text = bureau_json_get_string (record, name);
  g_autofree char *handle = NULL;
  gint64 *id;

  if (text == NULL)
    return TRUE;
  handle = make_handle (bureau_json_get_string (field, "collection"), text);
  id = g_hash_table_lookup (ids, handle);
  if (id != NULL)
    json_object_set_int_member (record, name, *id);
  else
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                 "The sample's %s “%s” stands in no earlier collection.", name, text);
  return id != NULL;
}

static gboolean
resolve_refs (GHashTable *ids, JsonObject *record, JsonArray *fields, GError **error)
{
  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);

      if (g_str_equal (bureau_json_get_string (field, "type"), "ref")
          && !resolve_ref (ids, record, field, error))
        return FALSE;
    }
  return TRUE;
}

/* The sample may be written again after a failed group, so its records stay as they are. */
static JsonObject *
copy_record (JsonObject *record)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, record);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    json_object_set_member (copy, name, json_node_copy (value));
  return copy;
}

static void
remember (GHashTable *ids, const char *collection, JsonObject *record, JsonArray *fields, gint64 id)
{
  JsonObject *first = json_array_get_object_element (fields, 0);
  const char *text = bureau_json_get_string (record, bureau_json_get_string (first, "name"));

  if (text != NULL)
    g_hash_table_insert (ids, make_handle (collection, text), g_memdup2 (&id, sizeof id));
}

static gboolean
insert_records (BureauTransaction *transaction, GHashTable *ids, const char *collection,
                JsonArray *records, JsonArray *fields, GError **error)
{
  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      g_autoptr (JsonObject) record = copy_record (json_array_get_object_element (records, i));
      gint64 id = 0;

      if (resolve_refs (ids, record, fields, error))
        id = bureau_record_insert (transaction, collection, record, error);
      if (id == 0)
        return FALSE;
      remember (ids, collection, record, fields, id);
    }
  return TRUE;
}

/**
 * bureau_template_put_records:
 * @template: the template, whose collections are there already
 * @sample: as bureau_template_load_sample() gives it
 *
 * Writes the records of a sample business in its order. A ref becomes the id of the record whose
 * first field has its text.
 *
 * Errors: %BUREAU_ERROR_INVALID where a ref names no earlier record.
 *
 * Returns: %FALSE with @error set where a record was not written
 */
gboolean
bureau_template_put_records (BureauTransaction *transaction, JsonObject *template,
                             JsonObject *sample, GError **error)
{
  JsonObject *records = bureau_json_get_object (sample, "records");
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  JsonObjectIter iter;
  const char *collection;
  JsonNode *list;

  if (records == NULL)
    return TRUE;
  json_object_iter_init_ordered (&iter, records);
  while (json_object_iter_next_ordered (&iter, &collection, &list))
    if (!insert_records (transaction, ids, collection, json_node_get_array (list),
                         get_fields (template, collection), error))
      return FALSE;
  return TRUE;
}
