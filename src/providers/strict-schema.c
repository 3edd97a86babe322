/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What providers take of JSON Schema when they are to keep to it (wire.md §2.6). What they do not
 * take is checked here after the answer came. */
#include "providers/strict-schema.h"

#include "base/json.h"

#define MAX_KNOWN 64

static JsonNode *strict (JsonNode *schema);

static const char *const kept[] = { "$ref", "const", "description", "enum", "title", "type", NULL };

/* A list of schemas; oneOf is anyOf to them. */
static const struct
{
  const char *from;
  const char *to;
} lists[] = { { "anyOf", "anyOf" }, { "oneOf", "anyOf" }, { "allOf", "allOf" } };

static JsonNode *
take_array (JsonArray *array)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);
  return node;
}

static JsonNode *
null_schema (void)
{
  JsonObject *schema = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (schema, "type", "null");
  json_node_take_object (node, schema);
  return node;
}

/* A member that may be left out is one that may be null: each has to be there. */
static JsonNode *
allow_null (JsonNode *schema)
{
  JsonArray *choices = json_array_new ();
  JsonObject *either = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_array_add_element (choices, schema);
  json_array_add_element (choices, null_schema ());
  json_object_set_array_member (either, "anyOf", choices);
  json_node_take_object (node, either);
  return node;
}

static gboolean
is_required (JsonObject *schema, const char *name)
{
  JsonArray *required = bureau_json_get_array (schema, "required");

  for (guint i = 0; required != NULL && i < json_array_get_length (required); i++)
    if (g_strcmp0 (json_array_get_string_element (required, i), name) == 0)
      return TRUE;
  return FALSE;
}

static void
copy_properties (JsonObject *from, JsonObject *to)
{
  JsonObject *properties = bureau_json_get_object (from, "properties");
  JsonObject *copy = json_object_new ();
  JsonArray *required = json_array_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (properties != NULL)
    {
      json_object_iter_init_ordered (&iter, properties);
      while (json_object_iter_next_ordered (&iter, &name, &value))
        {
          JsonNode *member = strict (value);

          json_object_set_member (copy, name,
                                  is_required (from, name) ? member : allow_null (member));
          json_array_add_string_element (required, name);
        }
    }
  json_object_set_object_member (to, "properties", copy);
  json_object_set_array_member (to, "required", required);
  json_object_set_boolean_member (to, "additionalProperties", FALSE);
}

static JsonNode *
strict_list (JsonArray *list)
{
  JsonArray *copy = json_array_new ();

  for (guint i = 0; i < json_array_get_length (list); i++)
    json_array_add_element (copy, strict (json_array_get_element (list, i)));
  return take_array (copy);
}

static void
copy_definitions (JsonObject *from, JsonObject *to)
{
  JsonObject *definitions = bureau_json_get_object (from, "$defs");
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, definitions);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    json_object_set_member (copy, name, strict (value));
  json_object_set_object_member (to, "$defs", copy);
}

static JsonObject *
strict_object (JsonObject *from)
{
  JsonObject *to = json_object_new ();

  for (guint i = 0; kept[i] != NULL; i++)
    if (json_object_has_member (from, kept[i]))
      json_object_set_member (to, kept[i], json_object_dup_member (from, kept[i]));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (bureau_json_get_array (from, lists[i].from) != NULL)
      json_object_set_member (to, lists[i].to,
                              strict_list (bureau_json_get_array (from, lists[i].from)));
  if (bureau_json_get_object (from, "items") != NULL)
    json_object_set_member (to, "items", strict (json_object_get_member (from, "items")));
  if (g_strcmp0 (bureau_json_get_string (from, "type"), "object") == 0)
    copy_properties (from, to);
  if (bureau_json_get_object (from, "$defs") != NULL)
    copy_definitions (from, to);
  return to;
}

static JsonNode *
strict (JsonNode *schema)
{
  JsonNode *node;

  if (!JSON_NODE_HOLDS_OBJECT (schema))
    return json_node_copy (schema);
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, strict_object (json_node_get_object (schema)));
  return node;
}

/**
 * bureau_strict_schema_get:
 * @schema: a JSON Schema
 *
 * The schemas of the workflows are few, and each is asked for with every run: what was made of one
 * is kept. Belongs to the main context.
 *
 * Returns: (transfer full): the same in the part of JSON Schema that providers keep to: every
 * object closed, every member required, null where it may be left out, no lengths and patterns. It
 * must not be changed
 */
JsonNode *
bureau_strict_schema_get (JsonNode *schema)
{
  static GHashTable *known; /* schema as text → JsonNode */
  char *text = bureau_json_print (schema);
  JsonNode *found;

  if (known == NULL)
    known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                   (GDestroyNotify)json_node_unref);
  found = g_hash_table_lookup (known, text);
  if (found != NULL)
    {
      g_free (text);
      return json_node_ref (found);
    }
  if (g_hash_table_size (known) == MAX_KNOWN)
    g_hash_table_remove_all (known);
  found = strict (schema);
  g_hash_table_insert (known, text, found);
  return json_node_ref (found);
}
