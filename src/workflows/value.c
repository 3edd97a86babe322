/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "workflows/reference.h"
#include "workflows/shape.h"

static gboolean check_item (BureauCheck *check, const BureauMember *member, BureauValueType type,
                            JsonNode *value);

static const char *
get_text (JsonNode *value)
{
  if (!JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (value);
}

static gboolean
is_true (JsonNode *value)
{
  return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_BOOLEAN
         && json_node_get_boolean (value);
}

static void
add_problem (BureauCheck *check, const char *code, JsonNode *value, const char *must)
{
  g_autofree char *got = bureau_json_print (value);

  bureau_problems_add (check->problems, code, got, "This must be %s.", must);
}

/* Texts */

static gboolean
is_name (const char *text)
{
  return text != NULL && bureau_text_is_name (text);
}

static gboolean
is_slug (const char *text)
{
  return text != NULL && g_ascii_islower (*text) && strlen (text) <= 63
         && strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (text);
}

static gboolean
check_name (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  if (is_name (get_text (value)))
    return TRUE;
  add_problem (check, "name_bad", value,
               "a name: lower case letters, digits and underscores, a letter first");
  return FALSE;
}

static gboolean
check_slug (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  if (is_slug (get_text (value)))
    return TRUE;
  add_problem (check, "name_bad", value,
               "a name: lower case letters, digits and hyphens, a letter first");
  return FALSE;
}

static gboolean
check_length (BureauCheck *check, const char *text, gint64 least, gint64 most)
{
  gint64 length = g_utf8_strlen (text, -1);

  if (length >= least && length <= most)
    return TRUE;
  bureau_problems_add (check->problems, "length_wrong", text,
                       "This must have %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT
                       " characters, not %" G_GINT64_FORMAT ".",
                       least, most, length);
  return FALSE;
}

static gboolean
check_text (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *text = get_text (value);

  if (text != NULL)
    return check_length (check, text, member->least, member->most);
  add_problem (check, "type_wrong", value, "a text");
  return FALSE;
}

static gboolean
check_word (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *text = get_text (value);

  if (text != NULL && g_strv_contains (member->words, text))
    return TRUE;
  bureau_problems_add_unknown (check->problems, "word_unknown", text, member->words,
                               "This must be one of the words expected.");
  return FALSE;
}

static gboolean
check_reference (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  BureauReference reference;

  if (get_text (value) != NULL && bureau_reference_parse (get_text (value), &reference))
    return TRUE;
  add_problem (check, "reference_bad", value,
               "a reference: message, message.sender, record, record.FIELD, STEP, STEP.FIELD or "
               "settings.KEY");
  return FALSE;
}

static gboolean
check_expression (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *text = get_text (value);

  if (text != NULL)
    return check_length (check, text, 1, BUREAU_MAX_EXPRESSION);
  add_problem (check, "type_wrong", value, "an SQL expression, as a text");
  return FALSE;
}

static gboolean
check_expression_or_true (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return is_true (value) || check_expression (check, member, value);
}

static gboolean
check_name_or_true (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return is_true (value) || check_name (check, member, value);
}

/* Numbers */

static gboolean
check_integer (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  gint64 number;

  if (!JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_INT64)
    {
      add_problem (check, "type_wrong", value, "a whole number");
      return FALSE;
    }
  number = json_node_get_int (value);
  if (number >= member->least && number <= member->most)
    return TRUE;
  bureau_problems_add (check->problems, "range_wrong", NULL,
                       "This must be from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT
                       ", not %" G_GINT64_FORMAT ".",
                       member->least, member->most, number);
  return FALSE;
}

static gboolean
check_boolean (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_BOOLEAN)
    return TRUE;
  add_problem (check, "type_wrong", value, "true or false");
  return FALSE;
}

/* Lists */

static gboolean
check_count (BureauCheck *check, const BureauMember *member, guint count)
{
  if (count >= member->least && count <= member->most)
    return TRUE;
  bureau_problems_add (check->problems, "count_wrong", NULL,
                       "This must have %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT
                       " entries, not %u.",
                       member->least, member->most, count);
  return FALSE;
}

/* A label given as a name and as an object with the same name is one label. */
static char *
item_key (JsonNode *item)
{
  if (JSON_NODE_HOLDS_OBJECT (item))
    return g_strdup (bureau_json_get_string (json_node_get_object (item), "name"));
  return g_strdup (get_text (item));
}

static gboolean
check_unique (BureauCheck *check, GHashTable *seen, JsonNode *item)
{
  g_autofree char *key = item_key (item);

  if (key == NULL || !g_hash_table_contains (seen, key))
    {
      if (key != NULL)
        g_hash_table_add (seen, g_steal_pointer (&key));
      return TRUE;
    }
  bureau_problems_add (check->problems, "duplicate", key, "‘%s’ stands here twice. Remove one.",
                       key);
  return FALSE;
}

static gboolean
check_list (BureauCheck *check, const BureauMember *member, BureauValueType type, JsonNode *value)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean ok;
  JsonArray *list;

  if (!JSON_NODE_HOLDS_ARRAY (value))
    {
      add_problem (check, "type_wrong", value, "a list");
      return FALSE;
    }
  list = json_node_get_array (value);
  ok = check_count (check, member, json_array_get_length (list));
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *item = json_array_get_element (list, i);

      bureau_problems_enter_item (check->problems, i);
      ok &= check_item (check, member, type, item) && check_unique (check, seen, item);
      bureau_problems_leave (check->problems);
    }
  return ok;
}

static gboolean
check_names (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return check_list (check, member, BUREAU_VALUE_NAME, value);
}

static gboolean
check_texts (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return check_list (check, member, BUREAU_VALUE_TEXT, value);
}

static gboolean
check_references (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return check_list (check, member, BUREAU_VALUE_REFERENCE, value);
}

static gboolean
check_labels (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return check_list (check, member, BUREAU_VALUE_LABELS, value);
}

static gboolean
check_label (BureauCheck *check, JsonNode *value)
{
  guint before = bureau_problems_get_count (check->problems);

  if (!JSON_NODE_HOLDS_OBJECT (value))
    return check_name (check, NULL, value);
  bureau_shape_check (&bureau_label_shape, check, json_node_get_object (value));
  return bureau_problems_get_count (check->problems) == before;
}

/* One entry of a list; a text's length is bounded as a label's is. */
static gboolean
check_item (BureauCheck *check, const BureauMember *member, BureauValueType type, JsonNode *value)
{
  static const BureauMember text = { .least = 1, .most = BUREAU_MAX_ITEM_TEXT };

  if (type == BUREAU_VALUE_LABELS)
    return check_label (check, value);
  if (type == BUREAU_VALUE_TEXT)
    return check_text (check, &text, value);
  return type == BUREAU_VALUE_NAME ? check_name (check, member, value)
                                   : check_reference (check, member, value);
}

/* Objects */

static gboolean
check_is_object (BureauCheck *check, JsonNode *value)
{
  if (JSON_NODE_HOLDS_OBJECT (value))
    return TRUE;
  add_problem (check, "type_wrong", value, "an object");
  return FALSE;
}

static gboolean
check_map_name (BureauCheck *check, const char *name)
{
  if (is_name (name))
    return TRUE;
  bureau_problems_add (check->problems, "name_bad", name,
                       "‘%s’ must be a name: lower case letters, digits and underscores, a letter "
                       "first.",
                       name);
  return FALSE;
}

static gboolean
check_language (BureauCheck *check, const char *name)
{
  gsize length = strspn (name, "abcdefghijklmnopqrstuvwxyz");

  if (name[length] == '\0' && (length == 2 || length == 3))
    return TRUE;
  bureau_problems_add (check->problems, "language_bad", name,
                       "‘%s’ must be the code of a language: en, de, es and so on.", name);
  return FALSE;
}

typedef gboolean (*CheckKey) (BureauCheck *check, const char *key);
typedef gboolean (*Check) (BureauCheck *check, const BureauMember *member, JsonNode *value);

static gboolean
check_map (BureauCheck *check, const BureauMember *member, JsonNode *value, CheckKey check_key,
           Check check_entry)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *entry;
  gboolean ok;

  if (!check_is_object (check, value))
    return FALSE;
  ok = check_count (check, member, json_object_get_size (json_node_get_object (value)));
  json_object_iter_init_ordered (&iter, json_node_get_object (value));
  while (json_object_iter_next_ordered (&iter, &name, &entry))
    {
      bureau_problems_enter (check->problems, name);
      ok &= check_key (check, name) && check_entry (check, member, entry);
      bureau_problems_leave (check->problems);
    }
  return ok;
}

static gboolean
check_bindings (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return check_map (check, member, value, check_map_name, check_reference);
}

static gboolean
check_assignments (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return check_map (check, member, value, check_map_name, check_expression);
}

static gboolean
check_letter (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  static const BureauMember letter = { .least = 1, .most = BUREAU_MAX_LETTER };

  return check_text (check, &letter, value);
}

static gboolean
check_letters (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return check_map (check, member, value, check_language, check_letter);
}

static gboolean
check_object (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  if (!check_is_object (check, value))
    return FALSE;
  bureau_shape_check (member->shape, check, json_node_get_object (value));
  return TRUE;
}

/* Each entry knows its place, so that a reference to a later step can be told. */
static gboolean
check_objects (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  guint outer = check->index;
  JsonArray *list;

  if (!JSON_NODE_HOLDS_ARRAY (value))
    {
      add_problem (check, "type_wrong", value, "a list of objects");
      return FALSE;
    }
  list = json_node_get_array (value);
  check_count (check, member, json_array_get_length (list));
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *item = json_array_get_element (list, i);

      bureau_problems_enter_item (check->problems, i);
      check->index = i;
      if (check_is_object (check, item) && member->shape != NULL)
        bureau_shape_check (member->shape, check, json_node_get_object (item));
      bureau_problems_leave (check->problems);
    }
  check->index = outer;
  return TRUE;
}

static gboolean
check_any_object (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return check_is_object (check, value);
}

static const Check checks[BUREAU_N_VALUE_TYPES] = {
  [BUREAU_VALUE_NAME] = check_name,
  [BUREAU_VALUE_SLUG] = check_slug,
  [BUREAU_VALUE_TEXT] = check_text,
  [BUREAU_VALUE_WORD] = check_word,
  [BUREAU_VALUE_INTEGER] = check_integer,
  [BUREAU_VALUE_BOOLEAN] = check_boolean,
  [BUREAU_VALUE_REFERENCE] = check_reference,
  [BUREAU_VALUE_EXPRESSION_OR_TRUE] = check_expression_or_true,
  [BUREAU_VALUE_NAME_OR_TRUE] = check_name_or_true,
  [BUREAU_VALUE_NAMES] = check_names,
  [BUREAU_VALUE_TEXTS] = check_texts,
  [BUREAU_VALUE_REFERENCES] = check_references,
  [BUREAU_VALUE_LABELS] = check_labels,
  [BUREAU_VALUE_BINDINGS] = check_bindings,
  [BUREAU_VALUE_ASSIGNMENTS] = check_assignments,
  [BUREAU_VALUE_LETTERS] = check_letters,
  [BUREAU_VALUE_OBJECT] = check_object,
  [BUREAU_VALUE_OBJECTS] = check_objects,
  [BUREAU_VALUE_ANY_OBJECT] = check_any_object,
  [BUREAU_VALUE_ANY_OBJECTS] = check_objects,
};

/**
 * bureau_value_check:
 *
 * Checks that @value has the type and size that @member asks for, and notes what is wrong.
 *
 * Returns: whether @value can be looked into further
 */
gboolean
bureau_value_check (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return checks[member->type](check, member, value);
}
