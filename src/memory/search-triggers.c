/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A collection's place in the search index, kept in the same transaction by triggers. */
#include "memory/search-private.h"

#include "base/json.h"
#include "memory/collection.h"

#include <string.h>

/* What people search for are words; a state or a date changes often and would be indexed anew each
 * time. */
static gboolean
is_text (JsonObject *field)
{
  static const char *const wordless[] = { "choice", "date", "datetime", NULL };
  const char *type = bureau_json_get_string (field, "type");

  return g_strcmp0 (bureau_field_sql_type (type), "TEXT") == 0 && !g_strv_contains (wordless, type);
}

/* The names of the text fields, each after @before and all but the first after ", ". */
static char *
list_fields (JsonArray *fields, const char *before)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);

      if (is_text (field))
        g_string_append_printf (sql, "%s%s\"%s\"", sql->len > 0 ? ", " : "", before,
                                bureau_json_get_string (field, "name"));
    }
  return g_string_free_and_steal (g_steal_pointer (&sql));
}

/* The first text field is the title and not in the body too. concat_ws skips NULL; the values of
 * meta follow the columns. */
static char *
body_expression (const char *columns)
{
  const char *others = strstr (columns, ", ");

  return g_strdup_printf (
      "concat_ws(' '%s, iif(new.meta = '{}', NULL,"
      " (SELECT group_concat(atom, ' ') FROM json_tree(new.meta) WHERE atom IS NOT NULL)))",
      others != NULL ? others : "");
}

static char *
title_expression (const char *columns)
{
  const char *end = strstr (columns, ", ");

  if (*columns == '\0')
    return g_strdup ("NULL");
  return end != NULL ? g_strndup (columns, (gsize)(end - columns)) : g_strdup (columns);
}

/**
 * bureau_search_word_of_collection:
 *
 * Returns: (transfer full): the name as the one word that stands for it in the index
 */
char *
bureau_search_word_of_collection (const char *collection)
{
  g_autoptr (GString) word = g_string_new (collection);

  g_string_replace (word, "_", "", 0);
  return g_string_free_and_steal (g_steal_pointer (&word));
}

/* The last word about a record counts. */
#define TAKE_PLACE                                                                                 \
  "    ON CONFLICT (id) DO UPDATE SET title = excluded.title, body = excluded.body,\n"             \
  "      collection = excluded.collection;\n"

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
  g_autofree char *names = list_fields (fields, "");
  g_autofree char *columns = list_fields (fields, "new.");
  g_autofree char *body = body_expression (columns);
  g_autofree char *title = title_expression (columns);
  g_autofree char *word = bureau_search_word_of_collection (collection);
  g_autofree char *values = g_strdup_printf ("%s, %s, '%s'", title, body, word);
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_append_printf (
      sql,
      "CREATE TRIGGER \"%1$s_search_insert\" AFTER INSERT ON \"%1$s\" BEGIN\n"
      "  INSERT INTO bureau_search_document (id, collection) VALUES (new.id, '%1$s');\n"
      "  INSERT INTO bureau_search_news VALUES (new.id, 1, %2$s)\n" TAKE_PLACE "END;\n",
      collection, values);
  g_string_append_printf (
      sql,
      "CREATE TRIGGER \"%1$s_search_update\" AFTER UPDATE OF %2$s%3$smeta ON \"%1$s\" BEGIN\n"
      "  INSERT INTO bureau_search_news VALUES (new.id, 0, %4$s)\n" TAKE_PLACE "END;\n",
      collection, names, *names != '\0' ? ", " : "", values);
  g_string_append_printf (
      sql,
      "CREATE TRIGGER \"%1$s_search_delete\" AFTER DELETE ON \"%1$s\" BEGIN\n"
      "  INSERT INTO bureau_search_news (id, is_new) VALUES (old.id, 0)\n" TAKE_PLACE
      "  DELETE FROM bureau_search_document WHERE id = old.id;\nEND;\n",
      collection);
  return g_string_free_and_steal (g_steal_pointer (&sql));
}

/* Each runs over all rows at once, and the last leaves the table as empty as it was. */
static const char *const tell_news[] = {
  "DELETE FROM bureau_search WHERE rowid IN (SELECT id FROM bureau_search_news WHERE NOT is_new)",
  "INSERT INTO bureau_search (rowid, title, body, collection)"
  " SELECT id, title, body, collection FROM bureau_search_news WHERE collection IS NOT NULL",
  "DELETE FROM bureau_search_news",
};

/**
 * bureau_search_tell_news:
 *
 * Tells the index what the triggers noted since the last time. Before each commit.
 *
 * Returns: %FALSE with @error set where it failed
 */
gboolean
bureau_search_tell_news (BureauDatabase *database, GError **error)
{
  gint64 is_any = 0;

  if (!bureau_database_int (database, &is_any, error, "SELECT 1 FROM bureau_search_news LIMIT 1",
                            ""))
    return FALSE;
  for (guint i = 0; is_any != 0 && i < G_N_ELEMENTS (tell_news); i++)
    if (!bureau_database_run (database, error, tell_news[i], ""))
      return FALSE;
  return TRUE;
}
