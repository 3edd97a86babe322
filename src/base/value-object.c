/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/value.h"

static gboolean
check_any_object (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  if (JSON_NODE_HOLDS_OBJECT (value))
    return TRUE;
  bureau_value_add_problem (check, "type_wrong", value, "an object");
  return FALSE;
}

static void
describe_any_object (const BureauMember *member, JsonObject *schema)
{
  json_object_set_string_member (schema, "type", "object");
}

const BureauValueType bureau_value_any_object = { check_any_object, describe_any_object };

/* Maps */

/**
 * bureau_value_check_map:
 * @member: says how many entries there may be
 * @check_key: called for each key
 * @entry: says what each value is
 *
 * Checks an object whose keys are the document's own.
 *
 * Returns: whether @value is one; notes what is wrong
 */
gboolean
bureau_value_check_map (BureauCheck *check, const BureauMember *member, BureauKeyCheck check_key,
                        const BureauMember *entry, JsonNode *value)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  gboolean ok;

  if (!check_any_object (check, member, value))
    return FALSE;
  ok = bureau_value_check_count (check, member,
                                 json_object_get_size (json_node_get_object (value)));
  json_object_iter_init_ordered (&iter, json_node_get_object (value));
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      bureau_problems_enter (check->problems, name);
      ok &= check_key (check, name) && entry->type->check (check, entry, node);
      bureau_problems_leave (check->problems);
    }
  return ok;
}

/**
 * bureau_value_describe_map:
 * @member: says how many entries there may be
 * @key_pattern: a regular expression that each key fits
 * @entry: says what each value is
 *
 * Says in @schema what bureau_value_check_map() checks.
 */
void
bureau_value_describe_map (const BureauMember *member, JsonObject *schema, const char *key_pattern,
                           const BureauMember *entry)
{
  JsonObject *names = json_object_new ();

  json_object_set_string_member (names, "pattern", key_pattern);
  json_object_set_string_member (schema, "type", "object");
  if (member->least > 0)
    json_object_set_int_member (schema, "minProperties", member->least);
  json_object_set_int_member (schema, "maxProperties", member->most);
  json_object_set_object_member (schema, "propertyNames", names);
  json_object_set_object_member (schema, "additionalProperties", bureau_value_to_schema (entry));
}

/* Objects of a shape */

static gboolean
check_object (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  if (!check_any_object (check, member, value))
    return FALSE;
  bureau_shape_check (member->shape, check, json_node_get_object (value));
  return TRUE;
}

static void
describe_object (const BureauMember *member, JsonObject *schema)
{
  g_autofree char *pointer = g_strconcat ("#/$defs/", member->shape->name, NULL);

  json_object_set_string_member (schema, "$ref", pointer);
}

const BureauValueType bureau_value_object = { check_object, describe_object };

/* Each entry knows its place, so that a reference to a later one can be told. */
static gboolean
check_objects (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  guint outer = check->index;
  JsonArray *list;

  if (!JSON_NODE_HOLDS_ARRAY (value))
    {
      bureau_value_add_problem (check, "type_wrong", value, "a list of objects");
      return FALSE;
    }
  list = json_node_get_array (value);
  bureau_value_check_count (check, member, json_array_get_length (list));
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *item = json_array_get_element (list, i);

      bureau_problems_enter_item (check->problems, i);
      check->index = i;
      if (check_any_object (check, member, item) && member->shape != NULL)
        bureau_shape_check (member->shape, check, json_node_get_object (item));
      bureau_problems_leave (check->problems);
    }
  check->index = outer;
  return TRUE;
}

static void
describe_objects (const BureauMember *member, JsonObject *schema)
{
  JsonObject *item = json_object_new ();

  if (member->shape != NULL)
    describe_object (member, item);
  else
    describe_any_object (member, item);
  json_object_set_string_member (schema, "type", "array");
  if (member->least > 0)
    json_object_set_int_member (schema, "minItems", member->least);
  json_object_set_int_member (schema, "maxItems", member->most);
  json_object_set_object_member (schema, "items", item);
}

const BureauValueType bureau_value_objects = { check_objects, describe_objects };
