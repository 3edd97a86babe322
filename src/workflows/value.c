/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workflows/value-private.h"

#include "base/json.h"

static const BureauValueCheck checks[BUREAU_N_VALUE_TYPES] = {
  [BUREAU_VALUE_NAME] = bureau_value_is_name,
  [BUREAU_VALUE_SLUG] = bureau_value_is_slug,
  [BUREAU_VALUE_TEXT] = bureau_value_is_text,
  [BUREAU_VALUE_WORD] = bureau_value_is_word,
  [BUREAU_VALUE_INTEGER] = bureau_value_is_integer,
  [BUREAU_VALUE_BOOLEAN] = bureau_value_is_boolean,
  [BUREAU_VALUE_REFERENCE] = bureau_value_is_reference,
  [BUREAU_VALUE_EXPRESSION_OR_TRUE] = bureau_value_is_expression_or_true,
  [BUREAU_VALUE_NAME_OR_TRUE] = bureau_value_is_name_or_true,
  [BUREAU_VALUE_NAMES] = bureau_value_is_names,
  [BUREAU_VALUE_TEXTS] = bureau_value_is_texts,
  [BUREAU_VALUE_REFERENCES] = bureau_value_is_references,
  [BUREAU_VALUE_LABELS] = bureau_value_is_labels,
  [BUREAU_VALUE_BINDINGS] = bureau_value_is_bindings,
  [BUREAU_VALUE_ASSIGNMENTS] = bureau_value_is_assignments,
  [BUREAU_VALUE_LETTERS] = bureau_value_is_letters,
  [BUREAU_VALUE_OBJECT] = bureau_value_is_object,
  [BUREAU_VALUE_OBJECTS] = bureau_value_is_objects,
  [BUREAU_VALUE_ANY_OBJECT] = bureau_value_is_any_object,
  [BUREAU_VALUE_ANY_OBJECTS] = bureau_value_is_objects,
};

const char *
bureau_value_get_text (JsonNode *value)
{
  if (!JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (value);
}

void
bureau_value_add_problem (BureauCheck *check, const char *code, JsonNode *value, const char *must)
{
  g_autofree char *got = bureau_json_print (value);

  bureau_problems_add (check->problems, code, got, "This must be %s.", must);
}

gboolean
bureau_value_check_count (BureauCheck *check, const BureauMember *member, guint count)
{
  if (count >= member->least && count <= member->most)
    return TRUE;
  bureau_problems_add (check->problems, "count_wrong", NULL,
                       "This must have %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT
                       " entries, not %u.",
                       member->least, member->most, count);
  return FALSE;
}

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
