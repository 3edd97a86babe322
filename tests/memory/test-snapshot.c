/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "folder-fixture.h"
#include "memory/check.h"
#include "memory/database.h"
#include "memory/lock.h"
#include "memory/snapshot.h"

static gint64
count_messages (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BureauDatabase) database = bureau_database_open (path, BUREAU_DATABASE_READ, &error);
  gint64 n = -1;

  g_assert_no_error (error);
  bureau_database_int (database, &n, &error, "SELECT count(*) FROM bureau_message", "");
  g_assert_no_error (error);
  return n;
}

static void
add_message (BureauDatabase *database, gint64 id)
{
  g_autoptr (GError) error = NULL;

  bureau_database_run (database, &error,
                       "INSERT INTO bureau_message (id, created_at, updated_at, channel, source,"
                       " identity) VALUES (?, 'a', 'a', 'a', 'a', hex (randomblob (16)))",
                       "i", id);
  g_assert_no_error (error);
}

static BureauDatabase *
open_writer (const char *path)
{
  GError *error = NULL;
  BureauDatabase *database = bureau_database_open (path, BUREAU_DATABASE_WRITE, &error);

  g_assert_no_error (error);
  return database;
}

static void
test_copy (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_workspace (folder, "a.bureau");
  g_autofree char *copy = test_folder_file (folder, "copy.bureau");
  g_autofree char *partial = test_folder_file (folder, "copy.bureau.partial");
  g_autoptr (BureauDatabase) writer = open_writer (path);
  g_autoptr (GError) error = NULL;

  add_message (writer, 5000); /* stands in the log alone */
  g_assert_true (bureau_snapshot_copy (path, copy, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_messages (copy), ==, 301);
  g_assert_true (bureau_workspace_check (copy, BUREAU_CHECK_WHOLE, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (partial, G_FILE_TEST_EXISTS));
}

static gpointer
write_on (gpointer data)
{
  g_autoptr (BureauDatabase) writer = open_writer (data);

  for (gint64 id = 10000; id < 10400; id += 2)
    {
      g_autoptr (GError) error = NULL;

      bureau_database_script (writer, "BEGIN IMMEDIATE", &error);
      g_assert_no_error (error);
      add_message (writer, id);
      add_message (writer, id + 1);
      bureau_database_script (writer, "COMMIT", &error);
      g_assert_no_error (error);
    }
  return NULL;
}

/* Every copy is equal to a commit: messages come in pairs. */
static void
test_copy_while_writing (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_workspace (folder, "a.bureau");
  g_autofree char *copy = test_folder_file (folder, "copy.bureau");
  GThread *writer = g_thread_new ("writer", write_on, path);

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (bureau_snapshot_copy (path, copy, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpint (count_messages (copy) % 2, ==, 0);
    }
  g_thread_join (writer);
}

static void
damage_file (const char *path, gsize at)
{
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  memset (bytes + at, 0x5a, 4096);
  g_assert_true (g_file_set_contents (path, bytes, (gssize)size, NULL));
}

static void
test_copy_of_damaged (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_workspace (folder, "a.bureau");
  g_autofree char *copy = test_folder_file (folder, "copy.bureau");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (bureau_snapshot_copy (path, copy, NULL, &error));
  before = test_file_hash (copy);
  damage_file (path, (gsize)4096 * 40);
  g_assert_false (bureau_snapshot_copy (path, copy, NULL, &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_DAMAGED);
  after = test_file_hash (copy);
  g_assert_cmpstr (before, ==, after);
}

static void
test_restore (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_workspace (folder, "a.bureau");
  g_autofree char *copy = test_folder_file (folder, "copy.bureau");
  g_autofree char *aside = test_folder_file (folder, "a.bureau.before-restore");
  g_autofree char *second = test_folder_file (folder, "a.bureau.before-restore-2");
  g_autoptr (BureauDatabase) writer = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (bureau_snapshot_copy (path, copy, NULL, &error));
  writer = open_writer (path);
  add_message (writer, 5000);
  g_clear_pointer (&writer, bureau_database_close);
  g_assert_true (bureau_snapshot_restore (copy, path, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_messages (path), ==, 300);
  g_assert_cmpint (count_messages (aside), ==, 301);
  g_assert_true (bureau_snapshot_restore (aside, path, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_messages (path), ==, 301);
  g_assert_cmpint (count_messages (second), ==, 300);
}

static void
test_restore_over_damaged (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_workspace (folder, "a.bureau");
  g_autofree char *copy = test_folder_file (folder, "copy.bureau");
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *aside = test_folder_file (folder, "a.bureau.before-restore");
  g_autofree char *damaged = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (bureau_snapshot_copy (path, copy, NULL, &error));
  g_assert_true (
      g_file_set_contents (path,
                           "not a database at all, and longer than a header would be, "
                           "so that SQLite reads it and says that it is none of its files",
                           -1, NULL));
  damaged = test_file_hash (path);
  g_assert_true (
      g_file_set_contents (log, "a log that must not be read into the new file", -1, NULL));
  g_assert_true (bureau_snapshot_restore (copy, path, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_messages (path), ==, 300);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  kept = test_file_hash (aside);
  g_assert_cmpstr (kept, ==, damaged);
}

static void
assert_not_restored (const char *snapshot, const char *path, BureauError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (bureau_snapshot_restore (snapshot, path, NULL, &error));
  g_assert_error (error, BUREAU_ERROR, (int)code);
  g_assert_cmpint (count_messages (path), ==, 300);
}

static void
test_restore_refused (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_workspace (folder, "a.bureau");
  g_autofree char *copy = test_folder_file (folder, "copy.bureau");
  g_autofree char *missing = test_folder_file (folder, "missing.bureau");
  g_autoptr (BureauDatabase) user = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (bureau_snapshot_copy (path, copy, NULL, &error));
  assert_not_restored (missing, path, BUREAU_ERROR_NOT_FOUND);
  assert_not_restored (path, path, BUREAU_ERROR_USAGE);
  damage_file (copy, (gsize)4096 * 40);
  assert_not_restored (copy, path, BUREAU_ERROR_DAMAGED);
}

static void
test_restore_in_use (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_workspace (folder, "a.bureau");
  g_autofree char *copy = test_folder_file (folder, "copy.bureau");
  g_autoptr (BureauLock) lock = NULL;
  g_autoptr (BureauDatabase) user = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (bureau_snapshot_copy (path, copy, NULL, &error));
  lock = bureau_lock_take (path, &error);
  g_assert_no_error (error);
  assert_not_restored (copy, path, BUREAU_ERROR_BUSY);
  g_clear_pointer (&lock, bureau_lock_free);
  user = open_writer (path);
  add_message (user, 5000);
  g_assert_false (bureau_snapshot_restore (copy, path, NULL, &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_BUSY);
  g_assert_cmpint (count_messages (path), ==, 301);
}

static GBytes *
load_second (guint version, GError **error)
{
  static const char sql[] = "ALTER TABLE bureau_setting ADD COLUMN note TEXT";

  g_assert_cmpuint (version, ==, 2);
  return g_bytes_new_static (sql, sizeof sql);
}

static GBytes *
load_broken (guint version, GError **error)
{
  static const char sql[] = "DROP TABLE bureau_scratch; ALTER TABLE nonsense ADD COLUMN a";

  return g_bytes_new_static (sql, sizeof sql);
}

static gint64
get_version (const char *path)
{
  g_autoptr (BureauDatabase) database = bureau_database_open (path, BUREAU_DATABASE_READ, NULL);
  gint64 version = -1;

  bureau_database_int (database, &version, NULL, "PRAGMA user_version", "");
  return version;
}

static void
test_migrate (void)
{
  const BureauSchema second = { .version = 2, .load = load_second };
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_workspace (folder, "a.bureau");
  g_autofree char *kept = test_folder_file (folder, "a.bureau.backup-v1");
  g_autoptr (GError) error = NULL;

  g_assert_true (bureau_workspace_migrate (path, &bureau_schema_current, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (kept, G_FILE_TEST_EXISTS));
  g_assert_true (bureau_workspace_migrate (path, &second, &error));
  g_assert_no_error (error);
  g_assert_cmpint (get_version (path), ==, 2);
  g_assert_cmpint (get_version (kept), ==, 1);
  g_assert_cmpint (count_messages (kept), ==, 300);
}

static void
test_migrate_fails_whole (void)
{
  const BureauSchema broken = { .version = 2, .load = load_broken };
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_workspace (folder, "a.bureau");
  g_autoptr (GError) error = NULL;

  g_assert_false (bureau_workspace_migrate (path, &broken, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_cmpint (get_version (path), ==, 1);
  g_assert_true (bureau_workspace_check (path, BUREAU_CHECK_WRITE | BUREAU_CHECK_WHOLE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_messages (path), ==, 300);
}

/* A copy that is broken off, wherever it is at, leaves nothing behind; a whole one tells its end.
 */
static void
test_copy_cancelled (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_workspace (folder, "a.bureau");
  g_autofree char *copy = test_folder_file (folder, "copy.bureau");
  g_autofree char *partial = test_folder_file (folder, "copy.bureau.partial");
  g_autoptr (BureauProgress) progress = bureau_progress_new ();
  g_autoptr (BureauProgress) whole = bureau_progress_new ();
  g_autoptr (GError) error = NULL;

  bureau_progress_cancel (progress);
  g_assert_false (bureau_snapshot_copy (path, copy, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (partial, G_FILE_TEST_EXISTS));

  g_assert_true (bureau_snapshot_copy (path, copy, whole, &error));
  g_assert_no_error (error);
  g_assert_false (bureau_snapshot_restore (copy, path, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (count_messages (path), ==, 300);
}

/* While every page is looked at, too. */
static void
test_check_cancelled (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_workspace (folder, "a.bureau");
  g_autoptr (BureauDatabase) writer = open_writer (path);
  g_autoptr (BureauProgress) progress = bureau_progress_new ();
  g_autoptr (GError) error = NULL;

  bureau_database_script (writer,
                          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                          " WHERE i < 100000) INSERT INTO bureau_scratch"
                          " SELECT 'k' || i, '', hex (randomblob (50)) FROM n",
                          &error);
  g_assert_no_error (error);
  bureau_progress_cancel (progress);
  g_assert_false (bureau_workspace_look_through (path, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What holds nothing is replaced, and nothing of it stays. */
static void
test_replace (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *full = test_folder_workspace (folder, "full.bureau");
  g_autofree char *path = test_folder_file (folder, "empty.bureau");
  g_autofree char *aside = g_strconcat (path, ".before-restore", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (bureau_workspace_create (path, &error));
  g_assert_true (bureau_snapshot_replace (full, path, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_messages (path), ==, 300);
  g_assert_false (g_file_test (aside, G_FILE_TEST_EXISTS));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/snapshot/copy", test_copy);
  g_test_add_func ("/snapshot/copy-while-writing", test_copy_while_writing);
  g_test_add_func ("/snapshot/copy-of-damaged", test_copy_of_damaged);
  g_test_add_func ("/snapshot/copy-cancelled", test_copy_cancelled);
  g_test_add_func ("/snapshot/check-cancelled", test_check_cancelled);
  g_test_add_func ("/snapshot/replace", test_replace);
  g_test_add_func ("/snapshot/restore", test_restore);
  g_test_add_func ("/snapshot/restore-over-damaged", test_restore_over_damaged);
  g_test_add_func ("/snapshot/restore-refused", test_restore_refused);
  g_test_add_func ("/snapshot/restore-in-use", test_restore_in_use);
  g_test_add_func ("/snapshot/migrate", test_migrate);
  g_test_add_func ("/snapshot/migrate-fails-whole", test_migrate_fails_whole);
  return g_test_run ();
}
