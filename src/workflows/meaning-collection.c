/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workflows/meaning.h"

#include "base/json.h"

/* Names that mean something of Bureau's own wherever they stand. */
static const char *const reserved_names[] = { "messages", "drafts",     "runs",       "usage",
                                              "message",  "record",     "settings",   "id",
                                              "meta",     "created_at", "updated_at", NULL };

static const char *const reserved_prefixes[] = { "bureau_", "sqlite_", "metric_", NULL };

static gboolean
is_reserved (const char *name)
{
  for (guint i = 0; reserved_prefixes[i] != NULL; i++)
    if (g_str_has_prefix (name, reserved_prefixes[i]))
      return TRUE;
  return g_strv_contains (reserved_names, name);
}

void
bureau_mean_collection_name (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *name = json_node_get_string (value);

  if (is_reserved (name))
    bureau_problems_add (check->problems, "name_reserved", name,
                         "‘%s’ is a name of Bureau's own: choose another.", name);
}

static guint
count_fields_named (JsonObject *collection, const char *name)
{
  JsonArray *fields = bureau_json_get_array (collection, "fields");
  guint count = 0;

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonNode *node = json_array_get_element (fields, i);

      if (JSON_NODE_HOLDS_OBJECT (node)
          && g_strcmp0 (bureau_json_get_string (json_node_get_object (node), "name"), name) == 0)
        count++;
    }
  return count;
}

void
bureau_mean_field_name (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *name = json_node_get_string (value);

  if (is_reserved (name))
    bureau_problems_add (check->problems, "name_reserved", name,
                         "‘%s’ is a name of Bureau's own: choose another, or leave it out.", name);
  else if (count_fields_named (check->document, name) > 1)
    bureau_problems_add (check->problems, "duplicate", name,
                         "Two fields are named ‘%s’: rename one.", name);
}

void
bureau_mean_currency (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *name = json_node_get_string (value);

  if (count_fields_named (check->document, name) == 0)
    bureau_problems_add (check->problems, "field_unknown", name,
                         "The currency's code stands in a text field of the same collection, and "
                         "there is no ‘%s’.",
                         name);
}

/* Members that belong to one type only, and whether that type needs them. */
static const struct
{
  const char *type;
  const char *key;
  gboolean required;
} companions[] = {
  { "choice", "choices", TRUE },
  { "money", "currency", FALSE },
  { "ref", "collection", TRUE },
};

void
bureau_mean_field (BureauCheck *check, JsonObject *object)
{
  const char *type = bureau_json_get_string (object, "type");

  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      gboolean is_type = g_strcmp0 (type, companions[i].type) == 0;
      gboolean is_there = json_object_has_member (object, companions[i].key);

      if (is_there && !is_type)
        bureau_problems_add (check->problems, "key_alone", companions[i].key,
                             "‘%s’ belongs to fields of type %s only.", companions[i].key,
                             companions[i].type);
      if (is_type && companions[i].required && !is_there)
        bureau_problems_add (check->problems, "key_missing", NULL, "A %s needs ‘%s’.", type,
                             companions[i].key);
    }
}

/* Two documents of one kind and name would put each other out of force. */
static void
check_names_differ (BureauCheck *check, JsonArray *list, const char *key)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);
      const char *name = JSON_NODE_HOLDS_OBJECT (node)
                             ? bureau_json_get_string (json_node_get_object (node), key)
                             : NULL;

      if (name == NULL || g_hash_table_add (seen, (gpointer)name))
        continue;
      bureau_problems_enter_item (check->problems, i);
      bureau_problems_add (check->problems, "duplicate", name,
                           "Two %ss of this template are named ‘%s’: rename one.", key, name);
      bureau_problems_leave (check->problems);
    }
}

void
bureau_mean_template (BureauCheck *check, JsonObject *object)
{
  static const struct
  {
    const char *list;
    const char *key;
  } lists[] = {
    { "collections", "collection" },
    { "agents", "agent" },
    { "workflows", "workflow" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      JsonArray *list = bureau_json_get_array (object, lists[i].list);

      bureau_problems_enter (check->problems, lists[i].list);
      if (list != NULL)
        check_names_differ (check, list, lists[i].key);
      bureau_problems_leave (check->problems);
    }
}
