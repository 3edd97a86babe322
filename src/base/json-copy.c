/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"

/* A copy that shares nothing. json_node_copy() shares all that is inside, and the count of
 * references to it is not atomic: a tree that goes to another thread must have all of its own. */

static JsonNode *copy_node (JsonNode *node);

static void
copy_member_cb (JsonObject *object, const char *name, JsonNode *node, gpointer copy)
{
  json_object_set_member (copy, name, copy_node (node));
}

static void
copy_element_cb (JsonArray *array, guint place, JsonNode *node, gpointer copy)
{
  json_array_add_element (copy, copy_node (node));
}

static JsonNode *
copy_array (JsonArray *array)
{
  g_autoptr (JsonArray) copy = json_array_sized_new (json_array_get_length (array));

  json_array_foreach_element (array, copy_element_cb, copy);
  return bureau_json_node_for_array (copy);
}

static JsonNode *
copy_object (JsonObject *object)
{
  g_autoptr (JsonObject) copy = bureau_json_copy_object (object);

  return bureau_json_node_for_object (copy);
}

static JsonNode *
copy_value (JsonNode *node)
{
  JsonNode *copy = json_node_alloc ();

  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return json_node_init_string (copy, json_node_get_string (node));
    case G_TYPE_BOOLEAN:
      return json_node_init_boolean (copy, json_node_get_boolean (node));
    case G_TYPE_DOUBLE:
      return json_node_init_double (copy, json_node_get_double (node));
    default:
      return json_node_init_int (copy, json_node_get_int (node));
    }
}

static JsonNode *
copy_node (JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      return copy_object (json_node_get_object (node));
    case JSON_NODE_ARRAY:
      return copy_array (json_node_get_array (node));
    case JSON_NODE_VALUE:
      return copy_value (node);
    case JSON_NODE_NULL:
    default:
      return json_node_new (JSON_NODE_NULL);
    }
}

/**
 * bureau_json_copy_object:
 * @object: an object
 *
 * Returns: (transfer full): the same that shares nothing with @object, so that it can be changed,
 * or given to another thread
 */
JsonObject *
bureau_json_copy_object (JsonObject *object)
{
  JsonObject *copy = json_object_new ();

  json_object_foreach_member (object, copy_member_cb, copy);
  return copy;
}
