/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workflows/value-private.h"

#include <string.h>

#include "base/text.h"
#include "workflows/reference.h"

static gboolean
is_true (JsonNode *value)
{
  return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_BOOLEAN
         && json_node_get_boolean (value);
}

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

gboolean
bureau_value_is_name (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  if (is_name (bureau_value_get_text (value)))
    return TRUE;
  bureau_value_add_problem (check, "name_bad", value,
                            "a name: lower case letters, digits and underscores, a letter first");
  return FALSE;
}

gboolean
bureau_value_is_slug (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  if (is_slug (bureau_value_get_text (value)))
    return TRUE;
  bureau_value_add_problem (check, "name_bad", value,
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

gboolean
bureau_value_is_text (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *text = bureau_value_get_text (value);

  if (text != NULL)
    return check_length (check, text, member->least, member->most);
  bureau_value_add_problem (check, "type_wrong", value, "a text");
  return FALSE;
}

gboolean
bureau_value_is_word (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *text = bureau_value_get_text (value);

  if (text != NULL && g_strv_contains (member->words, text))
    return TRUE;
  bureau_problems_add_unknown (check->problems, "word_unknown", text, member->words,
                               "This must be one of the words expected.");
  return FALSE;
}

gboolean
bureau_value_is_reference (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  BureauReference reference;

  if (bureau_value_get_text (value) != NULL
      && bureau_reference_parse (bureau_value_get_text (value), &reference))
    return TRUE;
  bureau_value_add_problem (
      check, "reference_bad", value,
      "a reference: message, message.sender, record, record.FIELD, STEP, STEP.FIELD or "
      "settings.KEY");
  return FALSE;
}

gboolean
bureau_value_is_expression (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *text = bureau_value_get_text (value);

  if (text != NULL)
    return check_length (check, text, 1, BUREAU_MAX_EXPRESSION);
  bureau_value_add_problem (check, "type_wrong", value, "an SQL expression, as a text");
  return FALSE;
}

gboolean
bureau_value_is_expression_or_true (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return is_true (value) || bureau_value_is_expression (check, member, value);
}

gboolean
bureau_value_is_name_or_true (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  return is_true (value) || bureau_value_is_name (check, member, value);
}

/* Numbers */

gboolean
bureau_value_is_integer (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  gint64 number;

  if (!JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_INT64)
    {
      bureau_value_add_problem (check, "type_wrong", value, "a whole number");
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

gboolean
bureau_value_is_boolean (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_BOOLEAN)
    return TRUE;
  bureau_value_add_problem (check, "type_wrong", value, "true or false");
  return FALSE;
}
