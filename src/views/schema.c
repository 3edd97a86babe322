/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/view.h"

#include "views/tables.h"

/* What a strict mode does not take: sizes and patterns. The check says them all the same. */
static const char *const bounds[]
    = { "minLength",         "maxLength",   "minItems",    "maxItems",      "minimum",
        "maximum",           "pattern",     "uniqueItems", "minProperties", "maxProperties",
        "dependentRequired", "description", "$schema",     "$id",           NULL };

/**
 * bureau_view_schema:
 *
 * Returns: (transfer full): the published schema of a view (JSON Schema draft 2020-12), as it
 * stands in `data/schemas/view.json`
 */
JsonObject *
bureau_view_schema (void)
{
  return bureau_shape_to_document_schema (&bureau_view_shape);
}

static void simplify (JsonNode *node);

static void
simplify_list (JsonArray *list)
{
  for (guint i = 0; i < json_array_get_length (list); i++)
    simplify (json_array_get_element (list, i));
}

static gboolean
is_required (JsonArray *required, const char *name)
{
  for (guint i = 0; required != NULL && i < json_array_get_length (required); i++)
    if (g_str_equal (json_array_get_string_element (required, i), name))
      return TRUE;
  return FALSE;
}

static JsonObject *
or_null (JsonObject *schema)
{
  JsonObject *nullable = json_object_new ();
  JsonObject *null = json_object_new ();
  JsonArray *choices = json_array_new ();

  json_object_set_string_member (null, "type", "null");
  json_array_add_object_element (choices, json_object_ref (schema));
  json_array_add_object_element (choices, null);
  json_object_set_array_member (nullable, "anyOf", choices);
  return nullable;
}

/* Every member is required; one that may be left out may be null instead. */
static void
require_all (JsonObject *schema, JsonObject *properties)
{
  g_autoptr (GList) names = json_object_get_members (properties);
  JsonArray *required = json_object_has_member (schema, "required")
                            ? json_object_get_array_member (schema, "required")
                            : NULL;
  JsonArray *all = json_array_new ();

  for (GList *item = names; item != NULL; item = item->next)
    {
      JsonObject *member = json_object_get_object_member (properties, item->data);

      json_array_add_string_element (all, item->data);
      if (!is_required (required, item->data))
        json_object_set_object_member (properties, item->data, or_null (member));
    }
  json_object_set_array_member (schema, "required", all);
}

static void
simplify_object (JsonObject *schema)
{
  g_autoptr (GList) names = NULL;

  for (guint i = 0; bounds[i] != NULL; i++)
    if (json_object_has_member (schema, bounds[i]))
      json_object_remove_member (schema, bounds[i]);
  /* "exactly one of" has no word in a strict mode; a choice of variants is an anyOf. */
  if (json_object_has_member (schema, "oneOf"))
    {
      if (!json_object_has_member (schema, "properties"))
        json_object_set_member (schema, "anyOf",
                                json_node_copy (json_object_get_member (schema, "oneOf")));
      json_object_remove_member (schema, "oneOf");
    }
  names = json_object_get_members (schema);
  for (GList *item = names; item != NULL; item = item->next)
    simplify (json_object_get_member (schema, item->data));
  if (json_object_has_member (schema, "properties"))
    require_all (schema, json_object_get_object_member (schema, "properties"));
}

static void
simplify (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    simplify_object (json_node_get_object (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    simplify_list (json_node_get_array (node));
}

/**
 * bureau_view_llm_schema:
 *
 * Makes the strict subset that model providers take as the form of an answer: no sizes, no
 * patterns, every member required, null for what is left out. bureau_view_to_canonical() drops the
 * nulls.
 *
 * Returns: (transfer full): the schema, as it stands in `data/schemas/view.llm.json`
 */
JsonObject *
bureau_view_llm_schema (void)
{
  g_autoptr (JsonObject) schema = bureau_view_schema ();

  simplify_object (schema);
  return g_steal_pointer (&schema);
}
