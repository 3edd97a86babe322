/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/value.h"

#include "base/json.h"

static const BureauMember name_item = { .type = &bureau_value_name };
static const BureauMember text_item
    = { .type = &bureau_value_text, .least = 1, .most = BUREAU_MAX_ITEM_TEXT };

/* An item given as a name and as an object with the same name is one item. */
static char *
item_key (JsonNode *item)
{
  if (JSON_NODE_HOLDS_OBJECT (item))
    return g_strdup (bureau_json_get_string (json_node_get_object (item), "name"));
  return g_strdup (bureau_value_get_text (item));
}

static gboolean
check_unique (BureauCheck *check, GHashTable *seen, JsonNode *item)
{
  g_autofree char *key = item_key (item);

  if (key == NULL || !g_hash_table_contains (seen, key))
    {
      if (key != NULL)
        g_hash_table_add (seen, g_steal_pointer (&key));
      return TRUE;
    }
  bureau_problems_add (check->problems, "duplicate", key, "‘%s’ stands here twice. Remove one.",
                       key);
  return FALSE;
}

/**
 * bureau_value_check_list:
 * @member: says how many entries there may be
 * @item: says what each of them is
 *
 * Checks a list of different entries.
 *
 * Returns: whether @value is one; notes what is wrong
 */
gboolean
bureau_value_check_list (BureauCheck *check, const BureauMember *member, const BureauMember *item,
                         JsonNode *value)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean ok;
  JsonArray *list;

  if (!JSON_NODE_HOLDS_ARRAY (value))
    {
      bureau_value_add_problem (check, "type_wrong", value, "a list");
      return FALSE;
    }
  list = json_node_get_array (value);
  ok = bureau_value_check_count (check, member, json_array_get_length (list));
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);

      bureau_problems_enter_item (check->problems, i);
      ok &= item->type->check (check, item, node) && check_unique (check, seen, node);
      bureau_problems_leave (check->problems);
    }
  return ok;
}

/**
 * bureau_value_describe_set:
 * @member: says how many entries there may be
 * @item: says what each of them is
 *
 * Says in @schema what bureau_value_check_list() checks.
 */
void
bureau_value_describe_set (const BureauMember *member, JsonObject *schema, const BureauMember *item)
{
  json_object_set_string_member (schema, "type", "array");
  if (member->least > 0)
    json_object_set_int_member (schema, "minItems", member->least);
  json_object_set_int_member (schema, "maxItems", member->most);
  json_object_set_object_member (schema, "items", bureau_value_to_schema (item));
  json_object_set_boolean_member (schema, "uniqueItems", TRUE);
}

static gboolean
check_names (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return bureau_value_check_list (check, member, &name_item, value);
}

static void
describe_names (const BureauMember *member, JsonObject *schema)
{
  bureau_value_describe_set (member, schema, &name_item);
}

const BureauValueType bureau_value_names = { check_names, describe_names };

static gboolean
check_texts (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return bureau_value_check_list (check, member, &text_item, value);
}

static void
describe_texts (const BureauMember *member, JsonObject *schema)
{
  bureau_value_describe_set (member, schema, &text_item);
}

const BureauValueType bureau_value_texts = { check_texts, describe_texts };

static gboolean
check_words (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const BureauMember item = { .type = &bureau_value_word, .words = member->words };

  return bureau_value_check_list (check, member, &item, value);
}

static void
describe_words (const BureauMember *member, JsonObject *schema)
{
  const BureauMember item = { .type = &bureau_value_word, .words = member->words };

  bureau_value_describe_set (member, schema, &item);
}

const BureauValueType bureau_value_words = { check_words, describe_words };
