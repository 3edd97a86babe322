/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/search-source.h"

#include "base/json.h"
#include "memory/collection.h"
#include "memory/sql-scan.h"

#include <string.h>

/* What of our own tables is in the index: the title first. The same as in the
 * triggers of schema 1. */
static const struct
{
  const char *collection;
  const char *sql;
} own_sources[] = {
  { "messages", "SELECT subject, text, sender_name AS sender, sender_address AS address"
                " FROM bureau_message WHERE id = ?" },
  { "drafts", "SELECT subject, body FROM bureau_draft WHERE id = ?" },
  { "runs", "SELECT workflow, error, advice FROM bureau_run WHERE id = ?" },
};

struct _BureauSearchSources
{
  BureauDatabase *database;
  BureauStatement *which;
  GHashTable *statements; /* collection -> BureauStatement */
};

/**
 * bureau_search_sources_new:
 * @database: a reader; outlives what is returned
 *
 * Gives the texts of documents by id. One statement per collection is prepared when
 * it is first asked for.
 *
 * Returns: (transfer full): the sources, with no document loaded
 */
BureauSearchSources *
bureau_search_sources_new (BureauDatabase *database)
{
  BureauSearchSources *self = g_new0 (BureauSearchSources, 1);

  self->database = database;
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify)bureau_statement_release);
  return self;
}

void
bureau_search_sources_free (BureauSearchSources *self)
{
  g_clear_pointer (&self->which, bureau_statement_release);
  g_clear_pointer (&self->statements, g_hash_table_unref);
  g_free (self);
}

static void
append_field (GString *sql, JsonObject *field)
{
  const char *type = bureau_field_sql_type (bureau_json_get_string (field, "type"));
  g_autofree char *name = bureau_sql_quote_name (bureau_json_get_string (field, "name"));

  if (g_strcmp0 (type, "TEXT") == 0)
    g_string_append_printf (sql, "%s, ", name);
}

/* The text fields and the values of meta, as bureau_search_triggers() puts them into the index. */
static char *
collection_sql (BureauDatabase *database, const char *collection, GError **error)
{
  g_autoptr (JsonObject) document = bureau_collection_find (database, collection, error);
  g_autofree char *table = bureau_sql_quote_name (collection);
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  JsonArray *fields = document != NULL ? bureau_json_get_array (document, "fields") : NULL;

  if (document == NULL)
    return NULL;
  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    append_field (sql, json_array_get_object_element (fields, i));
  g_string_append_printf (
      sql,
      "iif(meta = '{}', NULL, (SELECT group_concat(atom, ' ') FROM json_tree(meta)"
      " WHERE atom IS NOT NULL)) AS meta FROM %s WHERE id = ?",
      table);
  return g_string_free_and_steal (g_steal_pointer (&sql));
}

static char *
source_sql (BureauDatabase *database, const char *collection, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (own_sources); i++)
    if (g_str_equal (own_sources[i].collection, collection))
      return g_strdup (own_sources[i].sql);
  return collection_sql (database, collection, error);
}

static BureauStatement *
find_statement (BureauSearchSources *self, const char *collection, const char **name,
                GError **error)
{
  g_autofree char *sql = NULL;
  gpointer key = NULL;
  gpointer statement = NULL;

  if (!g_hash_table_lookup_extended (self->statements, collection, &key, &statement))
    {
      sql = source_sql (self->database, collection, error);
      statement = sql != NULL ? bureau_database_prepare (self->database, sql, error) : NULL;
      if (statement == NULL)
        return NULL;
      key = g_strdup (collection);
      g_hash_table_insert (self->statements, key, statement);
    }
  *name = key;
  return statement;
}

static const char *
find_collection (BureauSearchSources *self, gint64 id, GError **error)
{
  if (self->which == NULL)
    self->which = bureau_database_prepare (
        self->database, "SELECT collection FROM bureau_search_document WHERE id = ?", error);
  if (self->which == NULL)
    return NULL;
  sqlite3_reset (bureau_statement_get_handle (self->which));
  bureau_statement_bind_int (self->which, 1, id);
  return bureau_statement_step (self->which, error) ? bureau_statement_text (self->which, 0) : NULL;
}

/**
 * bureau_search_sources_load:
 * @id: a document's
 * @document: (out): its texts
 *
 * Returns: %FALSE where it is not there any more, or with @error set
 */
gboolean
bureau_search_sources_load (BureauSearchSources *self, gint64 id, BureauSearchDocument *document,
                            GError **error)
{
  const char *collection = find_collection (self, id, error);

  document->id = id;
  document->row = collection != NULL
                      ? find_statement (self, collection, &document->collection, error)
                      : NULL;
  if (document->row == NULL)
    return FALSE;
  sqlite3_reset (bureau_statement_get_handle (document->row));
  bureau_statement_bind_int (document->row, 1, id);
  document->n_columns = (guint)bureau_statement_column_count (document->row);
  return bureau_statement_step (document->row, error);
}

/**
 * bureau_search_document_text:
 * @column: 0 is the title
 * @length: (out): in bytes
 *
 * Returns: (transfer none): the text, empty where there is none
 */
const char *
bureau_search_document_text (const BureauSearchDocument *self, guint column, gsize *length)
{
  const char *text = bureau_statement_text (self->row, (int)column);

  *length = (gsize)sqlite3_column_bytes (bureau_statement_get_handle (self->row), (int)column);
  return text != NULL ? text : "";
}

/**
 * bureau_search_document_name:
 * @column: 0 is the title
 *
 * Returns: (transfer none): the name of the field, or "meta" for all values of meta in one text;
 * good until the sources are freed
 */
const char *
bureau_search_document_name (const BureauSearchDocument *self, guint column)
{
  return bureau_statement_column_name (self->row, (int)column);
}
