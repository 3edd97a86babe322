/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/question.h"

#include "base/error.h"
#include "base/json.h"
#include "memory/act.h"

/**
 * bureau_question_insert:
 * @text: what is asked, in plain words
 * @choices: (nullable) (element-type utf8): the answers to choose from; any text where empty
 *
 * Returns: its id, or 0 with @error set
 */
gint64
bureau_question_insert (BureauTransaction *transaction, gint64 run, const char *step,
                        const char *agent, const char *text, JsonArray *choices, GError **error)
{
  gint64 id = bureau_transaction_new_id (transaction);
  g_autofree char *list = choices != NULL ? bureau_json_print_array (choices) : g_strdup ("[]");

  bureau_transaction_add_fact (transaction, "bureau_question", id, "open");
  if (!bureau_database_run (
          bureau_transaction_get_database (transaction), error,
          "INSERT INTO bureau_question VALUES (?, ?, ?, ?, ?, ?, ?, 'open', NULL, NULL)", "isissss",
          id, bureau_transaction_get_time (transaction), run, step, agent, text, list))
    return 0;
  return id;
}

static gboolean
has_choice (JsonArray *choices, const char *answer)
{
  for (guint i = 0; i < json_array_get_length (choices); i++)
    if (g_strcmp0 (json_array_get_string_element (choices, i), answer) == 0)
      return TRUE;
  return json_array_get_length (choices) == 0;
}

static JsonArray *
load_choices (BureauTransaction *transaction, gint64 question, GError **error)
{
  g_autofree char *missing = g_strdup_printf ("There is no open question %" G_GINT64_FORMAT ".",
                                              question);
  g_autoptr (JsonObject) row = bureau_database_find (
      bureau_transaction_get_database (transaction), error, missing,
      "SELECT choices FROM bureau_question WHERE id = ? AND state = 'open'", "i", question);
  g_autoptr (JsonNode) node
      = row != NULL ? bureau_json_parse (bureau_json_get_string (row, "choices"), -1, error) : NULL;

  return node != NULL ? json_node_dup_array (node) : NULL;
}

static gboolean
answer_question (BureauTransaction *transaction, const BureauAct *act, GValue *result,
                 GError **error)
{
  g_autoptr (JsonArray) choices = load_choices (transaction, act->id, error);

  if (choices == NULL)
    return FALSE;
  if (!has_choice (choices, act->text))
    {
      g_autofree char *list = bureau_json_print_array (choices);

      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID, "Answer with one of %s.", list);
      return FALSE;
    }
  bureau_transaction_add_fact (transaction, "bureau_question", act->id, "answered");
  return bureau_database_run (
      bureau_transaction_get_database (transaction), error,
      "UPDATE bureau_question SET state = 'answered', answer = ?, answered_at = ? WHERE id = ?",
      "ssi", act->text, bureau_transaction_get_time (transaction), act->id);
}

/**
 * bureau_question_answer:
 *
 * The operator answers what an agent asked; its run goes on.
 *
 * Returns: (transfer full): resolves once it is stored
 */
DexFuture *
bureau_question_answer (BureauMemory *memory, const BureauCause *cause, gint64 question,
                        const char *answer)
{
  return bureau_memory_act (memory, cause, answer_question,
                            &(BureauAct){ .id = question, .text = answer });
}
