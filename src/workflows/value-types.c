/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workflows/value-types.h"

#include <string.h>

#include "base/text.h"
#include "workflows/reference.h"
#include "workflows/tables.h"

#define LANGUAGE_PATTERN "^[a-z]{2,3}$"

/* References */

static gboolean
check_reference (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  BureauReference reference;

  if (bureau_value_get_text (value) != NULL
      && bureau_reference_parse (bureau_value_get_text (value), &reference))
    return TRUE;
  bureau_value_add_problem (
      check, "reference_bad", value,
      "a reference: message, message.sender, record, record.FIELD, STEP, STEP.FIELD or "
      "settings.KEY");
  return FALSE;
}

static void
describe_reference (const BureauMember *member, JsonObject *schema)
{
  bureau_value_describe_pattern (schema, BUREAU_REFERENCE_PATTERN);
}

const BureauValueType bureau_value_reference = { check_reference, describe_reference };

static const BureauMember reference_item = { .type = &bureau_value_reference };

static gboolean
check_references (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return bureau_value_check_list (check, member, &reference_item, value);
}

static void
describe_references (const BureauMember *member, JsonObject *schema)
{
  bureau_value_describe_set (member, schema, &reference_item);
}

const BureauValueType bureau_value_references = { check_references, describe_references };

/* Expressions */

static gboolean
check_expression (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *text = bureau_value_get_text (value);

  if (text != NULL)
    return bureau_value_check_length (check, text, 1, BUREAU_MAX_EXPRESSION);
  bureau_value_add_problem (check, "type_wrong", value, "an SQL expression, as a text");
  return FALSE;
}

static void
describe_expression (const BureauMember *member, JsonObject *schema)
{
  bureau_value_describe_string (schema, 1, BUREAU_MAX_EXPRESSION);
}

static const BureauValueType expression = { check_expression, describe_expression };
static const BureauMember expression_entry = { .type = &expression };
static const BureauMember name_entry = { .type = &bureau_value_name };

/* Or true */

static gboolean
is_true (JsonNode *value)
{
  return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_BOOLEAN
         && json_node_get_boolean (value);
}

static void
describe_or_true (JsonObject *schema, const BureauMember *other)
{
  JsonArray *choices = json_array_new ();
  JsonObject *always = json_object_new ();

  json_object_set_boolean_member (always, "const", TRUE);
  json_array_add_object_element (choices, always);
  json_array_add_object_element (choices, bureau_value_to_schema (other));
  json_object_set_array_member (schema, "anyOf", choices);
}

static gboolean
check_expression_or_true (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return is_true (value) || check_expression (check, member, value);
}

static void
describe_expression_or_true (const BureauMember *member, JsonObject *schema)
{
  describe_or_true (schema, &expression_entry);
}

const BureauValueType bureau_value_expression_or_true = { check_expression_or_true,
                                                          describe_expression_or_true };

static gboolean
check_name_or_true (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return is_true (value) || bureau_value_name.check (check, member, value);
}

static void
describe_name_or_true (const BureauMember *member, JsonObject *schema)
{
  describe_or_true (schema, &name_entry);
}

const BureauValueType bureau_value_name_or_true = { check_name_or_true, describe_name_or_true };

/* Labels */

static gboolean
check_label (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  guint before = bureau_problems_get_count (check->problems);

  if (!JSON_NODE_HOLDS_OBJECT (value))
    return bureau_value_name.check (check, NULL, value);
  bureau_shape_check (&bureau_label_shape, check, json_node_get_object (value));
  return bureau_problems_get_count (check->problems) == before;
}

static void
describe_label (const BureauMember *member, JsonObject *schema)
{
  JsonArray *choices = json_array_new ();

  json_array_add_object_element (choices, bureau_value_to_schema (&name_entry));
  json_array_add_object_element (choices, bureau_shape_to_schema (&bureau_label_shape));
  json_object_set_array_member (schema, "anyOf", choices);
}

static const BureauValueType label = { check_label, describe_label };
static const BureauMember label_item = { .type = &label };

static gboolean
check_labels (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return bureau_value_check_list (check, member, &label_item, value);
}

static void
describe_labels (const BureauMember *member, JsonObject *schema)
{
  bureau_value_describe_set (member, schema, &label_item);
}

const BureauValueType bureau_value_labels = { check_labels, describe_labels };

/* Maps */

static gboolean
check_name_key (BureauCheck *check, const char *name)
{
  if (bureau_text_is_name (name))
    return TRUE;
  bureau_problems_add (check->problems, "name_bad", name,
                       "‘%s’ must be a name: lower case letters, digits and underscores, a letter "
                       "first.",
                       name);
  return FALSE;
}

static gboolean
check_bindings (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return bureau_value_check_map (check, member, check_name_key, &reference_item, value);
}

static void
describe_bindings (const BureauMember *member, JsonObject *schema)
{
  bureau_value_describe_map (member, schema, BUREAU_NAME_PATTERN, &reference_item);
}

const BureauValueType bureau_value_bindings = { check_bindings, describe_bindings };

static gboolean
check_assignments (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return bureau_value_check_map (check, member, check_name_key, &expression_entry, value);
}

static void
describe_assignments (const BureauMember *member, JsonObject *schema)
{
  bureau_value_describe_map (member, schema, BUREAU_NAME_PATTERN, &expression_entry);
}

const BureauValueType bureau_value_assignments = { check_assignments, describe_assignments };

static const BureauMember letter_entry
    = { .type = &bureau_value_text, .least = 1, .most = BUREAU_MAX_LETTER };

static gboolean
check_language_key (BureauCheck *check, const char *name)
{
  gsize length = strspn (name, "abcdefghijklmnopqrstuvwxyz");

  if (name[length] == '\0' && (length == 2 || length == 3))
    return TRUE;
  bureau_problems_add (check->problems, "language_bad", name,
                       "‘%s’ must be the code of a language: en, de, es and so on.", name);
  return FALSE;
}

static gboolean
check_letters (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return bureau_value_check_map (check, member, check_language_key, &letter_entry, value);
}

static void
describe_letters (const BureauMember *member, JsonObject *schema)
{
  bureau_value_describe_map (member, schema, LANGUAGE_PATTERN, &letter_entry);
}

const BureauValueType bureau_value_letters = { check_letters, describe_letters };
