/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/value.h"

#include <string.h>

#include "base/text.h"

#define SLUG_PATTERN "^[a-z][a-z0-9-]{0,62}$"

static gboolean
is_slug (const char *text)
{
  return g_ascii_islower (*text) && strlen (text) <= 63
         && strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (text);
}

/* Names */

static gboolean
check_name (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *text = bureau_value_get_text (value);

  if (text != NULL && bureau_text_is_name (text))
    return TRUE;
  bureau_value_add_problem (check, "name_bad", value,
                            "a name: lower case letters, digits and underscores, a letter first");
  return FALSE;
}

static void
describe_name (const BureauMember *member, JsonObject *schema)
{
  bureau_value_describe_pattern (schema, BUREAU_NAME_PATTERN);
}

const BureauValueType bureau_value_name = { check_name, describe_name };

static gboolean
check_slug (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *text = bureau_value_get_text (value);

  if (text != NULL && is_slug (text))
    return TRUE;
  bureau_value_add_problem (check, "name_bad", value,
                            "a name: lower case letters, digits and hyphens, a letter first");
  return FALSE;
}

static void
describe_slug (const BureauMember *member, JsonObject *schema)
{
  bureau_value_describe_pattern (schema, SLUG_PATTERN);
}

const BureauValueType bureau_value_slug = { check_slug, describe_slug };

/* Texts */

/**
 * bureau_value_check_length:
 * @least: in characters
 *
 * Returns: whether @text has from @least to @most characters; notes it where not
 */
gboolean
bureau_value_check_length (BureauCheck *check, const char *text, gint64 least, gint64 most)
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

/**
 * bureau_value_describe_string:
 * @least: in characters; 0 says nothing of it
 *
 * Says in @schema that a value is a text of so many characters.
 */
void
bureau_value_describe_string (JsonObject *schema, gint64 least, gint64 most)
{
  json_object_set_string_member (schema, "type", "string");
  if (least > 0)
    json_object_set_int_member (schema, "minLength", least);
  json_object_set_int_member (schema, "maxLength", most);
}

/**
 * bureau_value_describe_pattern:
 * @pattern: a regular expression as JSON Schema has them
 *
 * Says in @schema that a value is a text that fits @pattern.
 */
void
bureau_value_describe_pattern (JsonObject *schema, const char *pattern)
{
  json_object_set_string_member (schema, "type", "string");
  json_object_set_string_member (schema, "pattern", pattern);
}

static gboolean
check_text (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *text = bureau_value_get_text (value);

  if (text != NULL)
    return bureau_value_check_length (check, text, member->least, member->most);
  bureau_value_add_problem (check, "type_wrong", value, "a text");
  return FALSE;
}

static void
describe_text (const BureauMember *member, JsonObject *schema)
{
  bureau_value_describe_string (schema, member->least, member->most);
}

const BureauValueType bureau_value_text = { check_text, describe_text };

static gboolean
check_word (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  const char *text = bureau_value_get_text (value);

  if (text != NULL && g_strv_contains (member->words, text))
    return TRUE;
  bureau_problems_add_unknown (check->problems, "word_unknown", text, member->words,
                               "This must be one of the words expected.");
  return FALSE;
}

static void
describe_word (const BureauMember *member, JsonObject *schema)
{
  JsonArray *words = json_array_new ();

  for (guint i = 0; member->words[i] != NULL; i++)
    json_array_add_string_element (words, member->words[i]);
  json_object_set_array_member (schema, "enum", words);
}

const BureauValueType bureau_value_word = { check_word, describe_word };

/* Numbers */

static gboolean
check_integer (BureauCheck *check, const BureauMember *member, JsonNode *value)
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

static void
describe_integer (const BureauMember *member, JsonObject *schema)
{
  json_object_set_string_member (schema, "type", "integer");
  json_object_set_int_member (schema, "minimum", member->least);
  json_object_set_int_member (schema, "maximum", member->most);
}

const BureauValueType bureau_value_integer = { check_integer, describe_integer };

static gboolean
check_boolean (BureauCheck *check, const BureauMember *member, JsonNode *value)
{
  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_BOOLEAN)
    return TRUE;
  bureau_value_add_problem (check, "type_wrong", value, "true or false");
  return FALSE;
}

static void
describe_boolean (const BureauMember *member, JsonObject *schema)
{
  json_object_set_string_member (schema, "type", "boolean");
}

const BureauValueType bureau_value_boolean = { check_boolean, describe_boolean };
