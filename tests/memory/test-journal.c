/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/journal.h"

#include <sqlite3.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "memory/draft.h"
#include "memory/message.h"
#include "memory/record.h"
#include "memory/setting.h"
#include "workspace-fixture.h"

/* Everything that undo promises to put back, the search index by what it finds. */
#define PICTURE                                                                                    \
  "SELECT (SELECT json_group_array(json_array(id, name, email, fee, currency, meta)) FROM "        \
  "(SELECT * FROM clients ORDER BY id)) || (SELECT json_group_array(json_array(id, key, value)) "  \
  "FROM "                                                                                          \
  "(SELECT * FROM bureau_setting ORDER BY id)) || (SELECT json_group_array(json_array(id, state, " \
  "subject, body)) "                                                                               \
  "FROM (SELECT * FROM bureau_draft ORDER BY id)) || (SELECT json_group_array(json_array(term, "   \
  "doc, col)) FROM "                                                                               \
  "(SELECT * FROM picture_terms ORDER BY term, doc, col)) || (SELECT "                             \
  "json_group_array(json_array(id, collection)) "                                                  \
  "FROM (SELECT * FROM bureau_search_document ORDER BY id))"

/* Taken with a connection of its own, since a temporary table shows the index's terms. */
static char *
picture (Workspace *self)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *row = NULL;
  char *text;

  g_assert_cmpint (sqlite3_open_v2 (self->path, &handle, SQLITE_OPEN_READWRITE, NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle,
                                 "CREATE VIRTUAL TABLE temp.picture_terms USING "
                                 "fts5vocab(main, bureau_search, instance)",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, PICTURE, -1, &row, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  text = g_strdup ((const char *)sqlite3_column_text (row, 0));
  sqlite3_finalize (row);
  sqlite3_close (handle);
  return text;
}

static JsonObject *
random_fields (GRand *random)
{
  static const char *const names[] = { "alder", "birch & Co", "çédille", "", "O'Hara", "日本" };
  JsonObject *fields = json_object_new ();

  json_object_set_string_member (fields, "name",
                                 names[g_rand_int_range (random, 0, G_N_ELEMENTS (names))]);
  if (g_rand_boolean (random))
    json_object_set_int_member (fields, "fee", g_rand_int_range (random, 0, 100000));
  if (g_rand_boolean (random))
    json_object_set_string_member (fields, "mood",
                                   names[g_rand_int_range (random, 0, G_N_ELEMENTS (names))]);
  return fields;
}

static gboolean
do_many (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  GRand *random = data;
  int n = g_rand_int_range (random, 1, 6);

  for (int i = 0; i < n; i++)
    {
      g_autoptr (JsonObject) fields = random_fields (random);
      gint64 id = 0;

      bureau_database_int (bureau_transaction_get_database (transaction), &id, error,
                           "SELECT id FROM clients ORDER BY (id * 7919) % 1009 LIMIT 1", "");
      if (id == 0 || g_rand_int_range (random, 0, 3) == 0)
        bureau_record_insert (transaction, "clients", fields, error);
      else if (g_rand_boolean (random))
        bureau_record_update (transaction, "clients", id, fields, error);
      else
        bureau_record_delete (transaction, "clients", id, error);
    }
  return error == NULL || *error == NULL;
}

static void
random_change (Workspace *self, GRand *random)
{
  g_autoptr (JsonNode) value = bureau_json_node_for_int (g_rand_int_range (random, 0, 60));

  if (g_rand_int_range (random, 0, 4) == 0)
    await_ok (bureau_setting_set (self->memory, &operator_cause, "undo_seconds", value));
  else
    await_ok (bureau_memory_write (self->memory, &agent_cause, do_many, random, NULL));
}

static void
assert_sound (Workspace *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BureauDatabase) database = bureau_database_open (self->path, BUREAU_DATABASE_READ,
                                                              &error);
  g_autoptr (JsonObject) verdict = bureau_journal_verify (database, &error);

  g_assert_no_error (error);
  g_assert_true (json_object_get_boolean_member (verdict, "ok"));
}

/* A random history, taken back entry by entry, leaves exactly the pictures it went through. */
static void
test_undo_history (Workspace *self, gconstpointer data)
{
  int n_histories = g_getenv ("BUREAU_TEST_LONG") != NULL ? 40 : 4;

  define_clients (self);
  for (int h = 0; h < n_histories; h++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (4711u + (guint32)h);
      g_autoptr (GPtrArray) pictures = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (gint64));

      for (int i = 0; i < 25; i++)
        {
          gint64 before = await_number (self, "SELECT max(entry) FROM bureau_journal"), after;

          g_ptr_array_add (pictures, picture (self));
          random_change (self, random);
          after = await_number (self, "SELECT max(entry) FROM bureau_journal");
          if (after == before)
            g_ptr_array_remove_index (pictures, pictures->len - 1);
          else
            g_array_append_val (entries, after);
        }
      for (guint i = entries->len; i > 0; i--)
        {
          g_autofree char *now = NULL;
          gint64 entry = g_array_index (entries, gint64, i - 1);
          g_autofree char *kind_sql = g_strdup_printf (
              "SELECT kind FROM bureau_journal WHERE entry = %" G_GINT64_FORMAT, entry);
          g_autofree char *kind = await_text (self, kind_sql);

          if (g_str_equal (kind, "change"))
            await_ok (bureau_journal_undo (self->memory, &operator_cause, entry));
          now = picture (self);
          g_assert_cmpstr (now, ==, g_ptr_array_index (pictures, i - 1));
        }
      g_test_message ("history %d: %u entries undone exactly", h, entries->len);
    }
  assert_sound (self);
}

static gint64
add (Workspace *self, const char *fields)
{
  g_autoptr (JsonObject) object = json_object_of (fields);

  return await_id (bureau_record_add (self->memory, &operator_cause, "clients", object));
}

static void
rename_client (Workspace *self, gint64 id, const char *fields)
{
  g_autoptr (JsonObject) object = json_object_of (fields);

  await_ok (bureau_record_set (self->memory, &operator_cause, "clients", id, object));
}

static void
test_undo_refused (Workspace *self, gconstpointer data)
{
  gint64 id, entry;

  define_clients (self);
  id = add (self, "{\"name\":\"A\"}");
  rename_client (self, id, "{\"name\":\"B\"}");
  entry = await_number (self, "SELECT max(entry) FROM bureau_journal");
  rename_client (self, id, "{\"name\":\"C\"}");
  await_error (bureau_journal_undo (self->memory, &operator_cause, entry), BUREAU_ERROR_REFUSED);
  await_error (bureau_journal_undo (self->memory, &operator_cause, 1), BUREAU_ERROR_REFUSED);
  await_error (bureau_journal_undo (self->memory, &operator_cause, 4000), BUREAU_ERROR_NOT_FOUND);
  g_assert_cmpint (await_number (self, "SELECT count(*) FROM clients WHERE name = 'C'"), ==, 1);
}

/* An older change is undone where a later one touched other fields of the same record. */
static void
test_undo_beneath (Workspace *self, gconstpointer data)
{
  g_autofree char *text = NULL;
  gint64 id, entry;

  define_clients (self);
  id = add (self, "{\"name\":\"A\",\"fee\":1}");
  rename_client (self, id, "{\"name\":\"B\"}");
  entry = await_number (self, "SELECT max(entry) FROM bureau_journal");
  rename_client (self, id, "{\"fee\":2}");
  await_ok (bureau_journal_undo (self->memory, &operator_cause, entry));
  text = await_text (self, "SELECT name || fee FROM clients");
  g_assert_cmpstr (text, ==, "A2");
}

static void
test_undo_newest (Workspace *self, gconstpointer data)
{
  define_clients (self);
  add (self, "{\"name\":\"A\"}");
  add (self, "{\"name\":\"B\"}");
  await_ok (bureau_journal_undo (self->memory, &operator_cause, 0));
  g_assert_cmpint (await_number (self, "SELECT count(*) FROM clients WHERE name = 'A'"), ==, 1);
  await_ok (bureau_journal_undo (self->memory, &operator_cause, 0));
  g_assert_cmpint (await_number (self, "SELECT count(*) FROM clients"), ==, 0);
}

static void
test_past (Workspace *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autoptr (BureauDatabase) database = bureau_database_open (self->path, BUREAU_DATABASE_READ,
                                                              NULL);
  g_autoptr (JsonObject) past = NULL;
  JsonObject *none;
  gint64 id;

  define_clients (self);
  id = add (self, "{\"name\":\"A\"}");
  before = await_text (self, "SELECT at FROM bureau_journal ORDER BY entry DESC LIMIT 1");
  while (await_number (self, "SELECT strftime('%Y-%m-%dT%H:%M:%fZ') > max(at) FROM bureau_journal")
         == 0)
    ;
  rename_client (self, id, "{\"name\":\"B\"}");
  past = bureau_journal_record_at (database, id, before, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (bureau_json_get_string (bureau_json_get_object (past, "fields"), "name"), ==,
                   "A");
  none = bureau_journal_record_at (database, id, "2020-01-01", &error);
  g_assert_null (none);
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND);
}

/* Whoever changes the file behind our back is named by the first bad entry. */
static void
test_verify_notices (Workspace *self, gconstpointer data)
{
  static const char *const tamper[] = {
    "UPDATE bureau_journal SET actor = 'agent:mallory' WHERE entry = 3",
    "UPDATE bureau_journal SET hash = zeroblob(32) WHERE entry = 2",
    "DELETE FROM bureau_journal WHERE entry = 3",
    "UPDATE bureau_journal_item SET op = 'delete' WHERE entry = 3",
    "DELETE FROM bureau_journal_item WHERE entry = 4",
    "INSERT INTO bureau_journal_item VALUES (4, 'clients', 99, 'insert')",
    "UPDATE bureau_journal_payload SET changeset = x'00' WHERE entry = 4",
    "DELETE FROM bureau_journal_payload WHERE entry = 4",
    "UPDATE bureau_journal SET at = '2020' WHERE entry = 1",
    "UPDATE bureau_journal SET kind = 'fact', previous = zeroblob(32) WHERE entry = 5",
  };

  define_clients (self);
  for (guint i = 0; i < 4; i++)
    add (self, "{\"name\":\"A\"}");
  assert_sound (self);
  bureau_memory_close (self->memory);
  for (guint i = 0; i < G_N_ELEMENTS (tamper); i++)
    {
      g_autofree char *copy = g_strdup_printf ("%s.%u", self->path, i);
      g_autofree char *sql = g_strdup_printf ("VACUUM INTO '%s'", copy);
      g_autoptr (BureauDatabase) original = bureau_database_open (self->path, BUREAU_DATABASE_READ,
                                                                  NULL);
      g_autoptr (BureauDatabase) database = NULL;
      g_autoptr (JsonObject) verdict = NULL;
      g_autoptr (GError) error = NULL;

      bureau_database_script (original, sql, &error);
      g_assert_no_error (error);
      database = bureau_database_open (copy, BUREAU_DATABASE_WRITE, NULL);
      bureau_database_script (
          database,
          "PRAGMA foreign_keys = OFF; DROP TRIGGER bureau_journal_keep_update;"
          "DROP TRIGGER bureau_journal_keep_delete; DROP TRIGGER bureau_journal_item_keep_update;"
          "DROP TRIGGER bureau_journal_item_keep_delete",
          &error);
      g_assert_no_error (error);
      bureau_database_script (database, tamper[i], &error);
      g_assert_no_error (error);
      verdict = bureau_journal_verify (database, &error);
      g_assert_no_error (error);
      if (json_object_get_boolean_member (verdict, "ok"))
        g_error ("not noticed: %s", tamper[i]);
    }
}

/* An erased payload says so; the chain still holds. */
static void
test_erase (Workspace *self, gconstpointer data)
{
  gint64 entry;

  define_clients (self);
  add (self, "{\"name\":\"A\"}");
  entry = await_number (self, "SELECT max(entry) FROM bureau_journal");
  await_ok (bureau_journal_erase (self->memory, &operator_cause, entry));
  assert_sound (self);
  await_error (bureau_journal_undo (self->memory, &operator_cause, entry), BUREAU_ERROR_REFUSED);
}

static void
test_append_only (Workspace *self, gconstpointer data)
{
  static const char *const bad[] = { "UPDATE bureau_journal SET actor = 'x'",
                                     "DELETE FROM bureau_journal",
                                     "UPDATE bureau_journal_item SET op = 'x'",
                                     "DELETE FROM bureau_journal_item" };
  g_autoptr (BureauDatabase) database = NULL;

  define_clients (self);
  database = bureau_database_open (self->path, BUREAU_DATABASE_WRITE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (bureau_database_script (database, bad[i], &error));
      g_assert_nonnull (strstr (error->message, "append-only"));
    }
}

#define ADD(name, func)                                                                            \
  g_test_add ("/journal/" name, Workspace, NULL, workspace_set_up, func, workspace_tear_down)

int
main (int argc, char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  ADD ("undo-history", test_undo_history);
  ADD ("undo-refused", test_undo_refused);
  ADD ("undo-beneath", test_undo_beneath);
  ADD ("undo-newest", test_undo_newest);
  ADD ("past", test_past);
  ADD ("verify-notices", test_verify_notices);
  ADD ("erase", test_erase);
  ADD ("append-only", test_append_only);
  return g_test_run ();
}
