/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is recorded is what a session of SQLite's own records. */
#include "memory/changes.h"

#include "memory/database.h"

#define TABLES                                                                                     \
  "CREATE TABLE clients (id INTEGER PRIMARY KEY, name TEXT, fee REAL, data BLOB) STRICT;"          \
  "CREATE TABLE bureau_message (id INTEGER PRIMARY KEY, subject TEXT NOT NULL, n INTEGER) STRICT;" \
  "CREATE TABLE bureau_run (id INTEGER PRIMARY KEY, state TEXT) STRICT;"                           \
  "CREATE TABLE log (id INTEGER PRIMARY KEY, note TEXT) STRICT;"

static BureauDatabase *
open_database (void)
{
  g_autoptr (GError) error = NULL;
  BureauDatabase *database = bureau_database_open (":memory:", BUREAU_DATABASE_CREATE, &error);

  g_assert_no_error (error);
  bureau_database_script (database, TABLES, &error);
  g_assert_no_error (error);
  return database;
}

static char *
random_text (GRand *random)
{
  int length = g_rand_int_range (random, 0, 8) == 0 ? g_rand_int_range (random, 100, 40000)
                                                    : g_rand_int_range (random, 0, 12);

  return g_strnfill ((gsize)length, (char)g_rand_int_range (random, 'a', 'e'));
}

/* One statement about a few ids, so that rows are met again and again. */
typedef struct
{
  const char *sql;
  gint64 id;
  char *text;
  gint64 number;
  gint64 other;
} Deed;

static void
deed_free (gpointer data)
{
  Deed *self = data;

  g_free (self->text);
  g_free (self);
}

static Deed *
random_deed (GRand *random)
{
  static const char *const statements[] = {
    "INSERT INTO clients VALUES (?1, ?2, ?3, zeroblob(?4)) ON CONFLICT (id) DO NOTHING",
    "INSERT INTO clients VALUES (?1, ?2, ?3 + 0.5, NULL) ON CONFLICT (id) DO UPDATE"
    " SET name = excluded.name",
    "UPDATE clients SET name = nullif(?2, ''), fee = ?3 WHERE id = ?1 OR id = ?4",
    "UPDATE clients SET data = NULL WHERE id = ?1",
    "UPDATE clients SET id = ?4 + 20, name = ?2 WHERE id = ?1"
    " AND NOT EXISTS (SELECT 1 FROM clients c WHERE c.id = ?4 + 20)",
    "DELETE FROM clients WHERE id = ?1",
    "INSERT INTO bureau_message VALUES (?1, ?2, ?3) ON CONFLICT (id) DO NOTHING",
    "UPDATE bureau_message SET n = -?3 - 9007199254740993, subject = subject WHERE id = ?1",
    "DELETE FROM bureau_message WHERE id = ?1",
    "INSERT INTO bureau_run VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING",
    "INSERT INTO log VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING",
    "DELETE FROM log",
  };
  Deed *self = g_new0 (Deed, 1);

  self->sql = statements[g_rand_int_range (random, 0, G_N_ELEMENTS (statements))];
  self->id = g_rand_int_range (random, 1, 9);
  self->text = random_text (random);
  self->number = g_rand_int_range (random, 0, 5);
  self->other = g_rand_int_range (random, 1, 9);
  return self;
}

static char *
describe_value (sqlite3_value *value)
{
  if (value == NULL)
    return g_strdup ("-");
  if (sqlite3_value_type (value) == SQLITE_BLOB)
    return g_strdup_printf ("blob of %d", sqlite3_value_bytes (value));
  return g_strdup_printf ("%d:%s", sqlite3_value_type (value), sqlite3_value_text (value));
}

static char *
describe_change (sqlite3_changeset_iter *iterator)
{
  GString *text = g_string_new (NULL);
  const char *table;
  int n_columns, op, indirect;

  sqlite3changeset_op (iterator, &table, &n_columns, &op, &indirect);
  g_string_printf (text, "%s %d %d", table, op, indirect);
  for (int i = 0; i < n_columns; i++)
    {
      sqlite3_value *old = NULL, *new = NULL;
      g_autofree char *was = NULL, *is = NULL;

      if (op != SQLITE_INSERT)
        sqlite3changeset_old (iterator, i, &old);
      if (op != SQLITE_DELETE)
        sqlite3changeset_new (iterator, i, &new);
      was = describe_value (old);
      is = describe_value (new);
      g_string_append_printf (text, " %s>%s", was, is);
    }
  return g_string_free_and_steal (text);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *)a, *(char *const *)b);
}

/* A line for each change, sorted: the order of rows is free. */
static char *
describe_changeset (const void *data, gsize size)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  sqlite3_changeset_iter *iterator = NULL;

  g_assert_cmpint (sqlite3changeset_start (&iterator, (int)size, (void *)data), ==, SQLITE_OK);
  while (sqlite3changeset_next (iterator) == SQLITE_ROW)
    g_ptr_array_add (lines, describe_change (iterator));
  g_assert_cmpint (sqlite3changeset_finalize (iterator), ==, SQLITE_OK);
  g_ptr_array_sort (lines, compare_texts);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **)lines->pdata);
}

static void
run_all (BureauDatabase *database, GPtrArray *deeds)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < deeds->len; i++)
    {
      const Deed *deed = g_ptr_array_index (deeds, i);

      bureau_database_run (database, &error, deed->sql, "isii", deed->id, deed->text, deed->number,
                           deed->other);
      g_assert_no_error (error);
    }
}

static int
skip_engine_tables_cb (void *data, const char *table)
{
  return !g_str_equal (table, "bureau_run");
}

static char *
record_by_session (BureauDatabase *database, GPtrArray *deeds)
{
  sqlite3_session *session = NULL;
  void *changeset = NULL;
  int size = 0;
  char *text;

  sqlite3session_create (bureau_database_get_handle (database), "main", &session);
  sqlite3session_table_filter (session, skip_engine_tables_cb, NULL);
  sqlite3session_attach (session, NULL);
  run_all (database, deeds);
  g_assert_cmpint (sqlite3session_changeset (session, &size, &changeset), ==, SQLITE_OK);
  text = describe_changeset (changeset, (gsize)size);
  sqlite3_free (changeset);
  sqlite3session_delete (session);
  return text;
}

static void
add_change (const char *table, gint64 id, const char *op, gpointer data)
{
  (*(guint *)data)++;
}

static char *
record_by_changes (BureauChanges *changes, BureauDatabase *database, GPtrArray *deeds)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  guint n_told = 0, n_lines = 0;

  bureau_changes_begin (changes);
  run_all (database, deeds);
  bytes = bureau_changes_end (changes, add_change, &n_told, &error);
  g_assert_no_error (error);
  text = describe_changeset (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  for (const char *line = text; *text != '\0' && line != NULL; line = strchr (line + 1, '\n'))
    n_lines++;
  g_assert_cmpuint (n_told, ==, n_lines);
  return g_steal_pointer (&text);
}

static void
test_same_as_session (void)
{
  g_autoptr (BureauDatabase) one = open_database ();
  g_autoptr (BureauDatabase) other = open_database ();
  BureauChanges *changes = bureau_changes_new (other);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  guint n_changed = 0;

  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GPtrArray) deeds = g_ptr_array_new_with_free_func (deed_free);
      g_autofree char *expected = NULL, *recorded = NULL;

      for (int n = g_rand_int_range (random, 0, 8); n >= 0; n--)
        g_ptr_array_add (deeds, random_deed (random));
      expected = record_by_session (one, deeds);
      recorded = record_by_changes (changes, other, deeds);
      g_assert_cmpstr (recorded, ==, expected);
      n_changed += *expected != '\0';
    }
  g_assert_cmpuint (n_changed, >, 1000);
  bureau_changes_free (changes);
}

/* Nothing is recorded between one transaction and the next. */
static void
test_off_between (void)
{
  g_autoptr (BureauDatabase) database = open_database ();
  BureauChanges *changes = bureau_changes_new (database);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autofree char *recorded = NULL;

  bureau_database_script (database, "INSERT INTO clients VALUES (1, 'Anna', 1, NULL)", NULL);
  recorded = record_by_changes (changes, database, nothing);
  g_assert_cmpstr (recorded, ==, "");
  bureau_changes_free (changes);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/memory/changes/same-as-session", test_same_as_session);
  g_test_add_func ("/memory/changes/off-between", test_off_between);
  return g_test_run ();
}
