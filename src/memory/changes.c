/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records what a transaction changes. A session of SQLite's own costs each transaction a pragma and
 * a statement for each table, and a savepoint that flushes the search index; the hook below costs
 * what has changed. */
#include "memory/changes.h"

#include "base/error.h"
#include "memory/changeset.h"
#include "memory/transaction-private.h"

typedef struct
{
  char *name;
  int n_columns;
  GPtrArray *rows; /* of Row, in the order they were touched */
} Table;

/* A row that was touched. What it came to is read when the transaction ends. */
typedef struct
{
  const Table *table;
  gint64 id;
  gboolean was_there;
  gsize old; /* where its values begin in olds */
} Row;

struct _BureauChanges
{
  BureauDatabase *database;
  gboolean is_on;
  gboolean is_broken; /* an old value could not be read */
  GPtrArray *tables;  /* of Table, in the order they were touched */
  GHashTable *rows;   /* set of Row */
  GByteArray *olds;   /* the values of rows that were there, each as in a changeset */
};

static void
table_free (gpointer data)
{
  Table *self = data;

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self->name);
  g_free (self);
}

static guint
row_hash (gconstpointer data)
{
  return g_int64_hash (&((const Row *)data)->id);
}

static gboolean
row_equal (gconstpointer a, gconstpointer b)
{
  const Row *left = a, *right = b;

  return left->id == right->id && left->table == right->table;
}

/* Watching */

static Table *
find_table (BureauChanges *self, const char *name, int n_columns)
{
  Table *table;

  for (guint i = 0; i < self->tables->len; i++)
    {
      table = g_ptr_array_index (self->tables, i);
      if (g_str_equal (table->name, name))
        return table;
    }
  table = g_new0 (Table, 1);
  table->name = g_strdup (name);
  table->n_columns = n_columns;
  table->rows = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->tables, table);
  return table;
}

static void
keep_old (BureauChanges *self, sqlite3 *handle, int n_columns)
{
  for (int i = 0; i < n_columns; i++)
    {
      sqlite3_value *value = NULL;

      if (sqlite3_preupdate_old (handle, i, &value) == SQLITE_OK)
        bureau_changeset_append_value (self->olds, value);
      else
        self->is_broken = TRUE;
    }
}

/* Only the first touch tells how the row was before. */
static void
touch (BureauChanges *self, sqlite3 *handle, const char *name, gint64 id, gboolean was_there)
{
  Table *table = find_table (self, name, sqlite3_preupdate_count (handle));
  Row row = { table, id, was_there, self->olds->len };

  if (g_hash_table_contains (self->rows, &row))
    return;
  g_ptr_array_add (table->rows, g_memdup2 (&row, sizeof row));
  g_hash_table_add (self->rows, g_ptr_array_index (table->rows, table->rows->len - 1));
  if (was_there)
    keep_old (self, handle, table->n_columns);
}

static void
preupdate_cb (void *data, sqlite3 *handle, int op, const char *schema, const char *table,
              sqlite3_int64 old_id, sqlite3_int64 new_id)
{
  BureauChanges *self = data;

  if (!self->is_on || !bureau_table_is_business (table) || !g_str_equal (schema, "main"))
    return;
  if (op != SQLITE_INSERT)
    touch (self, handle, table, old_id, TRUE);
  if (op == SQLITE_INSERT || (op == SQLITE_UPDATE && new_id != old_id))
    touch (self, handle, table, new_id, FALSE);
}

/* Writing it down */

/* Returns: what became of the row; NULL where it is as it was */
static const char *
append_row (BureauChanges *self, GByteArray *bytes, const Row *row, sqlite3_stmt *now_or_null)
{
  const guint8 *old = row->was_there ? self->olds->data + row->old : NULL;
  int n_columns = row->table->n_columns;

  if (now_or_null == NULL && old == NULL)
    return NULL;
  if (now_or_null == NULL)
    bureau_changeset_append_delete (bytes, old, n_columns);
  else if (old == NULL)
    bureau_changeset_append_insert (bytes, now_or_null, n_columns);
  else if (!bureau_changeset_append_update (bytes, old, now_or_null, n_columns))
    return NULL;
  return now_or_null == NULL ? "delete" : old == NULL ? "insert" : "update";
}

static gboolean
append_rows (BureauChanges *self, GByteArray *bytes, const Table *table, BureauChangeFunc func,
             gpointer data, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" WHERE id = ?", table->name);
  g_autoptr (BureauStatement) now = bureau_database_prepare (self->database, sql, error);
  sqlite3_stmt *handle = now != NULL ? bureau_statement_get_handle (now) : NULL;

  for (guint i = 0; now != NULL && i < table->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (table->rows, i);
      const char *op;

      bureau_statement_bind_int (now, 1, row->id);
      op = append_row (self, bytes, row, bureau_statement_step (now, NULL) ? handle : NULL);
      if (sqlite3_reset (handle) != SQLITE_OK)
        return bureau_database_set_error (self->database, error);
      if (op != NULL)
        func (table->name, row->id, op, data);
    }
  return now != NULL;
}

static gboolean
append_table (BureauChanges *self, GByteArray *bytes, const Table *table, BureauChangeFunc func,
              gpointer data, GError **error)
{
  guint start = bytes->len, head;

  bureau_changeset_append_table (bytes, table->name, table->n_columns);
  head = bytes->len;
  if (!append_rows (self, bytes, table, func, data, error))
    return FALSE;
  if (bytes->len == head)
    g_byte_array_set_size (bytes, start);
  return TRUE;
}

/**
 * bureau_changes_new:
 * @database: the connection that writes; outlives the recorder
 *
 * Returns: (transfer full): free with bureau_changes_free()
 */
BureauChanges *
bureau_changes_new (BureauDatabase *database)
{
  BureauChanges *self = g_new0 (BureauChanges, 1);

  self->database = database;
  self->tables = g_ptr_array_new_with_free_func (table_free);
  self->rows = g_hash_table_new (row_hash, row_equal);
  self->olds = g_byte_array_new ();
  sqlite3_preupdate_hook (bureau_database_get_handle (database), preupdate_cb, self);
  return self;
}

void
bureau_changes_free (BureauChanges *self)
{
  sqlite3_preupdate_hook (bureau_database_get_handle (self->database), NULL, NULL);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  g_clear_pointer (&self->olds, g_byte_array_unref);
  g_free (self);
}

/**
 * bureau_changes_begin:
 *
 * Forgets what it saw before and records from here.
 */
void
bureau_changes_begin (BureauChanges *self)
{
  g_hash_table_remove_all (self->rows);
  g_ptr_array_set_size (self->tables, 0);
  g_byte_array_set_size (self->olds, 0);
  self->is_on = TRUE;
  self->is_broken = FALSE;
}

/**
 * bureau_changes_end:
 * @func: called for each row that is not as it was
 *
 * Stops recording.
 *
 * Returns: (transfer full): the changeset, empty where nothing changed; %NULL with @error set where
 *   the rows could not be read
 */
GBytes *
bureau_changes_end (BureauChanges *self, BureauChangeFunc func, gpointer data, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  self->is_on = FALSE;
  if (self->is_broken)
    {
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT, "Not enough memory.");
      return NULL;
    }
  for (guint i = 0; i < self->tables->len; i++)
    if (!append_table (self, bytes, g_ptr_array_index (self->tables, i), func, data, error))
      return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
