/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "workflows/reference.h"
#include "workflows/shape.h"

#define NAME_PATTERN "^[a-z][a-z0-9_]{0,62}$"
#define SLUG_PATTERN "^[a-z][a-z0-9-]{0,62}$"
#define MAX_EXPRESSION 2000
#define MAX_LABEL_TEXT 500

typedef struct
{
  const char *noun;
  gboolean (*check) (BureauCheck *check, const BureauMember *member, JsonNode *value);
  void (*describe) (const BureauMember *member, JsonObject *schema);
} BureauValueClass;

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
    return check_length (check, text, 1, MAX_EXPRESSION);
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

static const BureauMember label_members[] = {
  { "name", BUREAU_VALUE_NAME, .required = TRUE, .about = "what the message is labelled with" },
  { "description", BUREAU_VALUE_TEXT, .most = MAX_LABEL_TEXT,
    .about = "which messages it is for, in a sentence" },
  { NULL },
};

static const BureauShape label_shape = {
  .name = "label",
  .about = "A label and which messages it is for.",
  .members = label_members,
};

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
  bureau_shape_check (&label_shape, check, json_node_get_object (value));
  return bureau_problems_get_count (check->problems) == before;
}

/* One entry of a list; a text's length is bounded as a label's is. */
static gboolean
check_item (BureauCheck *check, const BureauMember *member, BureauValueType type, JsonNode *value)
{
  static const BureauMember text = { .least = 1, .most = MAX_LABEL_TEXT };

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
check_map (BureauCheck *check, const BureauMember *member, JsonNode *value,
           gboolean (*check_entry) (BureauCheck *, const BureauMember *, JsonNode *))
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
      ok &= check_map_name (check, name) && check_entry (check, member, entry);
      bureau_problems_leave (check->problems);
    }
  return ok;
}

static gboolean
check_bindings (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return check_map (check, member, value, check_reference);
}

static gboolean
check_assignments (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return check_map (check, member, value, check_expression);
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

/* How the schema says the same */

static void
describe_string (JsonObject *schema, gint64 least, gint64 most)
{
  json_object_set_string_member (schema, "type", "string");
  if (least > 0)
    json_object_set_int_member (schema, "minLength", least);
  json_object_set_int_member (schema, "maxLength", most);
}

static void
describe_pattern (JsonObject *schema, const char *pattern)
{
  json_object_set_string_member (schema, "type", "string");
  json_object_set_string_member (schema, "pattern", pattern);
}

static void
describe_name (const BureauMember *member, JsonObject *schema)
{
  describe_pattern (schema, NAME_PATTERN);
}

static void
describe_slug (const BureauMember *member, JsonObject *schema)
{
  describe_pattern (schema, SLUG_PATTERN);
}

static void
describe_text (const BureauMember *member, JsonObject *schema)
{
  describe_string (schema, member->least, member->most);
}

static void
describe_word (const BureauMember *member, JsonObject *schema)
{
  JsonArray *words = json_array_new ();

  for (guint i = 0; member->words[i] != NULL; i++)
    json_array_add_string_element (words, member->words[i]);
  json_object_set_array_member (schema, "enum", words);
}

static void
describe_reference (const BureauMember *member, JsonObject *schema)
{
  describe_pattern (schema, BUREAU_REFERENCE_PATTERN);
}

static void
describe_expression (const BureauMember *member, JsonObject *schema)
{
  describe_string (schema, 1, MAX_EXPRESSION);
}

static void
describe_or_true (JsonObject *schema, JsonObject *other)
{
  JsonArray *choices = json_array_new ();
  JsonObject *always = json_object_new ();

  json_object_set_boolean_member (always, "const", TRUE);
  json_array_add_object_element (choices, always);
  json_array_add_object_element (choices, other);
  json_object_set_array_member (schema, "anyOf", choices);
}

static void
describe_expression_or_true (const BureauMember *member, JsonObject *schema)
{
  JsonObject *expression = json_object_new ();

  describe_expression (member, expression);
  describe_or_true (schema, expression);
}

static void
describe_name_or_true (const BureauMember *member, JsonObject *schema)
{
  JsonObject *name = json_object_new ();

  describe_name (member, name);
  describe_or_true (schema, name);
}

static void
describe_integer (const BureauMember *member, JsonObject *schema)
{
  json_object_set_string_member (schema, "type", "integer");
  json_object_set_int_member (schema, "minimum", member->least);
  json_object_set_int_member (schema, "maximum", member->most);
}

static void
describe_boolean (const BureauMember *member, JsonObject *schema)
{
  json_object_set_string_member (schema, "type", "boolean");
}

static void
describe_list (const BureauMember *member, JsonObject *schema, JsonObject *item)
{
  json_object_set_string_member (schema, "type", "array");
  if (member->least > 0)
    json_object_set_int_member (schema, "minItems", member->least);
  json_object_set_int_member (schema, "maxItems", member->most);
  json_object_set_object_member (schema, "items", item);
}

static void
describe_set (const BureauMember *member, JsonObject *schema, JsonObject *item)
{
  describe_list (member, schema, item);
  json_object_set_boolean_member (schema, "uniqueItems", TRUE);
}

static void
describe_names (const BureauMember *member, JsonObject *schema)
{
  JsonObject *item = json_object_new ();

  describe_name (member, item);
  describe_set (member, schema, item);
}

static void
describe_texts (const BureauMember *member, JsonObject *schema)
{
  JsonObject *item = json_object_new ();

  describe_string (item, 1, MAX_LABEL_TEXT);
  describe_set (member, schema, item);
}

static void
describe_references (const BureauMember *member, JsonObject *schema)
{
  JsonObject *item = json_object_new ();

  describe_reference (member, item);
  describe_set (member, schema, item);
}

static void
describe_labels (const BureauMember *member, JsonObject *schema)
{
  JsonArray *choices = json_array_new ();
  JsonObject *name = json_object_new ();
  JsonObject *item = json_object_new ();

  describe_name (member, name);
  json_array_add_object_element (choices, name);
  json_array_add_object_element (choices, bureau_shape_to_schema (&label_shape));
  json_object_set_array_member (item, "anyOf", choices);
  describe_set (member, schema, item);
}

static void
describe_map (const BureauMember *member, JsonObject *schema, JsonObject *entry)
{
  JsonObject *names = json_object_new ();

  json_object_set_string_member (names, "pattern", NAME_PATTERN);
  json_object_set_string_member (schema, "type", "object");
  if (member->least > 0)
    json_object_set_int_member (schema, "minProperties", member->least);
  json_object_set_int_member (schema, "maxProperties", member->most);
  json_object_set_object_member (schema, "propertyNames", names);
  json_object_set_object_member (schema, "additionalProperties", entry);
}

static void
describe_bindings (const BureauMember *member, JsonObject *schema)
{
  JsonObject *entry = json_object_new ();

  describe_reference (member, entry);
  describe_map (member, schema, entry);
}

static void
describe_assignments (const BureauMember *member, JsonObject *schema)
{
  JsonObject *entry = json_object_new ();

  describe_expression (member, entry);
  describe_map (member, schema, entry);
}

static void
describe_reference_to_shape (JsonObject *schema, const BureauShape *shape)
{
  g_autofree char *pointer = g_strconcat ("#/$defs/", shape->name, NULL);

  json_object_set_string_member (schema, "$ref", pointer);
}

static void
describe_object (const BureauMember *member, JsonObject *schema)
{
  describe_reference_to_shape (schema, member->shape);
}

static void
describe_objects (const BureauMember *member, JsonObject *schema)
{
  JsonObject *item = json_object_new ();

  describe_reference_to_shape (item, member->shape);
  describe_list (member, schema, item);
}

static void
describe_any_object (const BureauMember *member, JsonObject *schema)
{
  json_object_set_string_member (schema, "type", "object");
}

static void
describe_any_objects (const BureauMember *member, JsonObject *schema)
{
  JsonObject *item = json_object_new ();

  describe_any_object (member, item);
  describe_list (member, schema, item);
}

static const BureauValueClass classes[BUREAU_N_VALUE_TYPES] = {
  [BUREAU_VALUE_NAME] = { "name", check_name, describe_name },
  [BUREAU_VALUE_SLUG] = { "name", check_slug, describe_slug },
  [BUREAU_VALUE_TEXT] = { "text", check_text, describe_text },
  [BUREAU_VALUE_WORD] = { "word", check_word, describe_word },
  [BUREAU_VALUE_INTEGER] = { "whole number", check_integer, describe_integer },
  [BUREAU_VALUE_BOOLEAN] = { "true or false", check_boolean, describe_boolean },
  [BUREAU_VALUE_REFERENCE] = { "reference", check_reference, describe_reference },
  [BUREAU_VALUE_EXPRESSION_OR_TRUE] = { "expression or true", check_expression_or_true,
                                        describe_expression_or_true },
  [BUREAU_VALUE_NAME_OR_TRUE] = { "name or true", check_name_or_true, describe_name_or_true },
  [BUREAU_VALUE_NAMES] = { "names", check_names, describe_names },
  [BUREAU_VALUE_TEXTS] = { "texts", check_texts, describe_texts },
  [BUREAU_VALUE_REFERENCES] = { "references", check_references, describe_references },
  [BUREAU_VALUE_LABELS] = { "labels", check_labels, describe_labels },
  [BUREAU_VALUE_BINDINGS] = { "bindings", check_bindings, describe_bindings },
  [BUREAU_VALUE_ASSIGNMENTS] = { "assignments", check_assignments, describe_assignments },
  [BUREAU_VALUE_OBJECT] = { "object", check_object, describe_object },
  [BUREAU_VALUE_OBJECTS] = { "objects", check_objects, describe_objects },
  [BUREAU_VALUE_ANY_OBJECT] = { "object", check_any_object, describe_any_object },
  [BUREAU_VALUE_ANY_OBJECTS] = { "objects", check_objects, describe_any_objects },
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
  return classes[member->type].check (check, member, value);
}

/**
 * bureau_value_to_schema:
 *
 * Returns: (transfer full): the JSON Schema of a value of this member
 */
JsonObject *
bureau_value_to_schema (const BureauMember *member)
{
  JsonObject *schema = json_object_new ();

  classes[member->type].describe (member, schema);
  if (member->about != NULL)
    json_object_set_string_member (schema, "description", member->about);
  return schema;
}
