/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/record-shape.h"

#include "base/error.h"
#include "base/json.h"
#include "base/money.h"
#include "cli/table.h"
#include "memory/collection.h"
#include "memory/journal.h"
#include "memory/record-currency.h"
#include "memory/record.h"
#include "memory/setting.h"

typedef struct
{
  gint64 id;
  const char *time;
} Wanted;

static void
move (JsonObject *from, JsonObject *to, const char *name)
{
  if (!json_object_has_member (from, name))
    return;
  json_object_set_member (to, name, json_object_dup_member (from, name));
  json_object_remove_member (from, name);
}

/* The journal gives the row as it stood; our own columns stand beside the fields, meta as an
 * object. */
static JsonObject *
load_past (BureauDatabase *database, const Wanted *wanted, GError **error)
{
  static const char *const ours[] = { "id", "created_at", "updated_at", "meta" };
  g_autoptr (JsonObject) record = bureau_journal_record_at (database, wanted->id, wanted->time,
                                                            error);
  JsonObject *meta = NULL;
  const char *text;

  if (record == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (ours); i++)
    move (bureau_json_get_object (record, "fields"), record, ours[i]);
  text = bureau_json_get_string (record, "meta");
  if (text != NULL && (meta = bureau_json_parse_object (text, -1, error)) == NULL)
    return NULL;
  json_object_set_object_member (record, "meta", meta != NULL ? meta : json_object_new ());
  return g_steal_pointer (&record);
}

static JsonObject *
load (BureauDatabase *database, const Wanted *wanted, GError **error)
{
  g_autofree char *collection = NULL;

  if (wanted->time != NULL)
    return load_past (database, wanted, error);
  collection = bureau_collection_of_record (database, wanted->id, error);
  return collection != NULL ? bureau_record_load (database, collection, wanted->id, error) : NULL;
}

static gboolean
load_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  const Wanted *wanted = data;
  g_autoptr (JsonObject) record = load (database, wanted, error);
  JsonArray *evidence;

  if (record == NULL)
    return FALSE;
  evidence = bureau_record_evidence (database, wanted->id, error);
  if (evidence == NULL)
    return FALSE;
  json_object_set_array_member (record, "evidence", evidence);
  return bureau_result_object (result, g_steal_pointer (&record));
}

/**
 * bureau_call_load_record:
 * @id: of a record, message, draft or run
 * @time_or_null: (nullable): as it stood then
 *
 * Errors: %BUREAU_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full): the record in its shape, or %NULL with @error set
 */
JsonObject *
bureau_call_load_record (BureauCall *self, gint64 id, const char *time_or_null, GError **error)
{
  Wanted wanted = { id, time_or_null };

  return bureau_call_read_object (self, load_cb, &wanted, error);
}

static JsonObject *
find_evidence (JsonArray *evidence, const char *field)
{
  for (guint i = 0; evidence != NULL && i < json_array_get_length (evidence); i++)
    {
      JsonObject *entry = json_array_get_object_element (evidence, i);

      if (g_strcmp0 (bureau_json_get_string (entry, "field"), field) == 0)
        return entry;
    }
  return NULL;
}

static char *
describe_evidence (JsonArray *evidence, const char *field)
{
  JsonObject *entry = find_evidence (evidence, field);
  const char *quote = entry != NULL ? bureau_json_get_string (entry, "quote") : NULL;

  if (entry == NULL)
    return g_strdup ("");
  if (bureau_json_get_int (entry, "inferred", 0) != 0 || quote == NULL)
    return g_strdup ("inferred");
  return g_strdup_printf ("“%s”", quote);
}

/* What its fields are, and the currency of the business; messages, drafts and runs are no
 * collection. */
static gboolean
describe_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  g_autoptr (GError) missing = NULL;
  g_autoptr (JsonObject) document = bureau_collection_find (database, data, &missing);
  g_autofree char *currency = NULL;

  if (document == NULL && !g_error_matches (missing, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&missing));
      return FALSE;
    }
  currency = bureau_setting_get_text (database, "currency", error);
  if (currency == NULL)
    return FALSE;
  if (document == NULL)
    document = json_object_new ();
  json_object_set_string_member (document, "currency", currency);
  return bureau_result_object (result, g_steal_pointer (&document));
}

/* What the field is said to be, nothing in what is no collection. */
static JsonObject *
find_field (JsonObject *document, const char *name)
{
  JsonArray *fields = bureau_json_get_array (document, "fields");

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);

      if (g_strcmp0 (bureau_json_get_string (field, "name"), name) == 0)
        return field;
    }
  return NULL;
}

static char *
format_value (JsonObject *document, const char *name, JsonObject *values, JsonNode *value)
{
  JsonObject *field = find_field (document, name);

  if (JSON_NODE_HOLDS_NULL (value))
    return NULL;
  if (g_strcmp0 (bureau_json_get_string (field, "type"), "money") == 0
      && JSON_NODE_HOLDS_VALUE (value))
    return bureau_money_format (
        bureau_json_node_to_int (value),
        bureau_record_find_currency (field, values, bureau_json_get_string (document, "currency")));
  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (value));
  return bureau_json_print (value);
}

static void
add_members (BureauTable *table, JsonObject *document, JsonObject *object, JsonArray *evidence,
             const char *prefix)
{
  JsonObjectIter iterator;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iterator, object);
  while (json_object_iter_next_ordered (&iterator, &name, &value))
    {
      g_autofree char *text = format_value (document, name, object, value);
      g_autofree char *label = g_strconcat (prefix, name, NULL);
      g_autofree char *words = describe_evidence (evidence, name);

      if (text != NULL && *text != '\0')
        bureau_table_add (table, label, text, words, NULL);
    }
}

/**
 * bureau_record_print:
 * @record: as bureau_call_load_record() gives it
 *
 * Prints what is known, and the words it rests on.
 *
 * Returns: %FALSE with @error set where it could not be read what its fields are
 */
gboolean
bureau_record_print (BureauCall *call, JsonObject *record, GError **error)
{
  g_autoptr (BureauTable) table = bureau_table_new ("FIELD", "VALUE", "FROM THE WORDS", NULL);
  JsonArray *evidence = bureau_json_get_array (record, "evidence");
  g_autofree char *age = bureau_terminal_age (bureau_json_get_string (record, "created_at"));
  JsonObject *fields = bureau_json_get_object (record, "fields");
  JsonObject *meta = bureau_json_get_object (record, "meta");
  const char *collection = bureau_json_get_string (record, "collection");
  g_autoptr (JsonObject) document = bureau_call_read_object (call, describe_cb, (char *)collection,
                                                             error);

  if (document == NULL)
    return FALSE;

  bureau_call_print (call, "%s %s, %s\n\n", collection, bureau_json_get_string (record, "id"), age);
  if (fields != NULL)
    add_members (table, document, fields, evidence, "");
  if (meta != NULL)
    add_members (table, NULL, meta, evidence, "meta.");
  bureau_table_print (table, call->out);
  return TRUE;
}
