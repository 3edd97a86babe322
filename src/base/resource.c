/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/resource.h"

#include <string.h>

#include "base/error.h"
#include "bureau-core-resources.h"

#define PREFIX "/app/bureau/core/"

static GResource *
get_resource (void)
{
  static gsize is_registered;

  if (g_once_init_enter (&is_registered))
    {
      bureau_core_register_resource ();
      g_once_init_leave (&is_registered, 1);
    }
  return bureau_core_get_resource ();
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer data)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/**
 * bureau_resource_load:
 * @path: what `data/` holds, for example `schema/1.sql`
 * @error: return location
 *
 * Reads a data file that is built into the program. It ends in a NUL byte that is not counted, so
 * its data can be used as a string.
 *
 * Errors: %BUREAU_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full): its bytes, which are not copied
 */
GBytes *
bureau_resource_load (const char *path, GError **error)
{
  g_autofree char *full = g_strconcat (PREFIX, path, NULL);
  GBytes *bytes = g_resource_lookup_data (get_resource (), full, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                          NULL);

  if (bytes == NULL)
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND, "Bureau has no built-in file “%s”.",
                 path);
  return bytes;
}

/**
 * bureau_resource_list:
 * @path: a folder of `data/`, for example `templates`; "" for all of it
 * @error: return location
 *
 * Lists what a folder of the built-in data holds, without its path; folders end in `/`.
 *
 * Errors: %BUREAU_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full) (array zero-terminated=1): the names, sorted
 */
char **
bureau_resource_list (const char *path, GError **error)
{
  g_autofree char *full = g_strconcat (PREFIX, path, NULL);
  char **names = g_resource_enumerate_children (get_resource (), full, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                                NULL);

  if (names == NULL)
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND, "Bureau has no built-in folder “%s”.",
                 path);
  else
    g_sort_array (names, g_strv_length (names), sizeof *names, compare_names, NULL);
  return names;
}
