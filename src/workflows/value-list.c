/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workflows/value-private.h"

#include "base/json.h"

static gboolean check_item (BureauCheck *check, const BureauMember *member, BureauValueType type,
                            JsonNode *value);

/* A label given as a name and as an object with the same name is one label. */
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

static gboolean
check_list (BureauCheck *check, const BureauMember *member, BureauValueType type, JsonNode *value)
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
      JsonNode *item = json_array_get_element (list, i);

      bureau_problems_enter_item (check->problems, i);
      ok &= check_item (check, member, type, item) && check_unique (check, seen, item);
      bureau_problems_leave (check->problems);
    }
  return ok;
}

gboolean
bureau_value_is_names (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return check_list (check, member, BUREAU_VALUE_NAME, value);
}

gboolean
bureau_value_is_texts (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return check_list (check, member, BUREAU_VALUE_TEXT, value);
}

gboolean
bureau_value_is_references (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return check_list (check, member, BUREAU_VALUE_REFERENCE, value);
}

gboolean
bureau_value_is_labels (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return check_list (check, member, BUREAU_VALUE_LABELS, value);
}

static gboolean
check_label (BureauCheck *check, JsonNode *value)
{
  guint before = bureau_problems_get_count (check->problems);

  if (!JSON_NODE_HOLDS_OBJECT (value))
    return bureau_value_is_name (check, NULL, value);
  bureau_shape_check (&bureau_label_shape, check, json_node_get_object (value));
  return bureau_problems_get_count (check->problems) == before;
}

/* One entry of a list; a text's length is bounded as a label's is. */
static gboolean
check_item (BureauCheck *check, const BureauMember *member, BureauValueType type, JsonNode *value)
{
  static const BureauMember text = { .least = 1, .most = BUREAU_MAX_ITEM_TEXT };

  if (type == BUREAU_VALUE_LABELS)
    return check_label (check, value);
  if (type == BUREAU_VALUE_TEXT)
    return bureau_value_is_text (check, &text, value);
  return type == BUREAU_VALUE_NAME ? bureau_value_is_name (check, member, value)
                                   : bureau_value_is_reference (check, member, value);
}
