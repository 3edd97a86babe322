/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workflows/meaning.h"

#include "base/json.h"

/* Readable beside the collections (design.md §3). */
static const char *const own_tables[] = { "messages", "drafts", NULL };

/**
 * bureau_check_collection:
 * @with_own: whether Bureau's own messages and drafts will do
 *
 * Notes a problem where the collection does not exist.
 *
 * Returns: whether it exists, or cannot be looked up because the check has no context
 */
gboolean
bureau_check_collection (BureauCheck *check, const char *name, gboolean with_own)
{
  g_auto (GStrv) names = NULL;
  g_autoptr (GStrvBuilder) known = NULL;
  g_auto (GStrv) expected = NULL;

  if (check->context == NULL || (with_own && g_strv_contains (own_tables, name)))
    return TRUE;
  names = bureau_workflow_context_list_collections (check->context);
  if (g_strv_contains ((const char *const *)names, name))
    return TRUE;
  known = g_strv_builder_new ();
  g_strv_builder_addv (known, (const char **)names);
  if (with_own)
    g_strv_builder_addv (known, (const char **)own_tables);
  expected = g_strv_builder_end (known);
  bureau_problems_add_unknown (check->problems, "collection_unknown", name,
                               (const char *const *)expected, "There is no such collection.");
  return FALSE;
}

/**
 * bureau_check_field:
 *
 * Notes a problem where a collection that exists has no such field.
 *
 * Returns: %FALSE only where that is so: an unknown collection is a problem of its own
 */
gboolean
bureau_check_field (BureauCheck *check, const char *collection, const char *field)
{
  g_auto (GStrv) names = NULL;
  g_autofree char *hint = NULL;

  if (check->context == NULL)
    return TRUE;
  names = bureau_workflow_context_list_fields (check->context, collection);
  if (names == NULL || g_strv_contains ((const char *const *)names, field))
    return TRUE;
  hint = g_strdup_printf ("The collection ‘%s’ has no such field.", collection);
  bureau_problems_add_unknown (check->problems, "field_unknown", field, (const char *const *)names,
                               hint);
  return FALSE;
}

void
bureau_mean_read_collection (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  bureau_check_collection (check, json_node_get_string (value), FALSE);
}

void
bureau_mean_granted_collections (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  JsonArray *names = json_node_get_array (value);
  gboolean is_reading = g_str_equal (member->key, "reads");

  for (guint i = 0; i < json_array_get_length (names); i++)
    {
      bureau_problems_enter_item (check->problems, i);
      bureau_check_collection (check, json_array_get_string_element (names, i), is_reading);
      bureau_problems_leave (check->problems);
    }
}

void
bureau_mean_hand_trigger (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *about = json_node_get_string (value);

  if (about != NULL && !g_str_equal (about, "message"))
    bureau_check_collection (check, about, FALSE);
}
