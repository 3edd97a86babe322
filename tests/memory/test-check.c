/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <grp.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include "base/error.h"
#include "folder-fixture.h"
#include "memory/check.h"
#include "memory/database.h"
#include "memory/memory.h"

#define N_DAMAGED_SHORT 60
#define N_DAMAGED_LONG 1000

static void
assert_refused (const char *path, BureauCheckFlags flags, BureauError code, const char *words)
{
  g_autofree char *before = test_file_hash (path);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (bureau_workspace_check (path, flags, &error));
  g_assert_error (error, BUREAU_ERROR, (int)code);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_nonnull (strstr (error->message, path));
  after = test_file_hash (path);
  g_assert_cmpstr (before, ==, after);
}

static void
run_sql (const char *path, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BureauDatabase) database = bureau_database_open (path, BUREAU_DATABASE_CREATE, &error);

  g_assert_no_error (error);
  bureau_database_script (database, sql, &error);
  g_assert_no_error (error);
}

static void
write_bytes (const char *path, const char *bytes)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, -1, &error);
  g_assert_no_error (error);
}

static void
test_fresh (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_file (folder, "deep/er/a.bureau");
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  g_assert_true (bureau_workspace_create (path, &error));
  g_assert_no_error (error);
  g_assert_true (bureau_workspace_check (path, BUREAU_CHECK_WRITE | BUREAU_CHECK_WHOLE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
test_create_never_replaces (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_file (folder, "letter.txt");
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;

  write_bytes (path, "dear");
  g_assert_false (bureau_workspace_create (path, &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED);
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "dear");
}

static void
test_missing_and_strange (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *missing = test_folder_file (folder, "none.bureau");
  g_autofree char *empty = test_folder_file (folder, "empty.bureau");
  g_autofree char *text = test_folder_file (folder, "text.bureau");
  g_autofree char *other = test_folder_file (folder, "other.bureau");

  assert_refused (missing, 0, BUREAU_ERROR_NOT_FOUND, "bureauctl init");
  assert_refused (test_folder_get_path (folder), 0, BUREAU_ERROR_FOREIGN, "not a file");
  write_bytes (empty, "");
  assert_refused (empty, 0, BUREAU_ERROR_DAMAGED, "is empty");
  write_bytes (text,
               "The quick brown fox jumps over the lazy dog, and that many times over and over.");
  assert_refused (text, 0, BUREAU_ERROR_FOREIGN, "not a Bureau workspace");
  run_sql (other, "CREATE TABLE song (title TEXT); INSERT INTO song VALUES ('a')");
  assert_refused (other, BUREAU_CHECK_WRITE, BUREAU_ERROR_FOREIGN, "another program");
}

static void
test_newer_and_unfinished (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *newer = test_folder_workspace (folder, "newer.bureau");
  g_autofree char *unfinished = test_folder_file (folder, "unfinished.bureau");

  run_sql (newer, "PRAGMA user_version = 2");
  assert_refused (newer, BUREAU_CHECK_WRITE, BUREAU_ERROR_NEWER, "update Bureau");
  run_sql (unfinished, "PRAGMA application_id = 0x42555245; CREATE TABLE a (b)");
  assert_refused (unfinished, 0, BUREAU_ERROR_DAMAGED, "not a whole workspace");
}

static void
test_locked (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_workspace (folder, "a.bureau");
  g_autoptr (GError) error = NULL;
  g_autoptr (BureauDatabase) holder = bureau_database_open (path, BUREAU_DATABASE_WRITE, &error);

  g_assert_no_error (error);
  bureau_database_script (holder, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT",
                          &error);
  g_assert_no_error (error);
  /* Reading the file for its hash would drop the holder's locks. */
  g_assert_false (bureau_workspace_check (path, 0, &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, "Close that program"));
}

/* Runs as a user that does not own the files, since root may write everything. */
static void
test_read_only_child (void)
{
  const char *path = g_getenv ("TEST_WORKSPACE");

  g_assert_cmpint (setgroups (0, NULL), ==, 0);
  g_assert_cmpint (setresgid (65534, 65534, 65534), ==, 0);
  g_assert_cmpint (setresuid (65534, 65534, 65534), ==, 0);
  assert_refused (path, BUREAU_CHECK_WRITE, BUREAU_ERROR_READ_ONLY, "can only be read");
}

static void
run_child (const char *name)
{
  g_test_trap_subprocess (name, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_unsetenv ("TEST_WORKSPACE");
}

static void
test_read_only (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_workspace (folder, "a.bureau");

  if (geteuid () != 0)
    {
      g_chmod (path, 0444);
      assert_refused (path, BUREAU_CHECK_WRITE, BUREAU_ERROR_READ_ONLY, "can only be read");
      return;
    }
  g_setenv ("TEST_WORKSPACE", path, TRUE);
  g_chmod (test_folder_get_path (folder), 0755);
  g_chmod (path, 0644);
  run_child ("/check/subprocess/read-only");
  g_setenv ("TEST_WORKSPACE", path, TRUE);
  g_chmod (path, 0666); /* the file may be written, its folder may not */
  run_child ("/check/subprocess/read-only");
}

static void
fill_up (const char *path)
{
  int fd = open (path, O_WRONLY | O_CREAT, 0600);
  char block[4096] = { 0 };

  g_assert_cmpint (fd, >=, 0);
  while (write (fd, block, sizeof block) > 0)
    ;
  g_assert_cmpint (errno, ==, ENOSPC);
  close (fd);
}

static void
test_full_child (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = NULL;
  g_autofree char *second = test_folder_file (folder, "second.bureau");
  g_autofree char *filler = test_folder_file (folder, "filler");
  g_autoptr (GError) error = NULL;

  if (unshare (CLONE_NEWNS) != 0)
    return;
  /* In a chroot "/" is no mount; whoever made it keeps its mounts private. */
  if (mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 && errno != EINVAL)
    return;
  if (mount ("tmpfs", test_folder_get_path (folder), "tmpfs", 0, "size=4m") != 0)
    return;
  path = test_folder_workspace (folder, "a.bureau");
  fill_up (filler);
  assert_refused (path, BUREAU_CHECK_WRITE, BUREAU_ERROR_FULL, "is full");
  assert_refused (path, BUREAU_CHECK_READ, BUREAU_ERROR_FULL, "is full");
  g_assert_false (bureau_workspace_create (second, &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_FULL);
  g_assert_false (g_file_test (second, G_FILE_TEST_EXISTS));
  g_unlink (filler);
  g_clear_error (&error);
  g_assert_true (bureau_workspace_check (path, BUREAU_CHECK_WRITE, &error));
  g_assert_no_error (error);
  umount (test_folder_get_path (folder));
  g_print ("disk was full\n");
}

static void
test_full (void)
{
  g_test_trap_subprocess ("/check/subprocess/full", 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  if (!g_test_trap_has_passed () || geteuid () != 0)
    g_test_skip ("Only root may mount a small disk here.");
  else
    g_test_trap_assert_stdout ("*disk was full*");
}

/* The four kinds of damage of reliability.md M11. */
static void
damage (char *bytes, gsize *size, GRand *rand)
{
  guint at;

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      at = (guint)g_rand_int_range (rand, 0, (int)*size);
      bytes[at] ^= (char)(1 << g_rand_int_range (rand, 0, 8));
      break;
    case 1:
      *size = (gsize)g_rand_int_range (rand, 1, (int)*size);
      break;
    case 2:
      at = (guint)g_rand_int_range (rand, 0, (int)(*size / 4096)) * 4096;
      for (guint i = 0; i < 4096; i++)
        bytes[at + i] = (char)g_rand_int_range (rand, 0, 256);
      break;
    default:
      for (guint i = 0; i < 8; i++)
        bytes[g_rand_int_range (rand, 0, 100)] = (char)g_rand_int_range (rand, 0, 256);
    }
}

static gboolean
is_sound (const char *path)
{
  g_autoptr (BureauDatabase) database = bureau_database_open (path, BUREAU_DATABASE_READ, NULL);
  g_autofree char *verdict = bureau_database_text (database, NULL, "PRAGMA integrity_check (1)",
                                                   "");

  return g_strcmp0 (verdict, "ok") == 0;
}

static gboolean
check_damaged (const char *path, const char *bytes, gsize size)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gboolean passed;

  g_assert_true (g_file_set_contents (path, bytes, (gssize)size, NULL));
  before = test_file_hash (path);
  passed = bureau_workspace_check (path, BUREAU_CHECK_WRITE | BUREAU_CHECK_ENGINE, &error);
  after = test_file_hash (path);
  g_assert_cmpstr (before, ==, after);
  if (passed)
    g_assert_true (is_sound (path));
  else
    g_assert_cmpint (bureau_error_exit_status (error), ==, 3);
  return !passed;
}

static void
test_damaged (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *whole = test_folder_workspace (folder, "whole.bureau");
  g_autofree char *path = test_folder_file (folder, "damaged.bureau");
  g_autofree char *bytes = NULL;
  guint n = g_getenv ("BUREAU_TEST_LONG") != NULL ? N_DAMAGED_LONG : N_DAMAGED_SHORT, n_found = 0;
  gsize size;

  g_assert_true (g_file_get_contents (whole, &bytes, &size, NULL));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *changed = g_memdup2 (bytes, size);
      g_autoptr (GRand) rand = g_rand_new_with_seed (i);
      gsize left = size;

      damage (changed, &left, rand);
      n_found += check_damaged (path, changed, left);
    }
  g_test_message ("%u damaged files: %u found, the rest below SQLite's notice", n, n_found);
  g_assert_cmpuint (n_found, >, n / 2);
}

/* The log and its index are SQLite's to mend: what it cannot read it leaves out, whole commits
 * only. */
static void
test_damaged_log (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_workspace (folder, "a.bureau");
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  guint n = g_getenv ("BUREAU_TEST_LONG") != NULL ? 400 : 40;

  for (guint i = 0; i < n; i++)
    {
      char bytes[8192];
      g_autoptr (GRand) rand = g_rand_new_with_seed (i);
      g_autoptr (GError) error = NULL;

      for (guint j = 0; j < sizeof bytes; j++)
        bytes[j] = (char)g_rand_int_range (rand, 0, 256);
      g_assert_true (g_file_set_contents (log, bytes, sizeof bytes, NULL));
      g_assert_true (bureau_workspace_check (path, BUREAU_CHECK_WHOLE, &error));
      g_assert_no_error (error);
    }
}

/* What could not be made whole is not there: the next try finds the way free. */
static void
test_nothing_half_is_made (void)
{
  g_autofree char *folder = g_dir_make_tmp ("bureau-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "test.bureau", NULL);
  g_autofree char *lock = g_strconcat (path, ".lock", NULL);
  const BureauMemoryFlags flags = BUREAU_MEMORY_CREATE | BUREAU_MEMORY_ENGINE;
  g_autoptr (GError) error = NULL;
  g_autoptr (BureauMemory) memory = NULL;

  /* No lock can be made where a folder stands. */
  g_assert_no_errno (g_mkdir (lock, 0700));
  g_assert_null (bureau_memory_open (path, flags, &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_READ_ONLY);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_no_errno (g_rmdir (lock));
  g_clear_error (&error);
  memory = bureau_memory_open (path, flags, &error);
  g_assert_no_error (error);
  bureau_memory_close (memory);
  bureau_workspace_remove (path);
  g_assert_no_errno (g_rmdir (folder));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/fresh", test_fresh);
  g_test_add_func ("/check/create-never-replaces", test_create_never_replaces);
  g_test_add_func ("/check/nothing-half-is-made", test_nothing_half_is_made);
  g_test_add_func ("/check/missing-and-strange", test_missing_and_strange);
  g_test_add_func ("/check/newer-and-unfinished", test_newer_and_unfinished);
  g_test_add_func ("/check/locked", test_locked);
  g_test_add_func ("/check/read-only", test_read_only);
  g_test_add_func ("/check/subprocess/read-only", test_read_only_child);
  g_test_add_func ("/check/full", test_full);
  g_test_add_func ("/check/subprocess/full", test_full_child);
  g_test_add_func ("/check/damaged", test_damaged);
  g_test_add_func ("/check/damaged-log", test_damaged_log);
  return g_test_run ();
}
