/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workflows/diff.h"

#include "base/json.h"
#include "workflows/document.h"

/* What an operator may change of each kind of document; all else is the
 * builder's (design.md §7). */
static const char *const workflow_members[] = { "title",   "note",  "question", "choices", "limit",
                                                "minutes", "hours", "days",     NULL };
static const char *const agent_members[] = { "title",    "instructions", "letter",      "letters",
                                             "language", "model",        "concurrency", NULL };
/* Parts of an agent whose every member is the operator's: texts and numbers. */
static const char *const agent_parts[] = { "budget", "letters", NULL };

static const char *const no_members[] = { NULL };

static const char *const *const operator_members[BUREAU_N_DOCUMENT_KINDS] = {
  [BUREAU_DOCUMENT_WORKFLOW] = workflow_members,
  [BUREAU_DOCUMENT_AGENT] = agent_members,
  [BUREAU_DOCUMENT_COLLECTION] = no_members,
  [BUREAU_DOCUMENT_TEMPLATE] = no_members,
};

/* In these a number is a threshold. */
static const char *const expressions[] = { "where", "message", "if", "sql", NULL };

static char *
without_numbers (const char *sql)
{
  static GRegex *number;

  if (g_once_init_enter_pointer (&number))
    g_once_init_leave_pointer (&number,
                               g_regex_new ("(?<![\\w'])[0-9]+(\\.[0-9]+)?(?![\\w'])",
                                            G_REGEX_OPTIMIZE, G_REGEX_MATCH_DEFAULT, NULL));
  return g_regex_replace_literal (number, sql, -1, 0, "#", G_REGEX_MATCH_DEFAULT, NULL);
}

/* Only its numbers differ. */
static gboolean
is_threshold (JsonObject *change)
{
  const char *before = bureau_json_get_string (change, "before");
  const char *after = bureau_json_get_string (change, "after");
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;

  if (before == NULL || after == NULL)
    return FALSE;
  old = without_numbers (before);
  new = without_numbers (after);
  return g_strcmp0 (old, new) == 0;
}

/* A label's name decides which workflow runs; its description is a text. */
static gboolean
are_same_labels (JsonObject *change)
{
  JsonArray *before = bureau_json_get_array (change, "before");
  JsonArray *after = bureau_json_get_array (change, "after");

  if (before == NULL || after == NULL
      || json_array_get_length (before) != json_array_get_length (after))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (before); i++)
    {
      JsonNode *old = json_array_get_element (before, i);
      JsonNode *new = json_array_get_element (after, i);
      const char *old_name = JSON_NODE_HOLDS_OBJECT (old)
                                 ? bureau_json_get_string (json_node_get_object (old), "name")
                                 : json_node_get_string (old);
      const char *new_name = JSON_NODE_HOLDS_OBJECT (new)
                                 ? bureau_json_get_string (json_node_get_object (new), "name")
                                 : json_node_get_string (new);

      if (g_strcmp0 (old_name, new_name) != 0)
        return FALSE;
    }
  return TRUE;
}

static BureauLevel
level_of_change (BureauDocumentKind kind, JsonObject *change)
{
  const char *element = bureau_json_get_string (change, "element");
  const char *member = bureau_json_get_string (change, "member");

  if (member == NULL)
    return BUREAU_LEVEL_BUILDER;
  if (kind == BUREAU_DOCUMENT_AGENT && element != NULL && g_strv_contains (agent_parts, element))
    return BUREAU_LEVEL_OPERATOR;
  if (g_strv_contains (operator_members[kind], member))
    return BUREAU_LEVEL_OPERATOR;
  if (kind != BUREAU_DOCUMENT_WORKFLOW)
    return BUREAU_LEVEL_BUILDER;
  if (g_strv_contains (expressions, member) && is_threshold (change))
    return BUREAU_LEVEL_OPERATOR;
  return g_str_equal (member, "labels") && are_same_labels (change) ? BUREAU_LEVEL_OPERATOR
                                                                    : BUREAU_LEVEL_BUILDER;
}

/**
 * bureau_level_to_text:
 * @level: how much is asked
 *
 * Returns: (transfer none): "operator" or "builder", as proposals store it and bureauctl shows it
 */
const char *
bureau_level_to_text (BureauLevel level)
{
  return level == BUREAU_LEVEL_OPERATOR ? "operator" : "builder";
}

/**
 * bureau_document_level:
 * @before: (nullable): the document in force
 * @after: (nullable): the document proposed
 *
 * Says how much must be asked for a change: texts, instructions, letters and numbers are the
 * operator's; a new or removed document, what starts it, who reads and writes what, providers,
 * tools, recipients and whatever is not listed is the builder's.
 *
 * Returns: the level of the change; where several things change, the higher one
 */
BureauLevel
bureau_document_level (JsonObject *before, JsonObject *after)
{
  g_autoptr (JsonArray) changes = NULL;
  BureauDocumentKind kind, new_kind;

  if (before == NULL || after == NULL || !bureau_document_kind_of (before, &kind, NULL)
      || !bureau_document_kind_of (after, &new_kind, NULL) || kind != new_kind)
    return BUREAU_LEVEL_BUILDER;
  changes = bureau_document_diff (before, after);
  for (guint i = 0; i < json_array_get_length (changes); i++)
    if (level_of_change (kind, json_array_get_object_element (changes, i)) == BUREAU_LEVEL_BUILDER)
      return BUREAU_LEVEL_BUILDER;
  return BUREAU_LEVEL_OPERATOR;
}
