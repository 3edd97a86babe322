/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/search-source.h"

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

#define MAX_COLUMNS 64

/* A collection's texts. */
struct _BureauSearchSource
{
  char *collection;
  BureauStatement *row;
  guint8 columns[MAX_COLUMNS]; /* of the row */
  guint n_columns;
};

struct _BureauSearchSources
{
  BureauDatabase *database;
  BureauStatement *which;
  GPtrArray *sources; /* BureauSearchSource; few */
};

static void
source_free (gpointer data)
{
  BureauSearchSource *source = data;

  g_clear_pointer (&source->row, bureau_statement_release);
  g_free (source->collection);
  g_free (source);
}

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
  self->sources = g_ptr_array_new_with_free_func (source_free);
  return self;
}

void
bureau_search_sources_free (BureauSearchSources *self)
{
  g_clear_pointer (&self->which, bureau_statement_release);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_free (self);
}

/* All that the record has, and the values of meta behind, as bureau_search_triggers() puts them
 * into the index. SQLite sees by itself when columns come or go. */
static char *
source_sql (const char *collection)
{
  g_autofree char *table = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (own_sources); i++)
    if (g_str_equal (own_sources[i].collection, collection))
      return g_strdup (own_sources[i].sql);
  table = bureau_sql_quote_name (collection);
  return g_strdup_printf (
      "SELECT *, iif(meta = '{}', NULL, (SELECT group_concat(atom, ' ') FROM json_tree(meta)"
      " WHERE atom IS NOT NULL)) AS meta FROM %s WHERE id = ?",
      table);
}

/* Numbers are not searched, nor is what every record has; what is computed has no type. */
static gboolean
is_text (sqlite3_stmt *row, int column)
{
  static const char *const common[] = { "created_at", "updated_at", "meta", NULL };
  const char *type = sqlite3_column_decltype (row, column);

  return type == NULL
         || (g_str_equal (type, "TEXT")
             && !g_strv_contains (common, sqlite3_column_name (row, column)));
}

static BureauSearchSource *
source_new (BureauDatabase *database, const char *collection, GError **error)
{
  g_autofree char *sql = source_sql (collection);
  BureauStatement *row = bureau_database_prepare (database, sql, error);
  BureauSearchSource *source;

  if (row == NULL)
    return NULL;
  source = g_new0 (BureauSearchSource, 1);
  source->collection = g_strdup (collection);
  source->row = row;
  return source;
}

/* Which columns are texts is known once the statement fits the schema, that is after its first
 * step. */
static void
find_columns (BureauSearchSource *self)
{
  sqlite3_stmt *row = bureau_statement_get_handle (self->row);
  int n = MIN (sqlite3_column_count (row), MAX_COLUMNS);

  for (int i = 0; i < n; i++)
    if (is_text (row, i))
      self->columns[self->n_columns++] = (guint8)i;
}

static BureauSearchSource *
find_source (BureauSearchSources *self, const char *collection, GError **error)
{
  BureauSearchSource *source;

  for (guint i = 0; i < self->sources->len; i++)
    {
      source = self->sources->pdata[i];
      if (g_str_equal (source->collection, collection))
        return source;
    }
  source = source_new (self->database, collection, error);
  if (source != NULL)
    g_ptr_array_add (self->sources, source);
  return source;
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
 * @collection_or_null: where it belongs; %NULL where that is to be looked up
 * @document: (out): its texts
 *
 * Returns: %FALSE where it is not there any more, or with @error set
 */
gboolean
bureau_search_sources_load (BureauSearchSources *self, gint64 id, const char *collection_or_null,
                            BureauSearchDocument *document, GError **error)
{
  const char *collection = collection_or_null != NULL ? collection_or_null
                                                      : find_collection (self, id, error);
  BureauSearchSource *source = collection != NULL ? find_source (self, collection, error) : NULL;

  if (source == NULL)
    return FALSE;
  sqlite3_reset (bureau_statement_get_handle (source->row));
  bureau_statement_bind_int (source->row, 1, id);
  if (!bureau_statement_step (source->row, error))
    return FALSE;
  if (source->n_columns == 0)
    find_columns (source);
  *document = (BureauSearchDocument){ id, source->collection, source, source->n_columns };
  return TRUE;
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
  int index = self->source->columns[column];
  const char *text = bureau_statement_text (self->source->row, index);

  *length = (gsize)sqlite3_column_bytes (bureau_statement_get_handle (self->source->row), index);
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
  return bureau_statement_column_name (self->source->row, self->source->columns[column]);
}
