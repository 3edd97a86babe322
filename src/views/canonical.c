/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/view.h"

#include "base/json.h"
#include "views/tables.h"

static JsonObject *order (const BureauShape *shape, JsonObject *object);

static JsonNode *
order_value (const BureauMember *member, JsonNode *value)
{
  g_autoptr (JsonArray) ordered = NULL;
  JsonArray *list;

  if (member->shape != NULL && JSON_NODE_HOLDS_OBJECT (value))
    {
      JsonNode *node = json_node_new (JSON_NODE_OBJECT);

      json_node_take_object (node, order (member->shape, json_node_get_object (value)));
      return node;
    }
  if (member->shape == NULL || !JSON_NODE_HOLDS_ARRAY (value))
    return json_node_copy (value);
  list = json_node_get_array (value);
  ordered = json_array_new ();
  for (guint i = 0; i < json_array_get_length (list); i++)
    json_array_add_element (ordered, order_value (member, json_array_get_element (list, i)));
  return bureau_json_node_for_array (ordered);
}

/* A null says no more than silence, except where null is the value itself. */
static gboolean
is_silent (const BureauMember *member, JsonNode *value)
{
  return JSON_NODE_HOLDS_NULL (value) && !g_str_equal (member->key, "const")
         && !g_str_equal (member->key, "value");
}

static void
take_members (JsonObject *ordered, const BureauMember *members, JsonObject *object)
{
  for (const BureauMember *member = members; member->key != NULL; member++)
    {
      JsonNode *value = json_object_get_member (object, member->key);

      if (value != NULL && !is_silent (member, value))
        json_object_set_member (ordered, member->key, order_value (member, value));
    }
}

/* What no table knows stays, at the end, so that the check can name it. */
static void
take_rest (JsonObject *ordered, const BureauShape *shape, const BureauShape *variant,
           JsonObject *object)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, &value))
    if (bureau_shape_find_member (shape, variant, key) == NULL && !JSON_NODE_HOLDS_NULL (value))
      json_object_set_member (ordered, key, json_node_copy (value));
}

static JsonObject *
order (const BureauShape *shape, JsonObject *object)
{
  const BureauShape *variant = bureau_shape_find_variant (shape, object);
  JsonObject *ordered = json_object_new ();

  take_members (ordered, shape->members, object);
  if (variant != NULL)
    take_members (ordered, variant->members, object);
  take_rest (ordered, shape, variant, object);
  return ordered;
}

/**
 * bureau_view_to_canonical:
 * @document: a view, checked or not
 *
 * Brings the members of every object into the order of the tables and drops what says nothing, so
 * that two views that mean the same are the same text and a version's hash means something.
 *
 * Returns: (transfer full): the canonical document
 */
JsonObject *
bureau_view_to_canonical (JsonObject *document)
{
  return order (&bureau_view_shape, document);
}
