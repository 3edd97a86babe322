/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workflows/meaning.h"

#include <string.h>

#include "base/json.h"

/* Readable beside the collections (design.md §3). */
static const char *const own_tables[] = { "messages", "drafts", NULL };

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

/**
 * bureau_check_collection:
 * @with_own: whether Bureau's own messages and drafts will do
 *
 * Notes a problem where the collection does not exist.
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

/* Letters */

static gboolean
close_section (GPtrArray *open, const char *name)
{
  const char *innermost = open->len > 0 ? g_ptr_array_index (open, open->len - 1) : NULL;

  if (g_strcmp0 (innermost, name) != 0)
    return FALSE;
  g_ptr_array_set_size (open, open->len - 1);
  return TRUE;
}

/* One tag between braces: a section opens, closes, or a value stands. */
static gboolean
read_tag (GPtrArray *open, const char *tag)
{
  if (*tag == '\0')
    return FALSE;
  if (*tag == '#' || *tag == '^' || *tag == '?')
    g_ptr_array_add (open, g_strstrip (g_strdup (tag + 1)));
  else if (*tag == '/')
    {
      g_autofree char *name = g_strstrip (g_strdup (tag + 1));

      return close_section (open, name);
    }
  return TRUE;
}

static gboolean
read_letter (const char *letter, GPtrArray *open)
{
  const char *p = letter;

  while ((p = strstr (p, "{{")) != NULL)
    {
      const char *end = strstr (p, "}}");
      g_autofree char *tag = end != NULL ? g_strndup (p + 2, end - p - 2) : NULL;

      if (tag == NULL || !read_tag (open, g_strstrip (tag)))
        {
          g_ptr_array_add (open, tag != NULL ? g_strdup (tag) : g_strndup (p, 40));
          return FALSE;
        }
      p = end + 2;
    }
  return open->len == 0;
}

void
bureau_mean_letter (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);

  if (!read_letter (json_node_get_string (value), open))
    bureau_problems_add (check->problems, "letter_bad", g_ptr_array_index (open, open->len - 1),
                         "Each {{#name}} needs its {{/name}}, the innermost first, and each {{ "
                         "its }}.");
}

void
bureau_mean_letters (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  JsonObjectIter iter;
  const char *language;
  JsonNode *letter;

  json_object_iter_init_ordered (&iter, json_node_get_object (value));
  while (json_object_iter_next_ordered (&iter, &language, &letter))
    {
      bureau_problems_enter (check->problems, language);
      bureau_mean_letter (check, member, letter);
      bureau_problems_leave (check->problems);
    }
}

/* Collections */

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
