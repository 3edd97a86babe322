/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/collection.h"

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "memory/search.h"

typedef struct
{
  const char *type;
  const char *sql;
} FieldType;

static const FieldType field_types[] = {
  { "text", "TEXT" },        { "email", "TEXT" },   { "phone", "TEXT" },  { "url", "TEXT" },
  { "person", "TEXT" },      { "company", "TEXT" }, { "choice", "TEXT" }, { "date", "TEXT" },
  { "datetime", "TEXT" },    { "list", "TEXT" },    { "int", "INTEGER" }, { "money", "INTEGER" },
  { "duration", "INTEGER" }, { "bool", "INTEGER" }, { "ref", "INTEGER" }, { "number", "REAL" },
  { "ratio", "REAL" },
};

static const char *const reserved_names[] = {
  "messages", "drafts", "runs",       "usage",      "message",
  "record",   "id",     "created_at", "updated_at", "meta",
};

/**
 * bureau_field_sql_type:
 * @type: a field's type
 *
 * Returns: (transfer none) (nullable): the type of its column; %NULL for an unknown type
 */
const char *
bureau_field_sql_type (const char *type)
{
  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (field_types); i++)
    if (g_str_equal (type, field_types[i].type))
      return field_types[i].sql;
  return NULL;
}

static gboolean
is_free_name (const char *name)
{
  if (name == NULL || !bureau_text_is_name (name) || g_str_has_prefix (name, "bureau_")
      || g_str_has_prefix (name, "sqlite_") || g_str_has_prefix (name, "metric_"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (reserved_names); i++)
    if (g_str_equal (name, reserved_names[i]))
      return FALSE;
  return TRUE;
}

static gboolean
check_field (JsonObject *field, GError **error)
{
  const char *name = field != NULL ? bureau_json_get_string (field, "name") : NULL;

  if (!is_free_name (name))
    {
      g_set_error (
          error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
          "“%s” cannot name a field. Use small letters, digits and _, and no reserved word.",
          name != NULL ? name : "");
      return FALSE;
    }
  if (bureau_field_sql_type (bureau_json_get_string (field, "type")) != NULL)
    return TRUE;
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID, "The field “%s” has no known type.",
               name);
  return FALSE;
}

static gboolean
check_document (JsonObject *document, GError **error)
{
  const char *name = bureau_json_get_string (document, "collection");
  JsonArray *fields = bureau_json_get_array (document, "fields");

  if (!is_free_name (name))
    {
      g_set_error (
          error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
          "“%s” cannot name a collection. Use small letters, digits and _, and no reserved word.",
          name != NULL ? name : "");
      return FALSE;
    }
  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonNode *field = json_array_get_element (fields, i);

      if (!check_field (JSON_NODE_HOLDS_OBJECT (field) ? json_node_get_object (field) : NULL,
                        error))
        return FALSE;
    }
  return TRUE;
}

static void
append_index (GString *sql, const char *collection, JsonObject *field)
{
  const char *name = bureau_json_get_string (field, "name");
  gboolean is_unique = bureau_json_get_boolean (field, "unique");

  if (is_unique || bureau_json_get_boolean (field, "index")
      || g_strcmp0 (bureau_json_get_string (field, "type"), "ref") == 0)
    g_string_append_printf (sql, "CREATE %sINDEX IF NOT EXISTS \"%s_%s\" ON \"%s\" (\"%s\");\n",
                            is_unique ? "UNIQUE " : "", collection, name, collection, name);
  if (bureau_json_get_boolean (field, "any_case"))
    g_string_append_printf (sql,
                            "CREATE INDEX IF NOT EXISTS \"%s_%s any_case\" ON \"%s\""
                            " (\"%s\" COLLATE NOCASE);\n",
                            collection, name, collection, name);
}

static void
append_fields (GString *sql, JsonArray *fields)
{
  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);
      const char *type = bureau_field_sql_type (bureau_json_get_string (field, "type"));

      g_string_append_printf (sql, "  \"%s\" %s,\n", bureau_json_get_string (field, "name"), type);
    }
}

static char *
create_sql (JsonObject *document)
{
  const char *name = bureau_json_get_string (document, "collection");
  JsonArray *fields = bureau_json_get_array (document, "fields");
  g_autofree char *triggers = bureau_search_triggers (name, fields);
  GString *sql = g_string_new (NULL);

  g_string_append_printf (
      sql,
      "CREATE TABLE \"%s\" (\n  id INTEGER PRIMARY KEY,\n  created_at TEXT NOT NULL,\n"
      "  updated_at TEXT NOT NULL,\n",
      name);
  append_fields (sql, fields);
  g_string_append (sql, "  meta TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(meta))\n) STRICT;\n");
  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    append_index (sql, name, json_array_get_object_element (fields, i));
  g_string_append (sql, triggers);
  return g_string_free (sql, FALSE);
}

static gboolean
insert_row (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  JsonObject *document = data;
  const char *name = bureau_json_get_string (document, "collection");
  const char *title = bureau_json_get_string (document, "title");
  JsonArray *fields = bureau_json_get_array (document, "fields");
  const char *now = bureau_transaction_get_time (transaction);
  g_autofree char *text = fields != NULL ? bureau_json_print_array (fields) : g_strdup ("[]");
  g_autofree char *fallback = bureau_text_title (name);

  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "INSERT INTO bureau_collection VALUES (?, ?, ?, ?, ?, ?)", "isssss",
                              bureau_transaction_new_id (transaction), now, now, name,
                              title != NULL ? title : fallback, text);
}

/**
 * bureau_collection_define:
 * @document:
 * {"collection","title"?,"fields":[{"name","type","title"?,"unique"?,"index"?,"any_case"?,…}]}
 *
 * Makes a collection: a real table with its indexes and its place in the search
 * index. Building level.
 *
 * Returns: (transfer full): resolves once it stands, or rejects with BUREAU_ERROR_INVALID
 */
DexFuture *
bureau_collection_define (BureauMemory *memory, const BureauCause *cause, JsonObject *document)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = NULL;

  if (!check_document (document, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  sql = create_sql (document);
  return bureau_memory_define (memory, cause, sql, insert_row, json_object_ref (document),
                               (GDestroyNotify)json_object_unref);
}

static JsonObject *
read_document (BureauStatement *statement, GError **error)
{
  g_autoptr (JsonObject) document = json_object_new ();
  g_autoptr (JsonNode) fields = bureau_json_parse (bureau_statement_text (statement, 2), -1, error);

  if (fields == NULL)
    return NULL;
  json_object_set_string_member (document, "collection", bureau_statement_text (statement, 0));
  json_object_set_string_member (document, "title", bureau_statement_text (statement, 1));
  json_object_set_member (document, "fields", g_steal_pointer (&fields));
  return g_steal_pointer (&document);
}

/**
 * bureau_collection_has_field:
 * @document: a collection's
 *
 * Returns: whether it has a field of that name
 */
gboolean
bureau_collection_has_field (JsonObject *document, const char *name)
{
  JsonArray *fields = bureau_json_get_array (document, "fields");

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    if (g_strcmp0 (bureau_json_get_string (json_array_get_object_element (fields, i), "name"), name)
        == 0)
      return TRUE;
  return FALSE;
}

/**
 * bureau_collection_find:
 *
 * Returns: (transfer full): the collection's document, or %NULL with BUREAU_ERROR_NOT_FOUND
 */
JsonObject *
bureau_collection_find (BureauDatabase *database, const char *name, GError **error)
{
  g_autoptr (BureauStatement) statement = bureau_database_prepare (
      database, "SELECT name, title, fields FROM bureau_collection WHERE name = ?", error);

  if (statement == NULL)
    return NULL;
  bureau_statement_bind_text (statement, 1, name);
  if (bureau_statement_step (statement, error))
    return read_document (statement, error);
  if (bureau_statement_is_done (statement))
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND, "There is no collection “%s”.", name);
  return NULL;
}

/**
 * bureau_collection_list:
 *
 * Returns: (transfer full) (element-type JsonObject): all collections' documents by name, or
 * %NULL with @error set
 */
JsonArray *
bureau_collection_list (BureauDatabase *database, GError **error)
{
  g_autoptr (BureauStatement) statement = bureau_database_prepare (
      database, "SELECT name, title, fields FROM bureau_collection ORDER BY name", error);
  g_autoptr (JsonArray) list = json_array_new ();
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return NULL;
  while (failure == NULL && bureau_statement_step (statement, &failure))
    {
      JsonObject *document = read_document (statement, &failure);

      if (document != NULL)
        json_array_add_object_element (list, document);
    }
  if (failure == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/**
 * bureau_collection_of_record:
 * @id: any id
 *
 * Returns: (transfer full): the collection it is in, or "messages", "drafts" or "runs"; %NULL with
 *   BUREAU_ERROR_NOT_FOUND
 */
char *
bureau_collection_of_record (BureauDatabase *database, gint64 id, GError **error)
{
  g_autofree char *missing = g_strdup_printf ("There is nothing with the id %" G_GINT64_FORMAT ".",
                                              id);
  g_autoptr (JsonObject) row = bureau_database_find (
      database, error, missing,
      "SELECT collection FROM bureau_search_document WHERE id = ?1 "
      "UNION ALL SELECT 'runs' FROM bureau_run WHERE id = ?1 LIMIT 1",
      "i", id);

  return row != NULL ? g_strdup (bureau_json_get_string (row, "collection")) : NULL;
}
