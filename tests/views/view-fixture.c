/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view-fixture.h"

#include "views/view.h"

JsonObject *
view_fixture_load (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("BUREAU_SOURCE_DIR"), "tests", "views",
                                            "views", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *document;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  document = bureau_view_parse (text, length, &error);
  g_assert_no_error (error);
  return document;
}
