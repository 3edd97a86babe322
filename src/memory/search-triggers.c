/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A collection's place in the search index, kept in the same transaction by triggers. */
#include "memory/search.h"

#include "base/json.h"
#include "memory/collection.h"

/* concat_ws skips NULL; the values of meta follow the columns. */
static char *
body_expression (JsonArray *fields)
{
  GString *sql = g_string_new ("concat_ws(' '");

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);

      if (g_strcmp0 (bureau_field_sql_type (bureau_json_get_string (field, "type")), "TEXT") == 0)
        g_string_append_printf (sql, ", new.\"%s\"", bureau_json_get_string (field, "name"));
    }
  g_string_append (
      sql, ", iif(new.meta = '{}', NULL,"
           " (SELECT group_concat(atom, ' ') FROM json_tree(new.meta) WHERE atom IS NOT NULL)))");
  return g_string_free (sql, FALSE);
}

static const char *
title_field (JsonArray *fields)
{
  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);

      if (g_strcmp0 (bureau_field_sql_type (bureau_json_get_string (field, "type")), "TEXT") == 0)
        return bureau_json_get_string (field, "name");
    }
  return "id";
}

/**
 * bureau_search_triggers:
 * @collection: a collection's name
 * @fields: (nullable): its fields
 *
 * Returns: (transfer full): the SQL of the triggers that keep the collection's records in the index
 */
char *
bureau_search_triggers (const char *collection, JsonArray *fields)
{
  g_autofree char *body = body_expression (fields);
  const char *title = title_field (fields);
  GString *sql = g_string_new (NULL);

  g_string_append_printf (
      sql,
      "CREATE TRIGGER \"%1$s_search_insert\" AFTER INSERT ON \"%1$s\" BEGIN\n"
      "  INSERT INTO bureau_search_document (id, collection) VALUES (new.id, '%1$s');\n"
      "  INSERT INTO bureau_search (rowid, title, body) VALUES (new.id, new.\"%2$s\", "
      "%3$s);\nEND;\n",
      collection, title, body);
  g_string_append_printf (sql,
                          "CREATE TRIGGER \"%1$s_search_update\" AFTER UPDATE ON \"%1$s\" BEGIN\n"
                          "  DELETE FROM bureau_search WHERE rowid = old.id;\n"
                          "  INSERT INTO bureau_search (rowid, title, body) VALUES (new.id, "
                          "new.\"%2$s\", %3$s);\nEND;\n",
                          collection, title, body);
  g_string_append_printf (sql,
                          "CREATE TRIGGER \"%1$s_search_delete\" AFTER DELETE ON \"%1$s\" BEGIN\n"
                          "  DELETE FROM bureau_search WHERE rowid = old.id;\n"
                          "  DELETE FROM bureau_search_document WHERE id = old.id;\nEND;\n",
                          collection);
  return g_string_free (sql, FALSE);
}
