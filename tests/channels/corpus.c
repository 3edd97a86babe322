/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "corpus.h"

#include <time.h>

gint64
cpu_time (void)
{
  struct timespec now;
  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* Where the inputs lie that nobody here wrote, or NULL (the test then skips itself). */
char *
corpus_path (const char *relative)
{
  const char *root = g_getenv ("BUREAU_CORPORA");
  g_autofree char *path = root != NULL ? g_build_filename (root, relative, NULL)
                                       : g_build_filename (g_getenv ("BUREAU_SOURCE_DIR"), "..",
                                                           "shared", "corpora", relative, NULL);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  g_test_skip_printf ("the corpus %s is not here", relative);
  return NULL;
}

static void
collect (GPtrArray *files, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  const char *name = NULL;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        collect (files, path);
      else
        g_ptr_array_add (files, g_steal_pointer (&path));
    }
}

/* Every file below a folder of the corpora; empty, the test skipped, where there is none. */
GPtrArray *
corpus_files (const char *relative)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *path = corpus_path (relative);
  if (path != NULL)
    collect (files, path);
  g_ptr_array_sort_values (files, (GCompareFunc)g_strcmp0);
  return files;
}

GBytes *
corpus_read (const char *path)
{
  char *data = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;
  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}
