/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/value.h"

#define DRAFT "https://json-schema.org/draft/2020-12/schema"
#define BASE "urn:bureau:schema:"

static void
add_required (JsonArray *required, const BureauMember *members)
{
  for (const BureauMember *member = members; member->key != NULL; member++)
    if (member->required)
      json_array_add_string_element (required, member->key);
}

/* Without a member's row in the variant the common row describes it. */
static void
add_properties (JsonObject *properties, const BureauMember *members)
{
  for (const BureauMember *member = members; member->key != NULL; member++)
    json_object_set_object_member (properties, member->key, bureau_value_to_schema (member));
}

static JsonObject *
only_required (const char *key)
{
  JsonObject *schema = json_object_new ();
  JsonArray *required = json_array_new ();

  json_array_add_string_element (required, key);
  json_object_set_array_member (schema, "required", required);
  return schema;
}

static void
add_one_of (JsonObject *schema, const BureauMember *members)
{
  g_autoptr (JsonArray) choices = json_array_new ();

  for (const BureauMember *member = members; member->key != NULL; member++)
    if (member->one_of != 0)
      json_array_add_object_element (choices, only_required (member->key));
  if (json_array_get_length (choices) > 0)
    json_object_set_array_member (schema, "oneOf", json_array_ref (choices));
}

static void
add_needs (JsonObject *schema, const BureauMember *members)
{
  g_autoptr (JsonObject) dependent = json_object_new ();

  for (const BureauMember *member = members; member->key != NULL; member++)
    if (member->needs != NULL)
      {
        JsonArray *needs = json_array_new ();

        json_array_add_string_element (needs, member->needs);
        json_object_set_array_member (dependent, member->key, needs);
      }
  if (json_object_get_size (dependent) > 0)
    json_object_set_object_member (schema, "dependentRequired", json_object_ref (dependent));
}

static JsonObject *
new_object_schema (const char *about)
{
  JsonObject *schema = json_object_new ();

  json_object_set_string_member (schema, "type", "object");
  json_object_set_string_member (schema, "description", about);
  return schema;
}

static void
close_object_schema (JsonObject *schema, JsonObject *properties, JsonArray *required)
{
  json_object_set_object_member (schema, "properties", properties);
  if (json_array_get_length (required) > 0)
    json_object_set_array_member (schema, "required", json_array_ref (required));
  json_object_set_boolean_member (schema, "additionalProperties", FALSE);
}

static JsonObject *
plain_to_schema (const BureauShape *shape)
{
  JsonObject *schema = new_object_schema (shape->about);
  JsonObject *properties = json_object_new ();
  g_autoptr (JsonArray) required = json_array_new ();

  add_properties (properties, shape->members);
  add_required (required, shape->members);
  close_object_schema (schema, properties, required);
  add_one_of (schema, shape->members);
  add_needs (schema, shape->members);
  return schema;
}

static JsonObject *
variant_to_schema (const BureauShape *shape, const BureauShape *variant)
{
  JsonObject *schema = new_object_schema (variant->about);
  JsonObject *properties = json_object_new ();
  JsonObject *chosen = json_object_new ();
  g_autoptr (JsonArray) required = json_array_new ();

  add_properties (properties, shape->members);
  add_properties (properties, variant->members);
  json_object_set_string_member (chosen, "const", variant->name);
  json_object_set_object_member (properties, shape->chosen_by, chosen);
  add_required (required, shape->members);
  add_required (required, variant->members);
  close_object_schema (schema, properties, required);
  add_one_of (schema, variant->members);
  add_needs (schema, variant->members);
  return schema;
}

/**
 * bureau_shape_to_schema:
 *
 * Returns: (transfer full): the JSON Schema of an object of this shape; parts are said by `$ref`
 */
JsonObject *
bureau_shape_to_schema (const BureauShape *shape)
{
  JsonObject *schema;
  JsonArray *choices;

  if (shape->variants == NULL)
    return plain_to_schema (shape);
  schema = json_object_new ();
  choices = json_array_new ();
  json_object_set_string_member (schema, "description", shape->about);
  for (const BureauShape *variant = shape->variants; variant->name != NULL; variant++)
    json_array_add_object_element (choices, variant_to_schema (shape, variant));
  json_object_set_array_member (schema, "oneOf", choices);
  return schema;
}

/* The shapes that a shape's members are made of, each once. */
static void
add_parts (JsonObject *parts, const BureauShape *shape)
{
  for (const BureauMember *member = shape->members; member->key != NULL; member++)
    if (member->shape != NULL && !json_object_has_member (parts, member->shape->name))
      {
        json_object_set_object_member (parts, member->shape->name,
                                       bureau_shape_to_schema (member->shape));
        add_parts (parts, member->shape);
      }
  for (const BureauShape *variant = shape->variants; variant != NULL && variant->name != NULL;
       variant++)
    add_parts (parts, variant);
}

/**
 * bureau_shape_to_document_schema:
 * @shape: the shape of a kind of document
 *
 * Makes the published schema of a kind of document (JSON Schema draft 2020-12), as it stands in
 * `data/schemas/NAME.json`. It says all that the tables say of the form; what names mean is said
 * by the room's check.
 *
 * Returns: (transfer full): the schema
 */
JsonObject *
bureau_shape_to_document_schema (const BureauShape *shape)
{
  g_autofree char *id = g_strconcat (BASE, shape->name, NULL);
  g_autoptr (JsonObject) body = bureau_shape_to_schema (shape);
  g_autoptr (JsonObject) parts = json_object_new ();
  JsonObject *schema = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_set_string_member (schema, "$schema", DRAFT);
  json_object_set_string_member (schema, "$id", id);
  json_object_set_string_member (schema, "title", shape->name);
  json_object_iter_init_ordered (&iter, body);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    json_object_set_member (schema, name, json_node_copy (value));
  add_parts (parts, shape);
  if (json_object_get_size (parts) > 0)
    json_object_set_object_member (schema, "$defs", json_object_ref (parts));
  return schema;
}
