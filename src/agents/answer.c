/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/answer.h"

#include "base/json.h"

static gboolean check (JsonNode *value, JsonObject *schema, const char *at, char **problem);

static const char *
type_of (JsonNode *value)
{
  if (JSON_NODE_HOLDS_OBJECT (value))
    return "object";
  if (JSON_NODE_HOLDS_ARRAY (value))
    return "array";
  if (JSON_NODE_HOLDS_NULL (value))
    return "null";

  switch (json_node_get_value_type (value))
    {
    case G_TYPE_INT64:
      return "integer";
    case G_TYPE_DOUBLE:
      return "number";
    case G_TYPE_BOOLEAN:
      return "boolean";
    default:
      return "string";
    }
}

static gboolean
is_type (JsonNode *value, const char *wanted)
{
  const char *type = type_of (value);

  return g_str_equal (type, wanted)
         || (g_str_equal (wanted, "number") && g_str_equal (type, "integer"));
}

static gboolean
check_type (JsonNode *value, JsonObject *schema, const char *at, char **problem)
{
  JsonNode *wanted = json_object_get_member (schema, "type");
  gboolean ok = !wanted;

  if (wanted && JSON_NODE_HOLDS_VALUE (wanted))
    ok = is_type (value, json_node_get_string (wanted));
  else if (wanted && JSON_NODE_HOLDS_ARRAY (wanted))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (wanted)); i++)
      ok |= is_type (value, json_array_get_string_element (json_node_get_array (wanted), i));
  if (!ok)
    *problem = g_strdup_printf ("%s has the wrong type, %s.", at, type_of (value));

  return ok;
}

static gboolean
check_choice (JsonNode *value, JsonObject *schema, const char *at, char **problem)
{
  JsonArray *choices = bureau_json_get_array (schema, "enum");

  for (guint i = 0; choices && i < json_array_get_length (choices); i++)
    if (json_node_equal (value, json_array_get_element (choices, i)))
      return TRUE;
  if (choices)
    *problem = g_strdup_printf ("%s is not one of the values offered.", at);

  return choices == NULL;
}

static gboolean
check_required (JsonObject *value, JsonObject *schema, const char *at, char **problem)
{
  JsonArray *names = bureau_json_get_array (schema, "required");

  for (guint i = 0; names && i < json_array_get_length (names); i++)
    if (!json_object_has_member (value, json_array_get_string_element (names, i)))
      {
        *problem = g_strdup_printf ("%s lacks “%s”.", at, json_array_get_string_element (names, i));
        return FALSE;
      }

  return TRUE;
}

/* Members the schema does not name are allowed: they land in `meta`. */
static gboolean
check_members (JsonObject *value, JsonObject *schema, const char *at, char **problem)
{
  JsonObject *properties = bureau_json_get_object (schema, "properties");
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, value);
  while (properties && json_object_iter_next (&iter, &name, &node))
    {
      JsonObject *property = bureau_json_get_object (properties, name);
      g_autofree char *there = g_strdup_printf ("%s.%s", at, name);

      if (property && !check (node, property, there, problem))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_items (JsonArray *value, JsonObject *schema, const char *at, char **problem)
{
  JsonObject *items = bureau_json_get_object (schema, "items");

  for (guint i = 0; items && i < json_array_get_length (value); i++)
    {
      g_autofree char *there = g_strdup_printf ("%s[%u]", at, i);

      if (!check (json_array_get_element (value, i), items, there, problem))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check (JsonNode *value, JsonObject *schema, const char *at, char **problem)
{
  if (!check_type (value, schema, at, problem) || !check_choice (value, schema, at, problem))
    return FALSE;
  if (JSON_NODE_HOLDS_OBJECT (value))
    return check_required (json_node_get_object (value), schema, at, problem)
           && check_members (json_node_get_object (value), schema, at, problem);
  if (JSON_NODE_HOLDS_ARRAY (value))
    return check_items (json_node_get_array (value), schema, at, problem);

  return TRUE;
}

/**
 * bureau_answer_check:
 * @schema: (nullable): JSON Schema of the part we use: type, enum, required, properties, items
 * @problem: (out) (transfer full): what is wrong, in words a model can mend it by
 *
 * Checks what a provider answered before anything is done with it.
 *
 * Returns: whether @answer matches @schema
 */
gboolean
bureau_answer_check (JsonObject *answer, JsonObject *schema, char **problem)
{
  g_autoptr (JsonNode) node = bureau_json_node_for_object (answer);

  *problem = NULL;

  return !schema || check (node, schema, "the answer", problem);
}
