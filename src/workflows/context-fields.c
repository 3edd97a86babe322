/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of the collections that a document may name. */
#include "workflows/context-private.h"

#include "base/json.h"

/* Columns of every collection (design.md §3). */
static const struct
{
  const char *name;
  const char *type;
} own_fields[] = {
  { "id", "ref" },
  { "created_at", "datetime" },
  { "updated_at", "datetime" },
  { "meta", "list" },
};

/**
 * bureau_workflow_context_get_fields:
 * @collection: the collection's name
 *
 * Returns: (transfer none) (nullable): the fields of its document, perhaps not sound; %NULL where
 * there is no such collection
 */
JsonArray *
bureau_workflow_context_get_fields (BureauWorkflowContext *self, const char *collection)
{
  JsonObject *document = g_hash_table_lookup (self->collections, collection);

  return document != NULL ? bureau_json_get_array (document, "fields") : NULL;
}

static JsonObject *
get_item (JsonArray *list, guint index)
{
  JsonNode *node = json_array_get_element (list, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonObject *
find_field (BureauWorkflowContext *self, const char *collection, const char *name)
{
  JsonArray *fields = bureau_workflow_context_get_fields (self, collection);

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = get_item (fields, i);

      if (field != NULL && g_strcmp0 (bureau_json_get_string (field, "name"), name) == 0)
        return field;
    }
  return NULL;
}

/**
 * bureau_workflow_context_list_fields:
 *
 * Returns: (transfer full) (nullable): the fields in the document's order, then those that every
 *   collection has; %NULL where there is no such collection
 */
char **
bureau_workflow_context_list_fields (BureauWorkflowContext *self, const char *collection)
{
  JsonArray *fields = bureau_workflow_context_get_fields (self, collection);
  GPtrArray *names;

  if (fields == NULL)
    return NULL;
  names = g_ptr_array_new ();
  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      JsonObject *field = get_item (fields, i);
      const char *name = field != NULL ? bureau_json_get_string (field, "name") : NULL;

      if (name != NULL)
        g_ptr_array_add (names, g_strdup (name));
    }
  for (guint i = 0; i < G_N_ELEMENTS (own_fields); i++)
    g_ptr_array_add (names, g_strdup (own_fields[i].name));
  g_ptr_array_add (names, NULL);
  return (char **)g_ptr_array_free (names, FALSE);
}

/**
 * bureau_workflow_context_get_field_type:
 *
 * Returns: (nullable): the field's type, or %NULL where there is no such field
 */
const char *
bureau_workflow_context_get_field_type (BureauWorkflowContext *self, const char *collection,
                                        const char *name)
{
  JsonObject *field = find_field (self, collection, name);

  if (field != NULL)
    return bureau_json_get_string (field, "type");
  for (guint i = 0; i < G_N_ELEMENTS (own_fields); i++)
    if (g_str_equal (own_fields[i].name, name))
      return own_fields[i].type;
  return NULL;
}

/**
 * bureau_workflow_context_list_choices:
 *
 * Returns: (transfer full) (nullable): the choices of a choice field; %NULL for other fields
 */
char **
bureau_workflow_context_list_choices (BureauWorkflowContext *self, const char *collection,
                                      const char *name)
{
  JsonObject *field = find_field (self, collection, name);
  JsonArray *choices = field != NULL ? bureau_json_get_array (field, "choices") : NULL;
  g_autoptr (GStrvBuilder) words = NULL;

  if (choices == NULL)
    return NULL;
  words = g_strv_builder_new ();
  for (guint i = 0; i < json_array_get_length (choices); i++)
    {
      JsonNode *node = json_array_get_element (choices, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (words, json_node_get_string (node));
    }
  return g_strv_builder_end (words);
}
