/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/meaning.h"

#include "base/json.h"
#include "views/context.h"

static JsonObject *
item_at (JsonArray *list, guint index)
{
  JsonNode *node = json_array_get_element (list, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * bureau_view_find_in:
 * @list: "params", "data", "elements" or "actions"
 *
 * Returns: (transfer none) (nullable): the entry of that id; works on documents that were not
 * checked, too
 */
JsonObject *
bureau_view_find_in (JsonObject *document, const char *list, const char *id)
{
  JsonArray *entries = bureau_json_get_array (document, list);

  for (guint i = 0; entries != NULL && i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = item_at (entries, i);

      if (entry != NULL && g_strcmp0 (bureau_json_get_string (entry, "id"), id) == 0)
        return entry;
    }
  return NULL;
}

/**
 * bureau_view_list_ids:
 *
 * Returns: (transfer container): the ids of a list, %NULL at the end
 */
const char **
bureau_view_list_ids (JsonObject *document, const char *list)
{
  JsonArray *entries = bureau_json_get_array (document, list);
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; entries != NULL && i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = item_at (entries, i);
      const char *id = entry != NULL ? bureau_json_get_string (entry, "id") : NULL;

      if (id != NULL)
        g_ptr_array_add (ids, (char *)id);
    }
  g_ptr_array_add (ids, NULL);
  return (const char **)g_ptr_array_free (ids, FALSE);
}

/**
 * bureau_view_get_column:
 * @source: an entry of "data"
 *
 * Returns: (transfer none) (nullable): the declared column of that name
 */
JsonObject *
bureau_view_get_column (JsonObject *source, const char *name)
{
  JsonArray *columns = bureau_json_get_array (source, "columns");

  for (guint i = 0; columns != NULL && i < json_array_get_length (columns); i++)
    {
      JsonObject *column = item_at (columns, i);

      if (column != NULL && g_strcmp0 (bureau_json_get_string (column, "name"), name) == 0)
        return column;
    }
  return NULL;
}

/**
 * bureau_view_get_key:
 * @source: (nullable): an entry of "data"
 *
 * Returns: (transfer none) (nullable): its column that tells rows apart, as far as it declares one
 */
const char *
bureau_view_get_key (JsonObject *source)
{
  JsonObject *column = source != NULL ? bureau_view_get_column (source, "id") : NULL;
  const char *type = column != NULL ? bureau_json_get_string (column, "type") : NULL;

  return g_strcmp0 (type, "ref") == 0 || g_strcmp0 (type, "int") == 0 ? "id" : NULL;
}

/* The list in which the object at hand stands. */
static const char *
list_of (BureauCheck *check)
{
  static const char *const lists[] = { "params", "data", "elements", "actions" };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      JsonArray *entries = bureau_json_get_array (check->document, lists[i]);

      if (entries != NULL && check->index < json_array_get_length (entries)
          && item_at (entries, check->index) == check->object)
        return lists[i];
    }
  return NULL;
}

void
bureau_view_mean_id (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *list = list_of (check);
  const char *id = json_node_get_string (value);

  if (list != NULL && bureau_view_find_in (check->document, list, id) != check->object)
    bureau_problems_add (check->problems, "duplicate", id,
                         "Another entry of ‘%s’ has the id ‘%s’ already: choose another.", list,
                         id);
}

static gboolean
check_in (BureauCheck *check, const char *list, const char *id, const char *code, const char *hint)
{
  g_autofree const char **ids = NULL;

  if (bureau_view_find_in (check->document, list, id) != NULL)
    return TRUE;
  ids = bureau_view_list_ids (check->document, list);
  bureau_problems_add_unknown (check->problems, code, id, ids, hint);
  return FALSE;
}

void
bureau_view_mean_source (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  check_in (check, "data", json_node_get_string (value), "source_unknown",
            "There is no such source in ‘data’.");
}

void
bureau_view_mean_param (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  check_in (check, "params", json_node_get_string (value), "param_unknown",
            "There is no such parameter in ‘params’.");
}

static void
check_each (BureauCheck *check, JsonNode *value, const char *list, const char *code,
            const char *hint)
{
  JsonArray *names = json_node_get_array (value);

  for (guint i = 0; i < json_array_get_length (names); i++)
    {
      bureau_problems_enter_item (check->problems, i);
      check_in (check, list, json_array_get_string_element (names, i), code, hint);
      bureau_problems_leave (check->problems);
    }
}

void
bureau_view_mean_needs (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  check_each (check, value, "params", "param_unknown", "There is no such parameter in ‘params’.");
}

void
bureau_view_mean_elements (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  check_each (check, value, "elements", "element_unknown",
              "There is no such element in ‘elements’.");
}

void
bureau_view_mean_entity (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *name = json_node_get_string (value);
  g_autofree const char **names = NULL;

  if (check->context == NULL || bureau_view_context_get_collection (check->context, name) != NULL)
    return;
  names = bureau_view_context_list_collections (check->context);
  bureau_problems_add_unknown (check->problems, "collection_unknown", name, names,
                               "There is no such collection.");
}

void
bureau_view_mean_view (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *name = json_node_get_string (value);
  g_autofree const char **names = NULL;

  if (check->context == NULL || bureau_view_context_get_view (check->context, name) != NULL
      || g_strcmp0 (bureau_json_get_string (check->document, "id"), name) == 0)
    return;
  names = bureau_view_context_list_views (check->context);
  bureau_problems_add_unknown (check->problems, "view_unknown", name, names,
                               "There is no such view.");
}
