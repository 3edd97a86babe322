/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "floor.h"

#include <sqlite3.h>

/* Tables an item leaves rows in, and the changes made to rows after they were inserted. */
static const struct
{
  const char *name;
  const char *columns;
  const char *order;
} tables[] = {
  { "bureau_message", "*", "id" },
  { "bureau_journal", "*", "entry" },
  { "bureau_journal_payload", "*", "entry" },
  { "bureau_journal_item", "*", "entry" },
  { "bureau_run", "*", "id" },
  { "bureau_step", "*", "id" },
  { "bureau_usage", "*", "id" },
  { "bureau_match", "*", "record" },
  { "inquiries", "*", "id" },
  { "bureau_evidence", "*", "record" },
  { "bureau_draft", "*", "id" },
};

static const struct
{
  const char *table;
  const char *sql;
} updates[] = {
  { "bureau_message",
    "UPDATE bureau_message SET label = label, updated_at = updated_at WHERE id = ?" },
  { "bureau_run", "UPDATE bureau_run SET state = state, updated_at = updated_at WHERE id = ?" },
  { "inquiries", "UPDATE inquiries SET state = state, updated_at = updated_at WHERE id = ?" },
  { "inquiries", "UPDATE inquiries SET fee_low = fee_low, fee_high = fee_high,"
                 " fee_currency = fee_currency, precedents = precedents,"
                 " updated_at = updated_at WHERE id = ?" },
};

/* What each commit ends with: the index is told, and the cursor moves on. */
static const char *const ends[] = {
  "INSERT INTO bureau_search (rowid, title, body, collection)"
  " SELECT id, title, body, collection FROM bureau_search_news",
  "DELETE FROM bureau_search_news",
  "INSERT INTO bureau_cursor VALUES ('engine', 1)"
  " ON CONFLICT (name) DO UPDATE SET entry = entry + 1",
};

#define JOURNAL 1     /* of the tables */
#define PAYLOAD 2     /* of the tables */
#define MAX_UPDATES 2 /* of a row */

typedef struct
{
  GPtrArray *values; /* of sqlite3_value, row after row */
  int n_columns;
  int n_rows;
  sqlite3_stmt *insert;
  sqlite3_stmt *updates[MAX_UPDATES];
} Table;

struct _Floor
{
  Table tables[G_N_ELEMENTS (tables)];
  int n_items;
  sqlite3_stmt *ends[G_N_ELEMENTS (ends)];
  sqlite3 *database;
};

static sqlite3_stmt *
prepare (sqlite3 *database, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (database));

  return statement;
}

static void
run (sqlite3 *database, const char *sql)
{
  if (sqlite3_exec (database, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (database));
}

static int
number (sqlite3 *database, const char *sql)
{
  sqlite3_stmt *statement = prepare (database, sql);
  int value = sqlite3_step (statement) == SQLITE_ROW ? sqlite3_column_int (statement, 0) : 0;

  sqlite3_finalize (statement);

  return value;
}

/* The newest rows of a table, as many as belong to the items. */
static void
load_table (Table *self, sqlite3 *database, guint index, double share)
{
  g_autofree char *count = g_strdup_printf ("SELECT count(*) FROM %s", tables[index].name);
  int n_rows = (int)(number (database, count) * share);
  g_autofree char *sql = g_strdup_printf (
      "SELECT * FROM (SELECT * FROM %s ORDER BY %s DESC LIMIT %d) ORDER BY %s", tables[index].name,
      tables[index].order, n_rows, tables[index].order);
  sqlite3_stmt *rows = prepare (database, sql);

  self->values = g_ptr_array_new_with_free_func ((GDestroyNotify)sqlite3_value_free);
  self->n_columns = sqlite3_column_count (rows);
  for (; sqlite3_step (rows) == SQLITE_ROW; self->n_rows++)
    for (int i = 0; i < self->n_columns; i++)
      g_ptr_array_add (self->values, sqlite3_value_dup (sqlite3_column_value (rows, i)));
  sqlite3_finalize (rows);
}

Floor *
floor_load (const char *path, int n_items)
{
  Floor *self = g_new0 (Floor, 1);
  sqlite3 *database = NULL;
  int n_there;

  if (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (database));
  n_there = number (database, "SELECT count(*) FROM bureau_message");
  self->n_items = MIN (n_items, n_there);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    load_table (&self->tables[i], database, i, (double)self->n_items / n_there);
  sqlite3_close (database);

  return self;
}

static sqlite3_stmt *
prepare_insert (Floor *self, guint index)
{
  GString *sql = g_string_new (NULL);
  sqlite3_stmt *statement;

  g_string_printf (sql, "INSERT OR REPLACE INTO %s VALUES (?", tables[index].name);
  for (int i = 1; i < self->tables[index].n_columns; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
  statement = prepare (self->database, sql->str);
  g_string_free (sql, TRUE);

  return statement;
}

static void
prepare_updates (Floor *self, guint index)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (updates); i++)
    if (g_str_equal (updates[i].table, tables[index].name))
      self->tables[index].updates[n++] = prepare (self->database, updates[i].sql);
}

void
floor_open (Floor *self, const char *path)
{
  if (sqlite3_open (path, &self->database) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (self->database));
  run (self->database, "PRAGMA journal_mode = WAL");
  run (self->database, "PRAGMA synchronous = FULL");
  run (self->database, "PRAGMA cache_size = -8192");
  run (self->database, "PRAGMA wal_autocheckpoint = 2000");
  run (self->database, "PRAGMA foreign_keys = OFF");
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      self->tables[i].insert = prepare_insert (self, i);
      prepare_updates (self, i);
    }
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    self->ends[i] = prepare (self->database, ends[i]);
}

static void
step (Floor *self, sqlite3_stmt *statement)
{
  if (sqlite3_step (statement) != SQLITE_DONE)
    g_error ("%s: %s", sqlite3_sql (statement), sqlite3_errmsg (self->database));
  sqlite3_reset (statement);
}

/* The chain is part of what is written, so whoever writes it works its hashes out: one of what was
 * changed, one of the entry. */
static void
hash_row (sqlite3_value **values, int n_columns)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 hash[32];
  gsize length = sizeof hash;

  for (int i = 0; i < n_columns; i++)
    g_checksum_update (checksum, sqlite3_value_blob (values[i]), sqlite3_value_bytes (values[i]));
  g_checksum_get_digest (checksum, hash, &length);
}

static void
write_row (Floor *self, Table *table, int row)
{
  sqlite3_value **values = (sqlite3_value **)table->values->pdata + (gsize)row * table->n_columns;

  if (table == &self->tables[JOURNAL] || table == &self->tables[PAYLOAD])
    hash_row (values, table->n_columns);
  for (int i = 0; i < table->n_columns; i++)
    sqlite3_bind_value (table->insert, i + 1, values[i]);
  step (self, table->insert);
  for (guint i = 0; i < MAX_UPDATES && table->updates[i]; i++)
    {
      sqlite3_bind_value (table->updates[i], 1, values[0]);
      step (self, table->updates[i]);
    }
}

static void
write_share (Floor *self, int from, int to)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      Table *table = &self->tables[i];
      int first = (int)((gint64)table->n_rows * from / self->n_items);
      int last = (int)((gint64)table->n_rows * to / self->n_items);

      for (int row = first; row < last; row++)
        write_row (self, table, row);
    }
}

static void
think (Thinking *thinking, int from, int to)
{
  for (int item = from; item < to; item++)
    thinking_do (thinking, item);
}

/* @group: how many items are on their way at once. Each has one transaction in a commit, because
 * the next of them has to wait until that one is on the disk; an entry of the journal is a
 * transaction.
 * @thinking_or_null: works out first what is then written */
void
floor_write (Floor *self, int group, Thinking *thinking_or_null)
{
  int n_commits = MAX (1, self->tables[JOURNAL].n_rows / group);

  for (int i = 0; i < n_commits; i++)
    {
      int from = (int)((gint64)self->n_items * i / n_commits);
      int to = (int)((gint64)self->n_items * (i + 1) / n_commits);

      if (thinking_or_null)
        think (thinking_or_null, from, to);
      run (self->database, "BEGIN IMMEDIATE");
      write_share (self, from, to);
      for (guint k = 0; k < G_N_ELEMENTS (self->ends); k++)
        step (self, self->ends[k]);
      run (self->database, "COMMIT");
    }
}

int
floor_count_items (Floor *self)
{
  return self->n_items;
}

void
floor_close (Floor *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      sqlite3_finalize (self->tables[i].insert);
      for (guint k = 0; k < MAX_UPDATES; k++)
        sqlite3_finalize (self->tables[i].updates[k]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (self->ends); i++)
    sqlite3_finalize (self->ends[i]);
  sqlite3_close (self->database);
}

void
floor_free (Floor *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    g_clear_pointer (&self->tables[i].values, g_ptr_array_unref);
  g_free (self);
}
