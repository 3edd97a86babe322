/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workflows/reference.h"
#include "workflows/shape.h"

/* What value.c checks, in the words of JSON Schema. A test holds the two together. */

#define NAME_PATTERN "^[a-z][a-z0-9_]{0,62}$"
#define LANGUAGE_PATTERN "^[a-z]{2,3}$"
#define SLUG_PATTERN "^[a-z][a-z0-9-]{0,62}$"

static void
describe_string (JsonObject *schema, gint64 least, gint64 most)
{
  json_object_set_string_member (schema, "type", "string");
  if (least > 0)
    json_object_set_int_member (schema, "minLength", least);
  json_object_set_int_member (schema, "maxLength", most);
}

static void
describe_pattern (JsonObject *schema, const char *pattern)
{
  json_object_set_string_member (schema, "type", "string");
  json_object_set_string_member (schema, "pattern", pattern);
}

static void
describe_name (const BureauMember *member, JsonObject *schema)
{
  describe_pattern (schema, NAME_PATTERN);
}

static void
describe_slug (const BureauMember *member, JsonObject *schema)
{
  describe_pattern (schema, SLUG_PATTERN);
}

static void
describe_text (const BureauMember *member, JsonObject *schema)
{
  describe_string (schema, member->least, member->most);
}

static void
describe_word (const BureauMember *member, JsonObject *schema)
{
  JsonArray *words = json_array_new ();

  for (guint i = 0; member->words[i] != NULL; i++)
    json_array_add_string_element (words, member->words[i]);
  json_object_set_array_member (schema, "enum", words);
}

static void
describe_reference (const BureauMember *member, JsonObject *schema)
{
  describe_pattern (schema, BUREAU_REFERENCE_PATTERN);
}

static void
describe_expression (const BureauMember *member, JsonObject *schema)
{
  describe_string (schema, 1, BUREAU_MAX_EXPRESSION);
}

static void
describe_or_true (JsonObject *schema, JsonObject *other)
{
  JsonArray *choices = json_array_new ();
  JsonObject *always = json_object_new ();

  json_object_set_boolean_member (always, "const", TRUE);
  json_array_add_object_element (choices, always);
  json_array_add_object_element (choices, other);
  json_object_set_array_member (schema, "anyOf", choices);
}

static void
describe_expression_or_true (const BureauMember *member, JsonObject *schema)
{
  JsonObject *expression = json_object_new ();

  describe_expression (member, expression);
  describe_or_true (schema, expression);
}

static void
describe_name_or_true (const BureauMember *member, JsonObject *schema)
{
  JsonObject *name = json_object_new ();

  describe_name (member, name);
  describe_or_true (schema, name);
}

static void
describe_integer (const BureauMember *member, JsonObject *schema)
{
  json_object_set_string_member (schema, "type", "integer");
  json_object_set_int_member (schema, "minimum", member->least);
  json_object_set_int_member (schema, "maximum", member->most);
}

static void
describe_boolean (const BureauMember *member, JsonObject *schema)
{
  json_object_set_string_member (schema, "type", "boolean");
}

static void
describe_list (const BureauMember *member, JsonObject *schema, JsonObject *item)
{
  json_object_set_string_member (schema, "type", "array");
  if (member->least > 0)
    json_object_set_int_member (schema, "minItems", member->least);
  json_object_set_int_member (schema, "maxItems", member->most);
  json_object_set_object_member (schema, "items", item);
}

static void
describe_set (const BureauMember *member, JsonObject *schema, JsonObject *item)
{
  describe_list (member, schema, item);
  json_object_set_boolean_member (schema, "uniqueItems", TRUE);
}

static void
describe_names (const BureauMember *member, JsonObject *schema)
{
  JsonObject *item = json_object_new ();

  describe_name (member, item);
  describe_set (member, schema, item);
}

static void
describe_texts (const BureauMember *member, JsonObject *schema)
{
  JsonObject *item = json_object_new ();

  describe_string (item, 1, BUREAU_MAX_ITEM_TEXT);
  describe_set (member, schema, item);
}

static void
describe_references (const BureauMember *member, JsonObject *schema)
{
  JsonObject *item = json_object_new ();

  describe_reference (member, item);
  describe_set (member, schema, item);
}

static void
describe_labels (const BureauMember *member, JsonObject *schema)
{
  JsonArray *choices = json_array_new ();
  JsonObject *name = json_object_new ();
  JsonObject *item = json_object_new ();

  describe_name (member, name);
  json_array_add_object_element (choices, name);
  json_array_add_object_element (choices, bureau_shape_to_schema (&bureau_label_shape));
  json_object_set_array_member (item, "anyOf", choices);
  describe_set (member, schema, item);
}

static void
describe_map (const BureauMember *member, JsonObject *schema, const char *key, JsonObject *entry)
{
  JsonObject *names = json_object_new ();

  json_object_set_string_member (names, "pattern", key);
  json_object_set_string_member (schema, "type", "object");
  if (member->least > 0)
    json_object_set_int_member (schema, "minProperties", member->least);
  json_object_set_int_member (schema, "maxProperties", member->most);
  json_object_set_object_member (schema, "propertyNames", names);
  json_object_set_object_member (schema, "additionalProperties", entry);
}

static void
describe_bindings (const BureauMember *member, JsonObject *schema)
{
  JsonObject *entry = json_object_new ();

  describe_reference (member, entry);
  describe_map (member, schema, NAME_PATTERN, entry);
}

static void
describe_assignments (const BureauMember *member, JsonObject *schema)
{
  JsonObject *entry = json_object_new ();

  describe_expression (member, entry);
  describe_map (member, schema, NAME_PATTERN, entry);
}

static void
describe_letters (const BureauMember *member, JsonObject *schema)
{
  JsonObject *entry = json_object_new ();

  describe_string (entry, 1, BUREAU_MAX_LETTER);
  describe_map (member, schema, LANGUAGE_PATTERN, entry);
}

static void
describe_reference_to_shape (JsonObject *schema, const BureauShape *shape)
{
  g_autofree char *pointer = g_strconcat ("#/$defs/", shape->name, NULL);

  json_object_set_string_member (schema, "$ref", pointer);
}

static void
describe_object (const BureauMember *member, JsonObject *schema)
{
  describe_reference_to_shape (schema, member->shape);
}

static void
describe_objects (const BureauMember *member, JsonObject *schema)
{
  JsonObject *item = json_object_new ();

  describe_reference_to_shape (item, member->shape);
  describe_list (member, schema, item);
}

static void
describe_any_object (const BureauMember *member, JsonObject *schema)
{
  json_object_set_string_member (schema, "type", "object");
}

static void
describe_any_objects (const BureauMember *member, JsonObject *schema)
{
  JsonObject *item = json_object_new ();

  describe_any_object (member, item);
  describe_list (member, schema, item);
}

typedef void (*Describe) (const BureauMember *member, JsonObject *schema);

static const Describe describers[BUREAU_N_VALUE_TYPES] = {
  [BUREAU_VALUE_NAME] = describe_name,
  [BUREAU_VALUE_SLUG] = describe_slug,
  [BUREAU_VALUE_TEXT] = describe_text,
  [BUREAU_VALUE_WORD] = describe_word,
  [BUREAU_VALUE_INTEGER] = describe_integer,
  [BUREAU_VALUE_BOOLEAN] = describe_boolean,
  [BUREAU_VALUE_REFERENCE] = describe_reference,
  [BUREAU_VALUE_EXPRESSION_OR_TRUE] = describe_expression_or_true,
  [BUREAU_VALUE_NAME_OR_TRUE] = describe_name_or_true,
  [BUREAU_VALUE_NAMES] = describe_names,
  [BUREAU_VALUE_TEXTS] = describe_texts,
  [BUREAU_VALUE_REFERENCES] = describe_references,
  [BUREAU_VALUE_LABELS] = describe_labels,
  [BUREAU_VALUE_BINDINGS] = describe_bindings,
  [BUREAU_VALUE_ASSIGNMENTS] = describe_assignments,
  [BUREAU_VALUE_LETTERS] = describe_letters,
  [BUREAU_VALUE_OBJECT] = describe_object,
  [BUREAU_VALUE_OBJECTS] = describe_objects,
  [BUREAU_VALUE_ANY_OBJECT] = describe_any_object,
  [BUREAU_VALUE_ANY_OBJECTS] = describe_any_objects,
};

/**
 * bureau_value_to_schema:
 *
 * Returns: (transfer full): the JSON Schema of a value of this member
 */
JsonObject *
bureau_value_to_schema (const BureauMember *member)
{
  JsonObject *schema = json_object_new ();

  describers[member->type](member, schema);
  if (member->about != NULL)
    json_object_set_string_member (schema, "description", member->about);
  return schema;
}
