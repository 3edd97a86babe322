/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "workflows/diff.h"
#include "workflows/document.h"

/* What others wrote to break parsers: each file is refused, or checked as every kind of document.
 */

static void
check_object (JsonObject *object)
{
  for (int kind = 0; kind < BUREAU_N_DOCUMENT_KINDS; kind++)
    {
      g_autoptr (JsonArray) problems = bureau_document_check (kind, object, NULL);

      g_assert_cmpuint (json_array_get_length (problems), >, 0);
      g_assert_cmpuint (json_array_get_length (problems), <=, BUREAU_MAX_PROBLEMS);
    }
}

/* The same inside a document, where a step, its fields and its lists stand. */
static JsonObject *
wrap (JsonNode *node)
{
  static const char *const members[] = { "id", "do", "agent", "if", "with", "labels", "sql" };
  JsonObject *step = json_object_new ();
  JsonObject *workflow = json_object_new ();
  JsonArray *steps = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    json_object_set_member (step, members[i], json_node_copy (node));
  json_array_add_object_element (steps, step);
  json_array_add_element (steps, json_node_copy (node));
  json_object_set_string_member (workflow, "workflow", "w");
  json_object_set_member (workflow, "on", json_node_copy (node));
  json_object_set_array_member (workflow, "steps", steps);
  return workflow;
}

static void
check_file (const char *path)
{
  g_autofree char *text = NULL;
  gsize length;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonObject) wrapped = NULL;
  g_autoptr (JsonArray) changes = NULL;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  node = bureau_json_parse (text, length, NULL);
  if (node == NULL)
    return;
  if (JSON_NODE_HOLDS_OBJECT (node))
    check_object (json_node_get_object (node));
  wrapped = wrap (node);
  check_object (wrapped);
  changes = bureau_document_diff (NULL, wrapped);
  g_assert_cmpuint (json_array_get_length (changes), >, 0);
}

static void
test_json (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("BUREAU_CORPORA"), "json", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint count = 0;

  if (g_getenv ("BUREAU_CORPORA") == NULL || dir == NULL)
    {
      g_test_skip ("There is no folder of JSON files here; BUREAU_CORPORA names one.");
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
        continue;
      check_file (path);
      count++;
    }
  g_test_message ("%u files", count);
  g_assert_cmpuint (count, >, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workflows/corpora/json", test_json);
  return g_test_run ();
}
