/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "view-fixture.h"
#include "views/view.h"

static char *
canonical (JsonObject *document)
{
  g_autoptr (JsonObject) ordered = bureau_view_to_canonical (document);

  return bureau_json_print_object (ordered);
}

static JsonNode *
reversed (JsonNode *node)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GList) names = NULL;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      g_autoptr (JsonArray) list = json_array_new ();

      for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
        json_array_add_element (list,
                                reversed (json_array_get_element (json_node_get_array (node), i)));
      return bureau_json_node_for_array (list);
    }
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return json_node_copy (node);
  object = json_object_new ();
  names = g_list_reverse (json_object_get_members (json_node_get_object (node)));
  for (GList *item = names; item != NULL; item = item->next)
    json_object_set_member (
        object, item->data,
        reversed (json_object_get_member (json_node_get_object (node), item->data)));
  return bureau_json_node_for_object (object);
}

/* The order in which somebody wrote a view's members means nothing. */
static void
test_order (void)
{
  g_autoptr (JsonObject) document = view_fixture_load ("projects.json");
  g_autoptr (JsonNode) node = bureau_json_node_for_object (document);
  g_autoptr (JsonNode) turned = reversed (node);
  g_autofree char *one = canonical (document);
  g_autofree char *other = canonical (json_node_get_object (turned));

  g_assert_cmpstr (one, ==, other);
}

static void
test_same (void)
{
  g_autoptr (JsonObject) document = view_fixture_load ("projects.json");
  g_autoptr (JsonObject) once = bureau_view_to_canonical (document);
  g_autofree char *one = bureau_json_print_object (once);
  g_autofree char *two = canonical (once);

  g_assert_cmpstr (one, ==, two);
}

/* A model in strict mode says null for all that it leaves out; a value of null stays. */
static void
test_nulls (void)
{
  g_autoptr (JsonObject) document = bureau_view_parse (
      "{\"title\":\"T\",\"lang\":null,\"unknown\":null,\"elements\":[{\"id\":\"t\",\"type\":"
      "\"text\","
      "\"data\":null,\"text\":\"x\"}],\"actions\":[{\"id\":\"a\",\"do\":\"set\",\"per\":null,"
      "\"args\":"
      "[{\"arg\":\"f\",\"const\":null}]}],\"strange\":1}",
      -1, NULL);
  g_autofree char *text = canonical (document);

  g_assert_cmpstr (
      text, ==,
      "{\"title\":\"T\",\"elements\":[{\"id\":\"t\",\"type\":\"text\",\"text\":\"x\"}],"
      "\"actions\":[{\"id\":\"a\",\"do\":\"set\",\"args\":[{\"arg\":\"f\",\"const\":null}]}],"
      "\"strange\":1}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/views/canonical/order", test_order);
  g_test_add_func ("/views/canonical/same", test_same);
  g_test_add_func ("/views/canonical/nulls", test_nulls);
  return g_test_run ();
}
