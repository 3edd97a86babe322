/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workflows/diff.h"

#include <glib/gi18n-lib.h>

#include "base/json.h"
#include "base/text.h"

#define MAX_VALUE_BYTES 160

/* Lists whose entries have names: each entry is compared with its namesake. */
static const char *const named_lists[] = { "steps",    "fields",  "params",  "data",
                                           "elements", "actions", "columns", NULL };
static const char *const keys[] = { "id", "name", "col", NULL };

/* How things are arranged is nothing to be read in a line. */
static const char *const arrangements[] = { "layout", NULL };

static char *
show_value (JsonNode *node)
{
  g_autofree char *text = NULL;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return bureau_text_shorten (json_node_get_string (node), MAX_VALUE_BYTES);
  text = bureau_json_print (node);
  return bureau_text_shorten (text, MAX_VALUE_BYTES);
}

static char *
say_member (const char *what, JsonNode *before, JsonNode *after)
{
  g_autofree char *old = before != NULL ? show_value (before) : NULL;
  g_autofree char *new = after != NULL ? show_value (after) : NULL;

  if (old == NULL)
    /* Translators: a change of a document, such as "reply, to: added “message.sender”" */
    return g_strdup_printf (_ ("%s: added “%s”"), what, new);
  if (new == NULL)
    return g_strdup_printf (_ ("%s: removed “%s”"), what, old);
  return g_strdup_printf (_ ("%s: “%s” becomes “%s”"), what, old, new);
}

static char *
say_element (const char *element, JsonNode *before, JsonNode *after)
{
  if (before == NULL)
    return g_strdup_printf (_ ("%s is added"), element);
  return after == NULL ? g_strdup_printf (_ ("%s is removed"), element)
                       : g_strdup_printf (_ ("%s moves to another place"), element);
}

static char *
say (const char *element, const char *member, JsonNode *before, JsonNode *after)
{
  g_autofree char *what = NULL;

  if (member == NULL)
    return say_element (element, before, after);
  if (g_strv_contains (arrangements, member) && before != NULL && after != NULL)
    /* Translators: of a view's document: where its elements stand */
    return g_strdup_printf (_ ("%s is arranged otherwise"), element != NULL ? element : member);
  what = element != NULL ? g_strdup_printf ("%s, %s", element, member) : g_strdup (member);
  return say_member (what, before, after);
}

static void
set_node (JsonObject *change, const char *name, JsonNode *node)
{
  json_object_set_member (change, name,
                          node != NULL ? json_node_copy (node) : json_node_new (JSON_NODE_NULL));
}

static void
add_change (JsonArray *changes, const char *element, const char *member, JsonNode *before,
            JsonNode *after)
{
  JsonObject *change = json_object_new ();
  g_autofree char *words = say (element, member, before, after);
  const char *op = before == NULL ? "added" : after == NULL ? "removed" : "changed";

  json_object_set_string_member (change, "op", op);
  bureau_json_set_string (change, "element", element);
  bureau_json_set_string (change, "member", member);
  set_node (change, "before", before);
  set_node (change, "after", after);
  json_object_set_string_member (change, "words", words);
  json_array_add_object_element (changes, change);
}

static gboolean
are_equal (JsonNode *a, JsonNode *b)
{
  g_autofree char *left = bureau_json_canonical (a);
  g_autofree char *right = bureau_json_canonical (b);

  return g_str_equal (left, right);
}

static JsonNode *
get_member (JsonObject *object, const char *name)
{
  return object != NULL ? json_object_get_member (object, name) : NULL;
}

/* Named lists */

static const char *
get_name (JsonNode *node, const char *key)
{
  return JSON_NODE_HOLDS_OBJECT (node) ? bureau_json_get_string (json_node_get_object (node), key)
                                       : NULL;
}

static JsonNode *
find_entry (JsonArray *list, const char *key, const char *name, guint *place)
{
  for (*place = 0; list != NULL && *place < json_array_get_length (list); ++*place)
    {
      JsonNode *node = json_array_get_element (list, *place);

      if (g_strcmp0 (get_name (node, key), name) == 0)
        return node;
    }
  return NULL;
}

static void diff_objects (JsonArray *changes, const char *element, JsonObject *before,
                          JsonObject *after);

static gboolean
have_key (JsonArray *list, const char *key)
{
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    if (get_name (json_array_get_element (list, i), key) == NULL)
      return FALSE;
  return TRUE;
}

/* By what the entries of a list are known; NULL where they are known by nothing. */
static const char *
find_key (const char *list, JsonArray *before, JsonArray *after)
{
  for (guint i = 0; g_strv_contains (named_lists, list) && keys[i] != NULL; i++)
    if (have_key (before, keys[i]) && have_key (after, keys[i]))
      return keys[i];
  return NULL;
}

/* What stands in an element is told with it. */
static char *
name_in (const char *element, const char *name)
{
  return element != NULL ? g_strdup_printf ("%s, %s", element, name) : g_strdup (name);
}

/* An entry moved when something that stood before it on both sides now stands behind it. */
static gboolean
has_moved (JsonArray *before, JsonArray *after, const char *key, guint place, guint new_place)
{
  for (guint i = 0; i < place; i++)
    {
      const char *name = get_name (json_array_get_element (before, i), key);
      guint other;

      if (name != NULL && find_entry (after, key, name, &other) != NULL && other > new_place)
        return TRUE;
    }
  return FALSE;
}

static void
diff_entry (JsonArray *changes, const char *element, JsonArray *before, JsonArray *after,
            const char *key, JsonNode *old)
{
  const char *name = get_name (old, key);
  g_autofree char *full = name_in (element, name);
  guint place, new_place;
  JsonNode *new = find_entry (after, key, name, &new_place);

  find_entry (before, key, name, &place);
  if (new == NULL)
    {
      add_change (changes, full, NULL, old, NULL);
      return;
    }
  if (has_moved (before, after, key, place, new_place))
    add_change (changes, full, NULL, old, new);
  diff_objects (changes, full, json_node_get_object (old), json_node_get_object (new));
}

static void
diff_lists (JsonArray *changes, const char *element, const char *key, JsonArray *before,
            JsonArray *after)
{
  guint place;

  for (guint i = 0; before != NULL && i < json_array_get_length (before); i++)
    diff_entry (changes, element, before, after, key, json_array_get_element (before, i));
  for (guint i = 0; after != NULL && i < json_array_get_length (after); i++)
    {
      JsonNode *new = json_array_get_element (after, i);
      const char *name = get_name (new, key);
      g_autofree char *full = name_in (element, name);

      if (find_entry (before, key, name, &place) == NULL)
        add_change (changes, full, NULL, NULL, new);
    }
}

/* Objects */

static JsonArray *
to_array (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gboolean
is_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node);
}

static void
diff_member (JsonArray *changes, const char *element, const char *name, JsonNode *before,
             JsonNode *after)
{
  const char *key = find_key (name, to_array (before), to_array (after));

  if (before != NULL && after != NULL && are_equal (before, after))
    return;
  if (key != NULL && (before == NULL || to_array (before) != NULL)
      && (after == NULL || to_array (after) != NULL))
    diff_lists (changes, element, key, to_array (before), to_array (after));
  else if (element == NULL && is_object (before) && is_object (after))
    diff_objects (changes, name, json_node_get_object (before), json_node_get_object (after));
  else
    add_change (changes, element, name, before, after);
}

static void
diff_objects (JsonArray *changes, const char *element, JsonObject *before, JsonObject *after)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (before != NULL)
    {
      json_object_iter_init_ordered (&iter, before);
      while (json_object_iter_next_ordered (&iter, &name, &value))
        diff_member (changes, element, name, value, get_member (after, name));
    }
  if (after == NULL)
    return;
  json_object_iter_init_ordered (&iter, after);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (get_member (before, name) == NULL)
      diff_member (changes, element, name, NULL, value);
}

/**
 * bureau_document_diff:
 * @before: (nullable): the document in force; %NULL where it is new
 * @after: (nullable): the document proposed; %NULL where it is taken away
 *
 * Compares two versions of a workflow, agent, collection, view or other document. Steps and
 * elements are compared by their id, fields and columns by their name, so that a step in between
 * does not change all that follow.
 *
 * Returns: (transfer full):
 * [{"op":"added|removed|changed","element","member","before","after","words"}]; `element` is the
 * step, element, field or part ("on", "budget", "table, owner"), or null for the document; `member`
 * is null where the whole element was added, removed or moved; `words` is a line to read
 */
JsonArray *
bureau_document_diff (JsonObject *before, JsonObject *after)
{
  JsonArray *changes = json_array_new ();

  diff_objects (changes, NULL, before, after);
  return changes;
}
