/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/value-types.h"

#include <math.h>

#include "base/text.h"
#include "views/tables.h"

#define SORT_PATTERN "^-?[a-z][a-z0-9_]{0,62}$"

/* Numbers */

static gboolean
is_number (JsonNode *value)
{
  GType type = JSON_NODE_HOLDS_VALUE (value) ? json_node_get_value_type (value) : G_TYPE_INVALID;

  return (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE)
         && fabs (json_node_get_double (value)) <= BUREAU_VIEW_MAX_NUMBER;
}

static gboolean
check_number (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  if (is_number (value))
    return TRUE;
  bureau_value_add_problem (check, "type_wrong", value, "a number");
  return FALSE;
}

static void
describe_number (const BureauMember *member, JsonObject *schema)
{
  json_object_set_string_member (schema, "type", "number");
  json_object_set_double_member (schema, "minimum", -BUREAU_VIEW_MAX_NUMBER);
  json_object_set_double_member (schema, "maximum", BUREAU_VIEW_MAX_NUMBER);
}

const BureauValueType bureau_value_number = { check_number, describe_number };

/* Scalars */

static gboolean
check_scalar (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *text = bureau_value_get_text (value);

  if (text != NULL)
    return bureau_value_check_length (check, text, 0, BUREAU_MAX_ITEM_TEXT);
  if (JSON_NODE_HOLDS_NULL (value) || is_number (value)
      || bureau_value_boolean.check (check, member, value))
    return TRUE;
  return FALSE;
}

static void
describe_scalar (const BureauMember *member, JsonObject *schema)
{
  JsonArray *types = json_array_new ();

  json_array_add_string_element (types, "string");
  json_array_add_string_element (types, "number");
  json_array_add_string_element (types, "boolean");
  json_array_add_string_element (types, "null");
  json_object_set_array_member (schema, "type", types);
  json_object_set_int_member (schema, "maxLength", BUREAU_MAX_ITEM_TEXT);
}

const BureauValueType bureau_value_scalar = { check_scalar, describe_scalar };

/* Badges */

static const BureauMember column_choice = { .type = &bureau_value_name };
static const BureauMember badge_choice = { .type = &bureau_value_object,
                                           .shape = &bureau_view_badge_shape };

static gboolean
check_badge (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const BureauMember *choice = JSON_NODE_HOLDS_OBJECT (value) ? &badge_choice : &column_choice;

  return choice->type->check (check, choice, value);
}

static void
describe_badge (const BureauMember *member, JsonObject *schema)
{
  JsonArray *choices = json_array_new ();

  json_array_add_object_element (choices, bureau_value_to_schema (&column_choice));
  json_array_add_object_element (choices, bureau_value_to_schema (&badge_choice));
  json_object_set_array_member (schema, "anyOf", choices);
}

const BureauValueType bureau_value_badge = { check_badge, describe_badge };

/* Sorting */

static gboolean
check_sort (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *text = bureau_value_get_text (value);

  if (text != NULL && bureau_text_is_name (*text == '-' ? text + 1 : text))
    return TRUE;
  bureau_value_add_problem (check, "sort_bad", value,
                            "a column's name, with - before it for the largest first");
  return FALSE;
}

static void
describe_sort (const BureauMember *member, JsonObject *schema)
{
  bureau_value_describe_pattern (schema, SORT_PATTERN);
}

const BureauValueType bureau_value_sort = { check_sort, describe_sort };

/* Weights */

static const BureauMember weight = { .type = &bureau_value_integer, .least = 1, .most = 12 };

static gboolean
check_weights (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  gboolean ok = JSON_NODE_HOLDS_ARRAY (value);

  if (!ok)
    {
      bureau_value_add_problem (check, "type_wrong", value, "a list of whole numbers");
      return FALSE;
    }
  ok = bureau_value_check_count (check, member,
                                 json_array_get_length (json_node_get_array (value)));
  for (guint i = 0; i < json_array_get_length (json_node_get_array (value)); i++)
    {
      bureau_problems_enter_item (check->problems, i);
      ok &= weight.type->check (check, &weight,
                                json_array_get_element (json_node_get_array (value), i));
      bureau_problems_leave (check->problems);
    }
  return ok;
}

static void
describe_weights (const BureauMember *member, JsonObject *schema)
{
  json_object_set_string_member (schema, "type", "array");
  json_object_set_int_member (schema, "maxItems", member->most);
  json_object_set_object_member (schema, "items", bureau_value_to_schema (&weight));
}

const BureauValueType bureau_value_weights = { check_weights, describe_weights };
