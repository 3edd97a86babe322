/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/table.h"

#include "base/json.h"
#include "base/text.h"
#include "memory/collection.h"

/* Up to so many rows a sort may look at every value, for an order that people expect: empty ones
 * last, capitals among the others. Beyond it is the order of the index. */
#define SMALL 100000
#define MAX_CELL_CHARACTERS 300

/* The readable views are written to as tables of our own. */
static const struct
{
  const char *view;
  const char *table;
} own_tables[] = {
  { "messages", "bureau_message" },
  { "drafts", "bureau_draft" },
  { "runs", "bureau_run" },
};

static const char *
journal_name (const char *collection)
{
  for (guint i = 0; i < G_N_ELEMENTS (own_tables); i++)
    if (g_str_equal (own_tables[i].view, collection))
      return own_tables[i].table;
  return collection;
}

static void
column_free (gpointer data)
{
  BureauTableColumn *column = data;

  g_free (column->name);
  g_free (column->title);
  g_free (column->type);
  g_free (column->order);
  g_free (column);
}

static void
table_clear (gpointer data)
{
  BureauTable *self = data;

  g_free (self->collection);
  g_free (self->journal);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->others, g_ptr_array_unref);
  g_free (self->row_sql);
}

BureauTable *
bureau_table_ref (BureauTable *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
bureau_table_unref (BureauTable *self)
{
  g_atomic_rc_box_release_full (self, table_clear);
}

/* Columns ----------------------------------------------------------------------------------------
 */

static JsonArray *
get_fields (JsonObject *document)
{
  return bureau_json_get_array (document, "fields");
}

/**
 * bureau_table_title_field:
 * @document: a collection's
 *
 * Returns: (transfer full) (nullable): the field that a record is called by: the first of words
 */
char *
bureau_table_title_field (JsonObject *document)
{
  static const char *const wordless[] = { "choice", "date", "datetime", "list", NULL };
  JsonArray *fields = get_fields (document);

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);
      const char *type = bureau_json_get_string (field, "type");

      if (g_strcmp0 (bureau_field_sql_type (type), "TEXT") == 0
          && !g_strv_contains (wordless, type))
        return g_strdup (bureau_json_get_string (field, "name"));
    }
  return NULL;
}

/* A reference is read as the title of the record it points to. */
static char *
reference_sql (BureauDatabase *database, BureauTable *self, const char *name,
               const char *collection)
{
  g_autoptr (JsonObject) target = collection != NULL
                                      ? bureau_collection_find (database, collection, NULL)
                                      : NULL;
  g_autofree char *title = target != NULL ? bureau_table_title_field (target) : NULL;

  if (title == NULL)
    return g_strdup_printf ("t.\"%s\"", name);
  g_ptr_array_add (self->others, g_strdup (collection));
  return g_strdup_printf ("(SELECT r.\"%s\" FROM \"%s\" r WHERE r.id = t.\"%s\")", title,
                          collection, name);
}

static char *
value_sql (BureauDatabase *database, BureauTable *self, JsonObject *field)
{
  const char *name = bureau_json_get_string (field, "name");
  const char *type = bureau_json_get_string (field, "type");

  if (g_strcmp0 (type, "ref") == 0)
    return reference_sql (database, self, name, bureau_json_get_string (field, "collection"));
  if (g_strcmp0 (type, "text") == 0)
    return g_strdup_printf ("substr(t.\"%s\", 1, %d)", name, MAX_CELL_CHARACTERS);
  return g_strdup_printf ("t.\"%s\"", name);
}

/* The field that an amount names, one of its own, that of the record, or the firm's currency. */
static char *
currency_sql (JsonObject *document, JsonObject *field)
{
  const char *named = bureau_json_get_string (field, "currency");
  g_autofree char *own = g_strconcat (bureau_json_get_string (field, "name"), "_currency", NULL);
  const char *names[] = { named, own, "currency" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i] != NULL && bureau_collection_has_field (document, names[i]))
      return g_strdup_printf ("t.\"%s\"", names[i]);
  return g_strdup ("coalesce((SELECT json_extract(value, '$') FROM bureau_setting"
                   " WHERE key = 'currency'), 'EUR')");
}

static BureauTableColumn *
column_new (JsonObject *field, const char *order)
{
  BureauTableColumn *column = g_new0 (BureauTableColumn, 1);
  const char *title = bureau_json_get_string (field, "title");

  column->name = g_strdup (bureau_json_get_string (field, "name"));
  column->title = title != NULL ? g_strdup (title) : bureau_text_title (column->name);
  column->type = g_strdup (bureau_json_get_string (field, "type"));
  column->currency = -1;
  column->order = g_strdup (order);
  return column;
}

static void
add_columns (BureauDatabase *database, BureauTable *self, JsonObject *document)
{
  JsonArray *fields = get_fields (document);
  g_autoptr (GString) values = g_string_new (NULL);
  g_autoptr (GString) currencies = g_string_new (NULL);
  guint n = fields != NULL ? json_array_get_length (fields) : 0;
  int next = (int)n;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);
      g_autofree char *value = value_sql (database, self, field);
      g_autofree char *order = g_strdup_printf ("t.\"%s\"", bureau_json_get_string (field, "name"));
      gboolean is_reference = g_strcmp0 (bureau_json_get_string (field, "type"), "ref") == 0;
      BureauTableColumn *column = column_new (field, is_reference ? value : order);

      g_string_append_printf (values, "%s%s", i > 0 ? ", " : "", value);
      if (g_str_equal (column->type, "money"))
        {
          g_autofree char *currency = currency_sql (document, field);

          column->currency = next++;
          g_string_append_printf (currencies, ", %s", currency);
        }
      g_ptr_array_add (self->columns, column);
    }
  self->row_sql = g_strdup_printf ("SELECT %s%s FROM \"%s\" t WHERE t.id = ?1",
                                   n > 0 ? values->str : "1", currencies->str, self->collection);
}

/**
 * bureau_table_load:
 * @document: {"collection","fields":[{"name","type","title"?,…}]}, a collection's or one that tells
 *   of a readable view
 *
 * Returns: (transfer full): the table; %NULL with @error set where there is none of that name
 */
BureauTable *
bureau_table_load (BureauDatabase *database, JsonObject *document, GError **error)
{
  g_autoptr (BureauTable) self = g_atomic_rc_box_new0 (BureauTable);
  g_autoptr (BureauStatement) row = NULL;

  self->collection = g_strdup (bureau_json_get_string (document, "collection"));
  self->journal = g_strdup (journal_name (self->collection));
  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->others = g_ptr_array_new_with_free_func (g_free);
  add_columns (database, self, document);
  row = bureau_database_prepare (database, self->row_sql, error);
  return row != NULL ? g_steal_pointer (&self) : NULL;
}

/* Rows -------------------------------------------------------------------------------------------
 */

static GArray *
read_ids (BureauDatabase *database, const char *sql, GError **error)
{
  g_autoptr (BureauStatement) statement = bureau_database_prepare (database, sql, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (statement == NULL)
    return NULL;
  while (bureau_statement_step (statement, error))
    {
      gint64 id = bureau_statement_int (statement, 0);

      g_array_append_val (ids, id);
    }
  return bureau_statement_is_done (statement) ? g_steal_pointer (&ids) : NULL;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const gint64 *one = a;
  const gint64 *other = b;

  return *one < *other ? -1 : *one > *other;
}

static gboolean
is_ascending (GArray *ids)
{
  for (guint i = 1; i < ids->len; i++)
    if (g_array_index (ids, gint64, i - 1) > g_array_index (ids, gint64, i))
      return FALSE;
  return TRUE;
}

/**
 * bureau_table_read_newest:
 *
 * Returns: (transfer full) (element-type gint64): the newest @limit ids, ascending; what a table
 *   shows first, found at no cost for the others
 */
GArray *
bureau_table_read_newest (BureauDatabase *database, BureauTable *self, guint limit, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT id FROM (SELECT id FROM \"%s\" ORDER BY id DESC LIMIT %u) ORDER BY id",
      self->collection, limit);

  return read_ids (database, sql, error);
}

/* In no order SQLite may read the smallest index in place of the whole table. */
static GArray *
read_by_id (BureauDatabase *database, BureauTable *self, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM \"%s\"", self->collection);
  GArray *ids = read_ids (database, sql, error);

  if (ids != NULL && !is_ascending (ids))
    g_array_sort (ids, compare_ids);
  return ids;
}

static const BureauTableColumn *
find_column (BureauTable *self, const char *name)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const BureauTableColumn *column = g_ptr_array_index (self->columns, i);

      if (g_str_equal (column->name, name))
        return column;
    }
  return NULL;
}

static gboolean
is_small (BureauDatabase *database, BureauTable *self)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT count(*) FROM (SELECT 1 FROM \"%s\" LIMIT 1 OFFSET %d)", self->collection, SMALL);
  gint64 more = 0;

  return bureau_database_int (database, &more, NULL, sql, "") && more == 0;
}

/**
 * bureau_table_read_order:
 * @column_or_null: what the rows are sorted by, ascending; %NULL is by age
 *
 * Returns: (transfer full) (element-type gint64): the ids of all rows, eight bytes each; a million
 *   take some 0.1 s, by a column without an index ten times that
 */
GArray *
bureau_table_read_order (BureauDatabase *database, BureauTable *self, const char *column_or_null,
                         GError **error)
{
  const BureauTableColumn *column = column_or_null != NULL ? find_column (self, column_or_null)
                                                           : NULL;
  g_autofree char *sql = NULL;

  if (column == NULL)
    return read_by_id (database, self, error);
  if (is_small (database, self))
    sql = g_strdup_printf ("SELECT id FROM \"%s\" t ORDER BY %s IS NULL, %s COLLATE NOCASE, id",
                           self->collection, column->order, column->order);
  else
    sql = g_strdup_printf ("SELECT id FROM \"%s\" t ORDER BY %s, id", self->collection,
                           column->order);
  return read_ids (database, sql, error);
}

/**
 * bureau_table_find_row:
 *
 * Returns: (transfer full) (nullable): a statement at the row, its values by the numbers of the
 *   columns; %NULL where it is gone, or with @error set
 */
BureauStatement *
bureau_table_find_row (BureauDatabase *database, BureauTable *self, gint64 id, GError **error)
{
  g_autoptr (BureauStatement) row = bureau_database_prepare (database, self->row_sql, error);

  if (row == NULL)
    return NULL;
  bureau_statement_bind_int (row, 1, id);
  return bureau_statement_step (row, error) ? g_steal_pointer (&row) : NULL;
}
