/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "workflows/tables.h"

/* With BUREAU_UPDATE_SCHEMAS=1 in the environment the published files are written anew instead. */

static char *
build_path (BureauDocumentKind kind)
{
  g_autofree char *name = g_strconcat (bureau_document_kind_to_text (kind), ".json", NULL);

  return g_build_filename (g_getenv ("BUREAU_SOURCE_DIR"), "data", "schemas", name, NULL);
}

static char *
generate (BureauDocumentKind kind)
{
  g_autoptr (JsonObject) schema = bureau_shape_to_document_schema (
      bureau_document_get_shape (kind));
  g_autoptr (JsonNode) node = bureau_json_node_for_object (schema);
  g_autofree char *text = bureau_json_print_pretty (node);

  g_strchomp (text);
  return g_strconcat (text, "\n", NULL);
}

static void
test_published (gconstpointer data)
{
  BureauDocumentKind kind = GPOINTER_TO_INT (data);
  g_autofree char *path = build_path (kind);
  g_autofree char *generated = generate (kind);
  g_autofree char *published = NULL;
  g_autoptr (GError) error = NULL;

  if (g_getenv ("BUREAU_UPDATE_SCHEMAS") != NULL)
    {
      g_file_set_contents (path, generated, -1, &error);
      g_assert_no_error (error);
      return;
    }
  g_file_get_contents (path, &published, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (published, ==, generated);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (int kind = 0; kind < BUREAU_N_DOCUMENT_KINDS; kind++)
    {
      g_autofree char *path = g_strconcat ("/workflows/schema/",
                                           bureau_document_kind_to_text (kind), NULL);

      g_test_add_data_func (path, GINT_TO_POINTER (kind), test_published);
    }
  return g_test_run ();
}
