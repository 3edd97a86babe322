/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "providers/builtin.h"
#include "providers/condition.h"

#define MAX_RULES 200
#define MAX_TEXT_BYTES (32 * 1024)

static void
gather (JsonNode *node, GString *text)
{
  if (text->len > MAX_TEXT_BYTES)
    return;
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      JsonNode *member;
      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, NULL, &member))
        gather (member, text);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      gather (json_array_get_element (json_node_get_array (node), i), text);
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    g_string_append_printf (text, "%s\n", json_node_get_string (node));
}

static char *
words_of (JsonObject *inputs)
{
  g_autoptr (GString) text = g_string_new (bureau_json_get_string (inputs, "question"));
  JsonNode *given = json_object_get_member (inputs, "given");

  g_string_append_c (text, '\n');
  if (given)
    gather (given, text);
  g_autofree char *bounded = bureau_text_shorten (text->str, MAX_TEXT_BYTES);
  g_autofree char *folded = bureau_text_fold (bounded);
  g_auto (GStrv) words = bureau_text_words (folded);
  g_autofree char *joined = g_strjoinv (" ", words);

  return g_strdup_printf (" %s ", joined);
}

static gboolean
is_choice (JsonArray *choices, const char *name)
{
  for (guint i = 0; choices && i < json_array_get_length (choices); i++)
    {
      JsonNode *node = json_array_get_element (choices, i);
      const char *choice = JSON_NODE_HOLDS_OBJECT (node)
                               ? bureau_json_get_string (json_node_get_object (node), "name")
                           : JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node)
                                                          : NULL;
      if (choice && g_str_equal (choice, name))
        return TRUE;
    }

  return FALSE;
}

static JsonObject *
answer (const char *choice, const char *why)
{
  JsonObject *object = json_object_new ();

  bureau_json_set_string (object, "choice", choice);
  json_object_set_string_member (object, "why", why);

  return object;
}

/**
 * bureau_builtin_decide:
 * @inputs: `{"question","choices":["yes",…],"given":{…},"rules":[{"when","choose"}]}`
 *
 * Takes the first rule whose `when` holds, as bureau_condition_holds() reads it, and whose `choose`
 * is one of the choices.
 *
 * Returns: (transfer full): `{"choice","why"}`; `choice` is null where no rule decides, and then a
 * person has to
 */
JsonObject *
bureau_builtin_decide (JsonObject *inputs, GError **error)
{
  JsonArray *choices = bureau_json_get_array (inputs, "choices");
  JsonArray *rules = bureau_json_get_array (inputs, "rules");

  if (choices == NULL || json_array_get_length (choices) == 0)
    {
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                           "There is nothing to decide between: the task has no “choices”");
      return NULL;
    }

  g_autofree char *words = words_of (inputs);
  BureauMatter matter = { .given = bureau_json_get_object (inputs, "given"), .words = words };
  for (guint i = 0; rules && i < MIN (json_array_get_length (rules), MAX_RULES); i++)
    {
      JsonNode *node = json_array_get_element (rules, i);
      JsonObject *rule = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *when = rule ? bureau_json_get_string (rule, "when") : NULL;
      const char *choose = rule ? bureau_json_get_string (rule, "choose") : NULL;
      if (when && choose && is_choice (choices, choose) && bureau_condition_holds (&matter, when))
        {
          g_autofree char *why = g_strdup_printf ("By rule: %s", when);
          return answer (choose, why);
        }
    }

  return answer (NULL, rules ? "None of the rules fits"
                             : "There is no rule for this, and builtin has only rules");
}
