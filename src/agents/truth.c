/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/truth.h"

#include <string.h>

/**
 * bureau_is_true:
 * @value: (nullable): what an expression gave
 *
 * Returns: SQLite's idea of truth: a number other than 0
 */
gboolean
bureau_is_true (JsonNode *value)
{
  if (!value || !JSON_NODE_HOLDS_VALUE (value))
    return FALSE;

  switch (json_node_get_value_type (value))
    {
    case G_TYPE_STRING:
      return g_ascii_strtod (json_node_get_string (value), NULL) != 0;
    case G_TYPE_BOOLEAN:
      return json_node_get_boolean (value);
    case G_TYPE_DOUBLE:
      return json_node_get_double (value) != 0;
    default:
      return json_node_get_int (value) != 0;
    }
}

/* 'it''s' → it's */
static JsonNode *
parse_text (const char *expression)
{
  gsize length = strlen (expression);
  g_autoptr (GString) text = g_string_new (NULL);

  if (length < 2 || expression[length - 1] != '\'')
    return NULL;
  for (gsize i = 1; i < length - 1; i++)
    {
      if (expression[i] == '\'' && (i + 1 >= length - 1 || expression[++i] != '\''))
        return NULL;
      g_string_append_c (text, expression[i]);
    }

  JsonNode *node = json_node_new (JSON_NODE_VALUE);
  json_node_set_string (node, text->str);
  return node;
}

static JsonNode *
parse_integer (const char *expression)
{
  JsonNode *node;
  gint64 value;

  if (!g_ascii_string_to_signed (expression, 10, G_MININT64, G_MAXINT64, &value, NULL))
    return NULL;
  node = json_node_new (JSON_NODE_VALUE);
  json_node_set_int (node, value);

  return node;
}

/**
 * bureau_literal_parse:
 * @expression: an SQL expression
 *
 * Most assignments of workflows are a mere word in quotes: those need no database to be evaluated.
 *
 * Returns: (transfer full) (nullable): the value of a text or whole number; %NULL for anything else
 */
JsonNode *
bureau_literal_parse (const char *expression)
{
  return *expression == '\'' ? parse_text (expression) : parse_integer (expression);
}
