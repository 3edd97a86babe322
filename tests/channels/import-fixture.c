/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"

#include "channels/import.h"

char *
import_put (Workspace *workspace, const char *name, const char *content)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (workspace->folder, name, NULL);
  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
  return path;
}

JsonArray *
import_wait (DexFuture *future, GError **error)
{
  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  const GValue *value = dex_future_get_value (future, error);
  JsonArray *array = value != NULL ? g_value_dup_boxed (value) : NULL;
  dex_clear (&future);
  return array;
}

JsonArray *
import_all (Workspace *workspace, const char *const *paths, const char *into)
{
  g_autoptr (GError) error = NULL;
  JsonArray *results = import_wait (
      bureau_import_files (workspace->memory, &operator_cause, paths, into, NULL), &error);
  g_assert_no_error (error);
  return results;
}

JsonObject *
import_one (Workspace *workspace, const char *path, const char *into)
{
  const char *const paths[] = { path, NULL };
  g_autoptr (JsonArray) results = import_all (workspace, paths, into);
  g_assert_cmpuint (json_array_get_length (results), ==, 1);
  return json_object_ref (json_array_get_object_element (results, 0));
}
