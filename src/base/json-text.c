/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json-text.h"

#include "base/json.h"

static JsonNode *
parse (const char *text)
{
  return text != NULL ? bureau_json_parse (text, -1, NULL) : NULL;
}

/**
 * bureau_json_text_to_object:
 * @text_or_null: (nullable): JSON as text
 *
 * Returns: (transfer full) (nullable): its object; %NULL where it holds none
 */
JsonObject *
bureau_json_text_to_object (const char *text_or_null)
{
  g_autoptr (JsonNode) node = parse (text_or_null);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

/**
 * bureau_json_text_to_array:
 * @text_or_null: (nullable): JSON as text
 *
 * Returns: (transfer full) (nullable): its list; %NULL where it holds none
 */
JsonArray *
bureau_json_text_to_array (const char *text_or_null)
{
  g_autoptr (JsonNode) node = parse (text_or_null);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_dup_array (node) : NULL;
}

/**
 * bureau_json_open_member:
 * @row: a row as it was read
 * @name: a column that holds JSON as text
 *
 * Puts what the text says in the place of the text. What is no JSON stays as it is.
 */
void
bureau_json_open_member (JsonObject *row, const char *name)
{
  g_autoptr (JsonNode) value = parse (bureau_json_get_string (row, name));

  if (value != NULL)
    json_object_set_member (row, name, g_steal_pointer (&value));
}
