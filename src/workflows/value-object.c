/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workflows/value-private.h"

#include <string.h>

#include "base/text.h"

static gboolean
check_is_object (BureauCheck *check, JsonNode *value)
{
  if (JSON_NODE_HOLDS_OBJECT (value))
    return TRUE;
  bureau_value_add_problem (check, "type_wrong", value, "an object");
  return FALSE;
}

static gboolean
check_map_name (BureauCheck *check, const char *name)
{
  if (bureau_text_is_name (name))
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

static gboolean
check_map (BureauCheck *check, const BureauMember *member, JsonNode *value, CheckKey check_key,
           BureauValueCheck check_entry)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *entry;
  gboolean ok;

  if (!check_is_object (check, value))
    return FALSE;
  ok = bureau_value_check_count (check, member,
                                 json_object_get_size (json_node_get_object (value)));
  json_object_iter_init_ordered (&iter, json_node_get_object (value));
  while (json_object_iter_next_ordered (&iter, &name, &entry))
    {
      bureau_problems_enter (check->problems, name);
      ok &= check_key (check, name) && check_entry (check, member, entry);
      bureau_problems_leave (check->problems);
    }
  return ok;
}

gboolean
bureau_value_is_bindings (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return check_map (check, member, value, check_map_name, bureau_value_is_reference);
}

gboolean
bureau_value_is_assignments (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return check_map (check, member, value, check_map_name, bureau_value_is_expression);
}

static gboolean
check_letter (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  static const BureauMember letter = { .least = 1, .most = BUREAU_MAX_LETTER };

  return bureau_value_is_text (check, &letter, value);
}

gboolean
bureau_value_is_letters (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return check_map (check, member, value, check_language, check_letter);
}

gboolean
bureau_value_is_object (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  if (!check_is_object (check, value))
    return FALSE;
  bureau_shape_check (member->shape, check, json_node_get_object (value));
  return TRUE;
}

/* Each entry knows its place, so that a reference to a later step can be told. */
gboolean
bureau_value_is_objects (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  guint outer = check->index;
  JsonArray *list;

  if (!JSON_NODE_HOLDS_ARRAY (value))
    {
      bureau_value_add_problem (check, "type_wrong", value, "a list of objects");
      return FALSE;
    }
  list = json_node_get_array (value);
  bureau_value_check_count (check, member, json_array_get_length (list));
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

gboolean
bureau_value_is_any_object (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return check_is_object (check, value);
}
