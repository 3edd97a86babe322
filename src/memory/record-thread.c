/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/record-thread.h"

#include "base/json.h"
#include "memory/collection.h"
#include "memory/record-title.h"
#include "memory/record.h"
#include "memory/setting.h"
#include "memory/table.h"

/* More records that point to one than this are better read in their table. */
#define MAX_RELATED 20

/* References of the record -----------------------------------------------------------------------
 */

static void
add_reference (BureauDatabase *database, JsonObject *field, JsonObject *values,
               JsonObject *references)
{
  const char *name = bureau_json_get_string (field, "name");
  const char *collection = bureau_json_get_string (field, "collection");
  gint64 id = bureau_json_get_id (values, name);
  g_autoptr (JsonObject) target = id != 0 && collection != NULL
                                      ? bureau_collection_find (database, collection, NULL)
                                      : NULL;
  g_autofree char *title = target != NULL ? bureau_record_title (database, target, id) : NULL;
  JsonObject *reference;

  if (id == 0)
    return;
  reference = json_object_new ();
  bureau_json_set_id (reference, "id", id);
  bureau_json_set_string (reference, "collection", collection);
  bureau_json_set_string (reference, "title", title);
  json_object_set_object_member (references, name, reference);
}

static JsonObject *
read_references (BureauDatabase *database, JsonObject *document, JsonObject *values)
{
  JsonArray *fields = bureau_json_get_array (document, "fields");
  JsonObject *references = json_object_new ();

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);

      if (g_strcmp0 (bureau_json_get_string (field, "type"), "ref") == 0)
        add_reference (database, field, values, references);
    }
  return references;
}

/* Records that point to it -----------------------------------------------------------------------
 */

static JsonObject *
read_pointing (BureauDatabase *database, JsonObject *document, JsonObject *field, gint64 id)
{
  const char *collection = bureau_json_get_string (document, "collection");
  g_autofree char *title = bureau_table_title_field (document);
  g_autofree char *sql = g_strdup_printf (
      "SELECT id, %s%s%s AS title FROM \"%s\" WHERE \"%s\" = ?1 ORDER BY id DESC LIMIT %d",
      title != NULL ? "\"" : "", title != NULL ? title : "NULL", title != NULL ? "\"" : "",
      collection, bureau_json_get_string (field, "name"), MAX_RELATED + 1);
  g_autoptr (JsonArray) records = bureau_database_rows (database, NULL, sql, "i", id);
  JsonObject *pointing;
  gboolean more = records != NULL && json_array_get_length (records) > MAX_RELATED;

  if (records == NULL || json_array_get_length (records) == 0)
    return NULL;
  if (more)
    json_array_remove_element (records, MAX_RELATED);
  pointing = json_object_new ();
  bureau_json_set_string (pointing, "collection", collection);
  bureau_json_set_string (pointing, "title", bureau_json_get_string (document, "title"));
  bureau_json_set_string (pointing, "field", bureau_json_get_string (field, "title"));
  json_object_set_array_member (pointing, "records", g_steal_pointer (&records));
  json_object_set_boolean_member (pointing, "more", more);
  return pointing;
}

/* Every reference has an index, so this costs as much as there is to show. */
static void
add_pointing (BureauDatabase *database, JsonObject *document, const char *collection, gint64 id,
              JsonArray *related)
{
  JsonArray *fields = bureau_json_get_array (document, "fields");

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);
      JsonObject *pointing = NULL;

      if (g_strcmp0 (bureau_json_get_string (field, "type"), "ref") == 0
          && g_strcmp0 (bureau_json_get_string (field, "collection"), collection) == 0)
        pointing = read_pointing (database, document, field, id);
      if (pointing != NULL)
        json_array_add_object_element (related, pointing);
    }
}

static JsonArray *
read_related (BureauDatabase *database, const char *collection, gint64 id, GError **error)
{
  g_autoptr (JsonArray) collections = bureau_collection_list (database, error);
  JsonArray *related;

  if (collections == NULL)
    return NULL;
  related = json_array_new ();
  for (guint i = 0; i < json_array_get_length (collections); i++)
    add_pointing (database, json_array_get_object_element (collections, i), collection, id,
                  related);
  return related;
}

/* Records ----------------------------------------------------------------------------------------
 */

static gboolean
add_record_parts (BureauDatabase *database, const char *collection, gint64 id, JsonObject *thread,
                  GError **error)
{
  JsonObject *values = bureau_json_get_object (bureau_json_get_object (thread, "record"), "fields");
  JsonObject *document = bureau_collection_find (database, collection, error);
  JsonArray *evidence, *related;
  g_autofree char *currency = NULL;

  if (document == NULL)
    return FALSE;
  json_object_set_object_member (thread, "document", document);
  currency = bureau_setting_get_text (database, "currency", error);
  if (currency == NULL)
    return FALSE;
  json_object_set_string_member (thread, "currency", currency);
  json_object_set_object_member (thread, "references",
                                 read_references (database, document, values));
  evidence = bureau_record_evidence (database, id, error);
  if (evidence == NULL)
    return FALSE;
  json_object_set_array_member (thread, "evidence", evidence);
  related = read_related (database, collection, id, error);
  if (related != NULL)
    json_object_set_array_member (thread, "related", related);
  return related != NULL;
}

/* The records that a message or a draft is about, where there are any. */
static gboolean
add_about (BureauDatabase *database, gint64 id, JsonObject *thread, GError **error)
{
  JsonArray *about = bureau_database_rows (
      database, error,
      "SELECT DISTINCT collection, record AS id FROM bureau_draft"
      " WHERE (message = ?1 OR id = ?1) AND record IS NOT NULL AND collection IS NOT NULL LIMIT 20",
      "i", id);

  if (about == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (about); i++)
    {
      JsonObject *one = json_array_get_object_element (about, i);
      g_autoptr (JsonObject) document = bureau_collection_find (
          database, bureau_json_get_string (one, "collection"), NULL);
      g_autofree char *title = document != NULL
                                   ? bureau_record_title (database, document,
                                                          bureau_json_get_id (one, "id"))
                                   : NULL;

      bureau_json_set_string (one, "title", title);
      bureau_json_set_string (one, "of",
                              document != NULL ? bureau_json_get_string (document, "title") : NULL);
    }
  json_object_set_array_member (thread, "about", about);
  return TRUE;
}

/* What can be marked “never send to a provider”, and whether it is or what it was read from is. */
static gboolean
add_privacy (BureauDatabase *database, gint64 id, JsonObject *thread, GError **error)
{
  gint64 is_private = 0, is_source = 0;

  if (!bureau_database_int (database, &is_private, error,
                            "SELECT EXISTS (SELECT 1 FROM bureau_private WHERE id = ?1)", "i", id)
      || !bureau_database_int (
          database, &is_source, error,
          "SELECT EXISTS (SELECT 1 FROM bureau_evidence e JOIN bureau_private p"
          " ON p.id = e.message WHERE e.record = ?1)",
          "i", id))
    return FALSE;
  json_object_set_boolean_member (thread, "private", is_private != 0);
  json_object_set_boolean_member (thread, "private_source", is_source != 0);
  return TRUE;
}

static gboolean
is_own (const char *collection)
{
  static const char *const own[] = { "messages", "drafts", "runs", NULL };

  return g_strv_contains (own, collection);
}

/**
 * bureau_record_thread:
 * @collection_or_null: where it is; %NULL where that is to be found out
 * @id: a record, message, draft or run
 *
 * Returns: (transfer full): {"collection", "record": as bureau_record_load() gives it}; of a record
 *   also {"document": its collection's, "currency": the business's, "evidence": as
 * bureau_record_evidence() gives it, "references": {FIELD: {"id","collection","title"}}, "related":
 * [{"collection","title","field", "records":[{"id","title"}],"more"}]}; of the others "about":
 * [{"id","collection","title","of"}], "of" being what people call the collection; of a record and a
 * message "private", and "private_source" where the message it was read from is. %NULL with
 * BUREAU_ERROR_NOT_FOUND
 */
JsonObject *
bureau_record_thread (BureauDatabase *database, const char *collection_or_null, gint64 id,
                      GError **error)
{
  g_autofree char *collection = collection_or_null != NULL
                                    ? g_strdup (collection_or_null)
                                    : bureau_collection_of_record (database, id, error);
  g_autoptr (JsonObject) thread = json_object_new ();
  JsonObject *record = collection != NULL ? bureau_record_load (database, collection, id, error)
                                          : NULL;
  gboolean ok;

  if (record == NULL)
    return NULL;
  json_object_set_string_member (thread, "collection", collection);
  json_object_set_object_member (thread, "record", record);
  ok = is_own (collection) ? add_about (database, id, thread, error)
                           : add_record_parts (database, collection, id, thread, error);
  if (ok && (!is_own (collection) || g_str_equal (collection, "messages")))
    ok = add_privacy (database, id, thread, error);
  return ok ? g_steal_pointer (&thread) : NULL;
}
