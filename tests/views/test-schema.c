/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "views/view.h"

/* With BUREAU_UPDATE_SCHEMAS=1 in the environment the published files are written anew instead. */

typedef struct
{
  const char *file;
  JsonObject *(*make) (void);
} Published;

static const Published published[] = {
  { "view.json", bureau_view_schema },
  { "view.llm.json", bureau_view_llm_schema },
};

static void
test_published (gconstpointer data)
{
  const Published *it = data;
  g_autofree char *path = g_build_filename (g_getenv ("BUREAU_SOURCE_DIR"), "data", "schemas",
                                            it->file, NULL);
  g_autoptr (JsonObject) schema = it->make ();
  g_autoptr (JsonNode) node = bureau_json_node_for_object (schema);
  g_autofree char *text = g_strchomp (bureau_json_print_pretty (node));
  g_autofree char *generated = g_strconcat (text, "\n", NULL);
  g_autofree char *stored = NULL;
  g_autoptr (GError) error = NULL;

  if (g_getenv ("BUREAU_UPDATE_SCHEMAS") != NULL)
    {
      g_file_set_contents (path, generated, -1, &error);
      g_assert_no_error (error);
      return;
    }
  g_file_get_contents (path, &stored, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (stored, ==, generated);
}

static void
check_strict (JsonNode *node)
{
  static const char *const refused[] = { "pattern",  "minLength", "maxLength",   "minItems",
                                         "maxItems", "minimum",   "uniqueItems", "oneOf" };
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autoptr (GList) values = NULL;

  if (JSON_NODE_HOLDS_ARRAY (node))
    values = json_array_get_elements (json_node_get_array (node));
  else if (object != NULL)
    values = json_object_get_values (object);
  for (guint i = 0; object != NULL && i < G_N_ELEMENTS (refused); i++)
    g_assert_false (json_object_has_member (object, refused[i])
                    && !JSON_NODE_HOLDS_OBJECT (json_object_get_member (object, refused[i])));
  if (object != NULL && bureau_json_get_object (object, "properties") != NULL
      && json_object_has_member (object, "additionalProperties"))
    g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "required")), ==,
                      json_object_get_size (bureau_json_get_object (object, "properties")));
  for (GList *item = values; item != NULL; item = item->next)
    check_strict (item->data);
}

/* A strict mode takes no sizes and patterns, and wants every member required. */
static void
test_strict (void)
{
  g_autoptr (JsonObject) schema = bureau_view_llm_schema ();
  g_autoptr (JsonNode) node = bureau_json_node_for_object (schema);

  check_strict (node);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (published); i++)
    {
      g_autofree char *path = g_strconcat ("/views/schema/", published[i].file, NULL);

      g_test_add_data_func (path, &published[i], test_published);
    }
  g_test_add_func ("/views/schema/strict", test_strict);
  return g_test_run ();
}
