/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"

#include <math.h>

#define MAX_EXACT_INT (G_GINT64_CONSTANT (1) << 53)

/**
 * bureau_json_node_for_object:
 * @object: (transfer none): an object
 *
 * Returns: (transfer full): a node that holds a reference to @object
 */
JsonNode *
bureau_json_node_for_object (JsonObject *object)
{
  return json_node_init_object (json_node_alloc (), object);
}

/**
 * bureau_json_node_for_array:
 * @array: (transfer none): an array
 *
 * Returns: (transfer full): a node that holds a reference to @array
 */
JsonNode *
bureau_json_node_for_array (JsonArray *array)
{
  return json_node_init_array (json_node_alloc (), array);
}

/**
 * bureau_json_node_for_int:
 * @value: any integer
 *
 * An integer beyond ±2^53 becomes a string of digits: readers that keep numbers as doubles would
 * round it (design.md §3).
 *
 * Returns: (transfer full): a node
 */
JsonNode *
bureau_json_node_for_int (gint64 value)
{
  g_autofree char *digits = NULL;

  if (value >= -MAX_EXACT_INT && value <= MAX_EXACT_INT)
    return json_node_init_int (json_node_alloc (), value);

  digits = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  return json_node_init_string (json_node_alloc (), digits);
}

/**
 * bureau_json_node_to_int:
 * @node: as [func@json_node_for_int] makes it
 *
 * Returns: its integer; 0 where it is none
 */
gint64
bureau_json_node_to_int (JsonNode *node)
{
  if (!JSON_NODE_HOLDS_VALUE (node))
    return 0;
  return json_node_get_value_type (node) == G_TYPE_STRING
             ? g_ascii_strtoll (json_node_get_string (node), NULL, 10)
             : json_node_get_int (node);
}

static JsonNode *
get_value (JsonObject *object, const char *name, GType type)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  return json_node_get_value_type (node) == type ? node : NULL;
}

/**
 * bureau_json_get_string:
 * @object: (nullable): an object
 * @name: the member
 *
 * Returns: (nullable) (transfer none): the text, or %NULL where the member is not a string
 */
const char *
bureau_json_get_string (JsonObject *object, const char *name)
{
  JsonNode *node = get_value (object, name, G_TYPE_STRING);
  return node != NULL ? json_node_get_string (node) : NULL;
}

/**
 * bureau_json_get_int:
 * @object: (nullable): an object
 * @name: the member
 * @fallback: what to return where there is no whole number
 *
 * A double counts where it is whole and exact, within ±2^53: some writers send 3.0 for 3.
 *
 * Returns: the number
 */
gint64
bureau_json_get_int (JsonObject *object, const char *name, gint64 fallback)
{
  JsonNode *node = get_value (object, name, G_TYPE_INT64);
  double value = 0;

  if (node != NULL)
    return json_node_get_int (node);

  node = get_value (object, name, G_TYPE_DOUBLE);
  if (node == NULL)
    return fallback;
  value = json_node_get_double (node);
  return value == trunc (value) && fabs (value) <= (double)MAX_EXACT_INT ? (gint64)value : fallback;
}

/**
 * bureau_json_get_double:
 * @object: (nullable): an object
 * @name: the member
 * @fallback: what to return where there is no number
 *
 * Returns: the number
 */
double
bureau_json_get_double (JsonObject *object, const char *name, double fallback)
{
  JsonNode *node = get_value (object, name, G_TYPE_DOUBLE);

  if (node == NULL)
    node = get_value (object, name, G_TYPE_INT64);
  return node != NULL ? json_node_get_double (node) : fallback;
}

/**
 * bureau_json_get_boolean:
 * @object: (nullable): an object
 * @name: the member
 *
 * Returns: %TRUE where the member is `true`; %FALSE for all else
 */
gboolean
bureau_json_get_boolean (JsonObject *object, const char *name)
{
  JsonNode *node = get_value (object, name, G_TYPE_BOOLEAN);
  return node != NULL && json_node_get_boolean (node);
}

/**
 * bureau_json_get_object:
 * @object: (nullable): an object
 * @name: the member
 *
 * Returns: (nullable) (transfer none): the inner object
 */
JsonObject *
bureau_json_get_object (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * bureau_json_get_array:
 * @object: (nullable): an object
 * @name: the member
 *
 * Returns: (nullable) (transfer none): the inner array
 */
JsonArray *
bureau_json_get_array (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * bureau_json_get_id:
 * @object: (nullable): an object
 * @name: the member
 *
 * Reads an id, which is a number or, beyond 2^53, a string of digits.
 *
 * Returns: the id, or 0 where there is none
 */
gint64
bureau_json_get_id (JsonObject *object, const char *name)
{
  const char *digits = bureau_json_get_string (object, name);
  gint64 id = 0;

  if (digits == NULL)
    return MAX (bureau_json_get_int (object, name, 0), 0);
  return g_ascii_string_to_signed (digits, 10, 1, G_MAXINT64, &id, NULL) ? id : 0;
}

/**
 * bureau_json_set_id:
 * @object: an object
 * @name: the member
 * @id: the id
 *
 * Sets a member to [func@json_node_for_int].
 */
void
bureau_json_set_id (JsonObject *object, const char *name, gint64 id)
{
  json_object_set_member (object, name, bureau_json_node_for_int (id));
}

/**
 * bureau_json_set_string:
 * @object: an object
 * @name: the member
 * @value_or_null: (nullable): its text
 *
 * Sets a member to a string, or to `null`.
 */
void
bureau_json_set_string (JsonObject *object, const char *name, const char *value_or_null)
{
  if (value_or_null != NULL)
    json_object_set_string_member (object, name, value_or_null);
  else
    json_object_set_null_member (object, name);
}
