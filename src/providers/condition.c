/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/condition.h"

#include <string.h>

#include "base/json.h"
#include "base/text.h"

typedef gboolean (*Comparison) (JsonNode *value, const char *literal);

static JsonNode *
look_up (JsonObject *given, const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, ".", 8);
  JsonObject *at = given;

  for (guint i = 0; parts[i]; i++)
    {
      JsonNode *node = at ? json_object_get_member (at, parts[i]) : NULL;
      if (node == NULL || parts[i + 1] == NULL)
        return node;
      at = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
    }

  return NULL;
}

static gboolean
number_of (JsonNode *value, double *number)
{
  if (value == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_OBJECT (value))
    value = json_object_get_member (json_node_get_object (value), "minor");
  if (value == NULL || !JSON_NODE_HOLDS_VALUE (value)
      || json_node_get_value_type (value) == G_TYPE_BOOLEAN)
    return FALSE;
  if (json_node_get_value_type (value) != G_TYPE_STRING)
    {
      *number = json_node_get_double (value);
      return TRUE;
    }

  char *end;
  *number = g_ascii_strtod (json_node_get_string (value), &end);
  return end != json_node_get_string (value) && *end == '\0';
}

static char *
text_of (JsonNode *value)
{
  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    return g_strdup ("");
  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (value));

  return bureau_json_print (value);
}

static gboolean
is_equal (JsonNode *value, const char *literal)
{
  g_autofree char *text = text_of (value);
  g_autofree char *left = bureau_text_fold (text), *right = bureau_text_fold (literal);

  return g_str_equal (left, right);
}

static gboolean
is_different (JsonNode *value, const char *literal)
{
  return !is_equal (value, literal);
}

static gboolean
has_words (JsonNode *value, const char *literal)
{
  g_autofree char *text = text_of (value);
  g_autofree char *left = bureau_text_fold (text), *right = bureau_text_fold (literal);

  return *right && strstr (left, right) != NULL;
}

/* Numbers compare as numbers; dates and other texts as text. An absent value is neither less nor
 * more. */
static gboolean
compare (JsonNode *value, const char *literal, int *sign)
{
  double number, limit;
  char *end;

  limit = g_ascii_strtod (literal, &end);
  if (number_of (value, &number) && end != literal && *end == '\0')
    {
      *sign = number < limit ? -1 : number > limit;
      return TRUE;
    }
  if (value == NULL || !JSON_NODE_HOLDS_VALUE (value)
      || json_node_get_value_type (value) != G_TYPE_STRING)
    return FALSE;
  *sign = strcmp (json_node_get_string (value), literal);

  return TRUE;
}

static gboolean
is_less (JsonNode *value, const char *literal)
{
  int sign;

  return compare (value, literal, &sign) && sign < 0;
}

static gboolean
is_more (JsonNode *value, const char *literal)
{
  int sign;

  return compare (value, literal, &sign) && sign > 0;
}

static gboolean
is_at_most (JsonNode *value, const char *literal)
{
  int sign;

  return compare (value, literal, &sign) && sign <= 0;
}

static gboolean
is_at_least (JsonNode *value, const char *literal)
{
  int sign;

  return compare (value, literal, &sign) && sign >= 0;
}

/* Longer signs first: “<=” is not “<” and a literal that begins with “=”. */
static const struct
{
  const char *sign;
  Comparison holds;
} comparisons[] = {
  { " <= ", is_at_most }, { " >= ", is_at_least }, { " != ", is_different },    { " = ", is_equal },
  { " < ", is_less },     { " > ", is_more },      { " contains ", has_words },
};

static gboolean
words_hold (const BureauMatter *matter, const char *condition)
{
  g_autofree char *folded = bureau_text_fold (condition);
  g_auto (GStrv) words = bureau_text_words (folded);

  if (words == NULL || words[0] == NULL)
    return FALSE;
  for (guint i = 0; words[i]; i++)
    {
      g_autofree char *word = g_strdup_printf (" %s ", words[i]);
      if (!strstr (matter->words, word))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_absent (JsonNode *value)
{
  g_autofree char *text = text_of (value);

  return *text == '\0';
}

/* One condition: “path = 'literal'” and the like, “path is present|absent”, or words that all have
 * to stand in the matter. */
static gboolean
condition_holds (const BureauMatter *matter, const char *condition)
{
  for (guint i = 0; i < G_N_ELEMENTS (comparisons); i++)
    {
      const char *sign = strstr (condition, comparisons[i].sign);
      if (sign == NULL)
        continue;
      g_autofree char *path = g_strstrip (g_strndup (condition, sign - condition));
      g_autofree char *literal = g_strstrip (g_strdup (sign + strlen (comparisons[i].sign)));
      gsize length = strlen (literal);
      if (length >= 2 && strchr ("'\"", literal[0]) && literal[length - 1] == literal[0])
        {
          literal[length - 1] = '\0';
          memmove (literal, literal + 1, length - 1);
        }
      return comparisons[i].holds (look_up (matter->given, path), literal);
    }

  for (guint i = 0; i < 2; i++)
    if (g_str_has_suffix (condition, i ? " is absent" : " is present"))
      {
        g_autofree char *path = g_strndup (
            condition, strlen (condition) - strlen (i ? " is absent" : " is present"));
        return is_absent (look_up (matter->given, g_strstrip (path))) == (i == 1);
      }

  return words_hold (matter, condition);
}

/**
 * bureau_condition_holds:
 * @when: conditions joined by “and”, of which “or” separates alternatives: `path = 'text'`, with
 * `!=`,
 *   `<`, `<=`, `>`, `>=` or `contains`; `path is present`, `path is absent`; or plain words that
 * all have to be in the matter
 *
 * Returns: whether it holds; what is absent is neither less nor more than anything
 */
gboolean
bureau_condition_holds (const BureauMatter *matter, const char *when)
{
  g_auto (GStrv) alternatives = g_strsplit (when, " or ", 20);

  for (guint i = 0; alternatives[i]; i++)
    {
      g_auto (GStrv) conditions = g_strsplit (alternatives[i], " and ", 20);
      gboolean all = TRUE;
      for (guint j = 0; all && conditions[j]; j++)
        all = condition_holds (matter, g_strstrip (conditions[j]));
      if (all)
        return TRUE;
    }

  return FALSE;
}
