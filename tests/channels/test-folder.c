/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/folder.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "channels/file-whole.h"

typedef struct
{
  char *path;
  BureauFolder *folder;
  GPtrArray *arrived; /* names */
} Fixture;

static void
arrived_cb (BureauFolder *folder, const char *path, gpointer data)
{
  Fixture *self = data;
  g_ptr_array_add (self->arrived, g_path_get_basename (path));
}

static void
settled_cb (BureauFolder *folder, gpointer data)
{
  (*(guint *)data)++;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->path = g_dir_make_tmp ("bureau-folder-XXXXXX", NULL);
  self->folder = bureau_folder_new (self->path, GPOINTER_TO_INT (data));
  self->arrived = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (self->folder, "arrived", G_CALLBACK (arrived_cb), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->folder);
  g_autoptr (GDir) dir = g_dir_open (self->path, 0, NULL);
  const char *name = NULL;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->path, name, NULL);
      g_remove (path);
    }
  g_rmdir (self->path);
  g_free (self->path);
  g_clear_pointer (&self->arrived, g_ptr_array_unref);
}

static void
start (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  bureau_folder_start (self->folder, &error);
  g_assert_no_error (error);
}

static guint
count (Fixture *self, const char *name)
{
  guint n = 0;
  for (guint i = 0; i < self->arrived->len; i++)
    n += g_str_equal (g_ptr_array_index (self->arrived, i), name);
  return n;
}

static void
wait_for (Fixture *self, const char *name, guint n)
{
  while (count (self, name) < n)
    g_main_context_iteration (NULL, TRUE);
}

/* Appears under its name complete, as programs that know how do it. */
static void
put (Fixture *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (self->path, name, NULL);
  g_file_set_contents (path, "whole\n", -1, &error);
  g_assert_no_error (error);
}

static int
open_file (Fixture *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);
  int fd = open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  g_assert_cmpint (fd, >=, 0);
  return fd;
}

static gboolean
has_leases (Fixture *self)
{
  put (self, ".lease");
  g_autofree char *path = g_build_filename (self->path, ".lease", NULL);
  return bureau_file_state (path) == BUREAU_FILE_WHOLE;
}

static void
test_there_already (Fixture *self, gconstpointer data)
{
  put (self, "a.eml");
  put (self, "b.eml");
  start (self);
  wait_for (self, "a.eml", 1);
  wait_for (self, "b.eml", 1);
}

static void
test_renamed_into_place (Fixture *self, gconstpointer data)
{
  gboolean is_quick = has_leases (self);
  start (self);
  gint64 begun = g_get_monotonic_time ();
  put (self, "a.eml");
  wait_for (self, "a.eml", 1);
  gint64 taken = g_get_monotonic_time () - begun;
  g_test_message ("told after %" G_GINT64_FORMAT " ms", taken / 1000);
  if (is_quick)
    g_assert_cmpint (taken, <, 2 * G_USEC_PER_SEC);
}

/* A second file that comes and is told shows that the first one could have been. */
static void
test_slow_writer (Fixture *self, gconstpointer data)
{
  if (!has_leases (self))
    {
      g_test_skip ("this file system knows no leases");
      return;
    }
  start (self);
  int fd = open_file (self, "slow.eml");
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *other = g_strdup_printf ("other-%u.eml", i);
      g_assert_cmpint (write (fd, "piece\n", 6), ==, 6);
      put (self, other);
      wait_for (self, other, 1);
      g_assert_cmpuint (count (self, "slow.eml"), ==, 0);
    }
  close (fd);
  wait_for (self, "slow.eml", 1);
}

static void
test_written_anew (Fixture *self, gconstpointer data)
{
  start (self);
  put (self, "a.eml");
  wait_for (self, "a.eml", 1);
  put (self, "b.eml");
  wait_for (self, "b.eml", 1);
  g_assert_cmpuint (count (self, "a.eml"), ==, 1);
  put (self, "a.eml");
  wait_for (self, "a.eml", 2);
}

static void
test_what_is_no_file (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (self->path, "folder.eml", NULL);
  g_autofree char *link = g_build_filename (self->path, "link.eml", NULL);
  g_autofree char *pipe = g_build_filename (self->path, "pipe.eml", NULL);
  start (self);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (symlink ("/etc/passwd", link), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  put (self, ".hidden.eml");
  put (self, "a.eml.part");
  put (self, "a.eml~");
  put (self, "gone.eml");
  g_autofree char *gone = g_build_filename (self->path, "gone.eml", NULL);
  g_remove (gone);
  put (self, "last.eml");
  wait_for (self, "last.eml", 1);
  g_assert_cmpuint (self->arrived->len, ==, 1);
}

/* Somebody holds a file open for long: the others are told, and nobody waits for it for ever. */
static void
test_stalled_and_again (Fixture *self, gconstpointer data)
{
  guint n_settled = 0;
  g_signal_connect (self->folder, "settled", G_CALLBACK (settled_cb), &n_settled);
  int fd = open_file (self, "stalled.eml");
  start (self);
  g_assert_true (bureau_folder_is_arriving (self->folder));
  while (n_settled == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (bureau_folder_is_arriving (self->folder));
  close (fd);
  put (self, "a.eml");
  wait_for (self, "a.eml", 1);
  bureau_folder_tell_again (self->folder, "/no/such/file");
  g_autofree char *path = g_build_filename (self->path, "a.eml", NULL);
  bureau_folder_tell_again (self->folder, path);
  g_assert_cmpuint (count (self, "a.eml"), ==, 1);
  if (!g_test_thorough ())
    return;
  wait_for (self, "a.eml", 2);
}

static void
test_stopped (Fixture *self, gconstpointer data)
{
  put (self, "a.eml");
  start (self);
  bureau_folder_stop (self->folder);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpuint (self->arrived->len, ==, 0);
  start (self);
  wait_for (self, "a.eml", 1);
}

static void
lost_cb (BureauFolder *folder, const char *why, gboolean *is_lost)
{
  *is_lost = TRUE;
}

/* A folder that goes while it is watched says so; its files need not have gone before. */
static void
test_lost (Fixture *self, gconstpointer data)
{
  g_autofree char *elsewhere = g_strconcat (self->path, ".away", NULL);
  gboolean is_lost = FALSE;

  start (self);
  g_signal_connect (self->folder, "lost", G_CALLBACK (lost_cb), &is_lost);
  g_assert_cmpint (g_rename (self->path, elsewhere), ==, 0);
  while (!is_lost)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_rename (elsewhere, self->path), ==, 0);
}

/* Nothing but SQLite opens a workspace. */
static void
test_leaves_workspaces_alone (Fixture *self, gconstpointer data)
{
  put (self, "firm.bureau");
  put (self, "firm.bureau-shm");
  put (self, "firm.bureau-wal");
  put (self, "a.eml");
  start (self);
  wait_for (self, "a.eml", 1);
  g_assert_cmpuint (self->arrived->len, ==, 1);
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BureauFolder) folder = bureau_folder_new ("/nonexistent/folder", FALSE);
  g_assert_false (bureau_folder_start (folder, &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND);
}

static void
add (const char *name, void (*test) (Fixture *, gconstpointer))
{
  static const char *const WAYS[] = { "told", "polled" };
  for (int is_polled = 0; is_polled < 2; is_polled++)
    {
      g_autofree char *path = g_strdup_printf ("/folder/%s/%s", WAYS[is_polled], name);
      g_test_add (path, Fixture, GINT_TO_POINTER (is_polled), set_up, test, tear_down);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("there-already", test_there_already);
  add ("renamed-into-place", test_renamed_into_place);
  add ("slow-writer", test_slow_writer);
  add ("written-anew", test_written_anew);
  add ("no-file", test_what_is_no_file);
  add ("stalled-and-again", test_stalled_and_again);
  add ("stopped", test_stopped);
  add ("lost", test_lost);
  add ("workspaces", test_leaves_workspaces_alone);
  g_test_add_func ("/folder/missing", test_missing);
  return g_test_run ();
}
