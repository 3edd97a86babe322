/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records changesets as SQLite's session extension writes them (sqlite.org/session, "Changeset
 * Format"), so that its functions read, invert and apply them. A session of SQLite's own costs each
 * transaction a pragma and a statement for each table, and a savepoint that flushes the search
 * index; the hook below costs what has changed. */
#include "memory/changes.h"

#include <string.h>

#include "base/error.h"
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

/* The format */

static void
append_byte (GByteArray *bytes, guint8 byte)
{
  g_byte_array_append (bytes, &byte, 1);
}

/* SQLite's varint: seven bits a byte, the high ones first. A length never needs the ninth byte. */
static void
append_varint (GByteArray *bytes, guint value)
{
  guint8 parts[5];
  guint n = 0;

  do
    parts[n++] = (guint8)(value & 0x7f);
  while ((value >>= 7) != 0);
  while (n-- > 1)
    append_byte (bytes, parts[n] | 0x80);
  append_byte (bytes, parts[0]);
}

static void
append_number (GByteArray *bytes, guint64 bits)
{
  guint64 wire = GUINT64_TO_BE (bits);

  g_byte_array_append (bytes, (const guint8 *)&wire, sizeof wire);
}

static void
append_value (GByteArray *bytes, sqlite3_value *value)
{
  int type = sqlite3_value_type (value);
  double number;
  guint64 bits;

  append_byte (bytes, (guint8)type);
  switch (type)
    {
    case SQLITE_INTEGER:
      append_number (bytes, (guint64)sqlite3_value_int64 (value));
      break;
    case SQLITE_FLOAT:
      number = sqlite3_value_double (value);
      memcpy (&bits, &number, sizeof bits);
      append_number (bytes, bits);
      break;
    case SQLITE_NULL:
      break;
    default:
      append_varint (bytes, (guint)sqlite3_value_bytes (value));
      if (sqlite3_value_bytes (value) > 0)
        g_byte_array_append (bytes, sqlite3_value_blob (value), (guint)sqlite3_value_bytes (value));
    }
}

static const guint8 *
skip_value (const guint8 *value)
{
  guint length = 0;

  switch (*value++)
    {
    case SQLITE_INTEGER:
    case SQLITE_FLOAT:
      return value + 8;
    case SQLITE_TEXT:
    case SQLITE_BLOB:
      do
        length = length << 7 | (*value & 0x7f);
      while ((*value++ & 0x80) != 0);
      return value + length;
    default:
      return value;
    }
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
        append_value (self->olds, value);
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

static void
append_head (GByteArray *bytes, const Table *table)
{
  append_byte (bytes, 'T');
  append_varint (bytes, (guint)table->n_columns);
  for (int i = 0; i < table->n_columns; i++)
    append_byte (bytes, i == 0); /* the key is the first column */
  g_byte_array_append (bytes, (const guint8 *)table->name, (guint)strlen (table->name) + 1);
}

static void
append_op (GByteArray *bytes, int op)
{
  append_byte (bytes, (guint8)op);
  append_byte (bytes, FALSE); /* not by a trigger */
}

static const char *
append_insert (GByteArray *bytes, sqlite3_stmt *now, int n_columns)
{
  append_op (bytes, SQLITE_INSERT);
  for (int i = 0; i < n_columns; i++)
    append_value (bytes, sqlite3_column_value (now, i));
  return "insert";
}

static const char *
append_delete (GByteArray *bytes, const guint8 *old, int n_columns)
{
  const guint8 *end = old;

  for (int i = 0; i < n_columns; i++)
    end = skip_value (end);
  append_op (bytes, SQLITE_DELETE);
  g_byte_array_append (bytes, old, (guint)(end - old));
  return "delete";
}

/* The old values and then the new ones, each only where they differ; the old ones have the key. */
static const char *
append_update (GByteArray *bytes, const guint8 *old, sqlite3_stmt *now, int n_columns)
{
  g_autoptr (GByteArray) news = g_byte_array_new ();
  guint start = bytes->len;
  gboolean differs = FALSE;

  append_op (bytes, SQLITE_UPDATE);
  for (int i = 0; i < n_columns; i++)
    {
      const guint8 *end = skip_value (old);
      guint place = news->len;
      gboolean same;

      append_value (news, sqlite3_column_value (now, i));
      same = news->len - place == (gsize)(end - old)
             && memcmp (news->data + place, old, (gsize)(end - old)) == 0;
      if (!same || i == 0)
        g_byte_array_append (bytes, old, (guint)(end - old));
      else
        append_byte (bytes, 0);
      if (same)
        {
          g_byte_array_set_size (news, place);
          append_byte (news, 0);
        }
      differs |= !same;
      old = end;
    }
  g_byte_array_append (bytes, news->data, news->len);
  if (!differs)
    g_byte_array_set_size (bytes, start);
  return differs ? "update" : NULL;
}

/* Returns: what became of the row; NULL where it is as it was */
static const char *
append_row (BureauChanges *self, GByteArray *bytes, const Row *row, sqlite3_stmt *now_or_null)
{
  const guint8 *old = row->was_there ? self->olds->data + row->old : NULL;
  int n_columns = row->table->n_columns;

  if (now_or_null == NULL)
    return old != NULL ? append_delete (bytes, old, n_columns) : NULL;
  return old != NULL ? append_update (bytes, old, now_or_null, n_columns)
                     : append_insert (bytes, now_or_null, n_columns);
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

  append_head (bytes, table);
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
