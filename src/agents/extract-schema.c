/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an answer to "read this into that collection" looks like: made of the collection's fields.
 */
#include "agents/extract-schema.h"

#include "base/json.h"

/* How each type of field is said in JSON; a reference to a record is nobody's to make up. */
static const struct
{
  const char *type;
  const char *schema;
} types[] = {
  { "text", "{\"type\":\"string\"}" },
  { "email", "{\"type\":\"string\"}" },
  { "phone", "{\"type\":\"string\"}" },
  { "url", "{\"type\":\"string\"}" },
  { "person", "{\"type\":\"string\"}" },
  { "company", "{\"type\":\"string\"}" },
  { "choice", "{\"type\":\"string\"}" },
  { "date", "{\"type\":\"string\",\"description\":\"as 2026-11-22\"}" },
  { "datetime", "{\"type\":\"string\",\"description\":\"UTC, as 2026-11-22T14:05:00.000Z\"}" },
  { "int", "{\"type\":\"integer\"}" },
  { "duration", "{\"type\":\"integer\",\"description\":\"seconds\"}" },
  { "number", "{\"type\":\"number\"}" },
  { "ratio", "{\"type\":\"number\"}" },
  { "bool", "{\"type\":\"boolean\"}" },
  { "list", "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}" },
  { "money", "{\"type\":\"object\",\"required\":[\"minor\"],\"properties\":{\"minor\":{\"type\":"
             "\"integer\",\"description\":\"in minor units: 4,200.00 EUR is 420000\"},\"currency\":"
             "{\"type\":\"string\",\"description\":\"its code, such as EUR\"}}}" },
};

static JsonObject *
make_value (JsonObject *field)
{
  const char *type = bureau_json_get_string (field, "type");
  const char *description = bureau_json_get_string (field, "description");
  JsonArray *choices = bureau_json_get_array (field, "choices");
  JsonObject *schema = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (types) && !schema; i++)
    if (g_strcmp0 (types[i].type, type) == 0)
      schema = bureau_json_parse_object (types[i].schema, -1, NULL);
  if (!schema)
    return NULL;
  if (description && !json_object_has_member (schema, "description"))
    json_object_set_string_member (schema, "description", description);
  if (choices && g_strcmp0 (type, "choice") == 0)
    json_object_set_array_member (schema, "enum", json_array_ref (choices));

  return schema;
}

static JsonObject *
make_object (JsonObject *properties)
{
  JsonObject *schema = json_object_new ();

  json_object_set_string_member (schema, "type", "object");
  json_object_set_object_member (schema, "properties", properties);

  return schema;
}

static JsonObject *
make_more (void)
{
  return bureau_json_parse_object (
      "{\"type\":\"array\",\"description\":\"what else the source says that is worth keeping and "
      "has "
      "no field\",\"items\":{\"type\":\"object\",\"required\":[\"name\",\"value\"],\"properties\":{"
      "\"name\":{\"type\":\"string\",\"description\":\"a short name, as no_of_guests\"},"
      "\"value\":{\"type\":\"string\"},\"evidence\":{\"type\":\"string\"}}}}",
      -1, NULL);
}

/**
 * bureau_extract_schema_new:
 * @fields: of a collection, as its document has them
 *
 * Returns: (transfer full): the JSON Schema of `{"values":{…},"evidence":{…},"more":[…]}`
 */
JsonObject *
bureau_extract_schema_new (JsonArray *fields)
{
  JsonObject *values = json_object_new ();
  JsonObject *quotes = json_object_new ();
  JsonObject *members = json_object_new ();
  JsonArray *required = json_array_new ();
  JsonObject *schema;

  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);
      const char *name = bureau_json_get_string (field, "name");
      JsonObject *value = make_value (field);

      if (!value)
        continue;
      json_object_set_object_member (values, name, value);
      json_object_set_object_member (quotes, name,
                                     bureau_json_parse_object ("{\"type\":\"string\"}", -1, NULL));
    }
  json_object_set_object_member (members, "values", make_object (values));
  json_object_set_object_member (members, "evidence", make_object (quotes));
  json_object_set_object_member (members, "more", make_more ());
  json_array_add_string_element (required, "values");
  schema = make_object (members);
  json_object_set_array_member (schema, "required", required);

  return schema;
}

/* A name that could be a column's; others are no use as a key. */
static gboolean
is_name (const char *name)
{
  return name
         && g_regex_match_simple ("^[a-z][a-z0-9_]{0,62}$", name, G_REGEX_DOLLAR_ENDONLY,
                                  G_REGEX_MATCH_DEFAULT);
}

static void
fold_one (JsonObject *values, JsonObject *quotes, JsonObject *one)
{
  const char *name = bureau_json_get_string (one, "name");

  if (!is_name (name) || json_object_has_member (values, name))
    return;
  bureau_json_set_string (values, name, bureau_json_get_string (one, "value"));
  bureau_json_set_string (quotes, name, bureau_json_get_string (one, "evidence"));
}

/**
 * bureau_extract_schema_fold:
 * @answer: an answer to such a schema
 *
 * Puts what stands under `more` beside the values, where it lands in `meta`.
 */
void
bureau_extract_schema_fold (JsonObject *answer)
{
  JsonArray *more = bureau_json_get_array (answer, "more");
  JsonObject *values = bureau_json_get_object (answer, "values");
  JsonObject *quotes = bureau_json_get_object (answer, "evidence");

  if (!more || !values)
    return;
  if (!quotes)
    {
      quotes = json_object_new ();
      json_object_set_object_member (answer, "evidence", quotes);
    }
  for (guint i = 0; i < json_array_get_length (more); i++)
    {
      JsonNode *node = json_array_get_element (more, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        fold_one (values, quotes, json_node_get_object (node));
    }
}
