/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a message is: labels, and what the classifier learns from the operator. */
#include "memory/message.h"

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "memory/act.h"

/**
 * bureau_message_set_label:
 * @label: what the message is, one of the labels of a classify step
 * @by: "operator" or "agent:NAME"; an agent does not overrule the operator
 *
 * Returns: %FALSE with @error set where it failed; no such message is no failure
 */
gboolean
bureau_message_set_label (BureauTransaction *transaction, gint64 message, const char *label,
                          const char *by, GError **error)
{
  return bureau_database_run (
      bureau_transaction_get_database (transaction), error,
      "UPDATE bureau_message SET label = ?1, label_by = ?3, updated_at = ?2 WHERE id = ?4"
      " AND (label_by IS NOT 'operator' OR ?3 = 'operator')",
      "sssi", label, bureau_transaction_get_time (transaction), by, message);
}

/**
 * bureau_message_forget:
 *
 * Takes back what the classifier learnt from a message; nothing was learnt is no failure.
 *
 * Returns: %FALSE with @error set where it failed
 */
gboolean
bureau_message_forget (BureauTransaction *transaction, gint64 message, GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);

  return bureau_database_run (
             database, error,
             "UPDATE bureau_label_word SET n = n - 1 WHERE label = (SELECT label FROM bureau_label "
             "WHERE message = ?1) AND word IN (SELECT value FROM bureau_label, "
             "json_each(bureau_label.words) WHERE message = ?1)",
             "i", message)
         && bureau_database_run (database, error, "DELETE FROM bureau_label WHERE message = ?", "i",
                                 message);
}

/**
 * bureau_message_learn:
 * @label: what the operator says the message is
 * @words: (array zero-terminated=1) (nullable): the words that the classifier looks at
 *
 * The classifier learns from a message. What was learnt from it before is taken back first.
 *
 * Returns: %FALSE with @error set where it failed
 */
gboolean
bureau_message_learn (BureauTransaction *transaction, gint64 message, const char *label,
                      const char *const *words, GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  g_autoptr (JsonArray) list = json_array_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    json_array_add_string_element (list, words[i]);
  text = bureau_json_print_array (list);
  bureau_transaction_add_fact (transaction, "bureau_label", message, "taught");
  return bureau_message_forget (transaction, message, error)
         && bureau_database_run (database, error, "INSERT INTO bureau_label VALUES (?, ?, ?, ?)",
                                 "isss", message, label, bureau_transaction_get_time (transaction),
                                 text)
         && bureau_database_run (
             database, error,
             "INSERT INTO bureau_label_word SELECT DISTINCT value, ?, 1 FROM json_each(?) "
             "WHERE true ON CONFLICT DO UPDATE SET n = n + 1",
             "ss", label, text);
}

static gboolean
teach (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  return bureau_message_set_label (transaction, act->id, act->name, "operator", error)
         && bureau_message_learn (transaction, act->id, act->name, act->words, error);
}

/**
 * bureau_message_teach:
 * @label: what the message is
 * @words: (array zero-terminated=1): the words that the classifier looks at
 *
 * The operator confirms or corrects a label; the classifier learns from it. Saying it again
 * replaces what was said before.
 *
 * Returns: (transfer full): resolves once it is stored
 */
DexFuture *
bureau_message_teach (BureauMemory *memory, const BureauCause *cause, gint64 message,
                      const char *label, const char *const *words)
{
  if (!bureau_text_is_name (label))
    return dex_future_new_reject (BUREAU_ERROR, BUREAU_ERROR_INVALID,
                                  "“%s” cannot be a label. Use small letters, digits and _.",
                                  label);
  return bureau_memory_act (memory, cause, teach,
                            &(BureauAct){ .id = message, .name = label, .words = words });
}

static JsonObject *
member (JsonObject *object, const char *name)
{
  if (!json_object_has_member (object, name))
    json_object_set_object_member (object, name, json_object_new ());
  return json_object_get_object_member (object, name);
}

/**
 * bureau_message_learnt:
 * @words: (array zero-terminated=1): the words of the message in question
 *
 * Returns: (transfer full): {"documents":{label:n},"words":{word:{label:n}}}, or
 * %NULL with @error set
 */
JsonObject *
bureau_message_learnt (BureauDatabase *database, const char *const *words, GError **error)
{
  g_autoptr (JsonObject) learnt = json_object_new ();
  g_autoptr (BureauStatement) documents = bureau_database_prepare (
      database, "SELECT label, count(*) FROM bureau_label GROUP BY label", error);
  g_autoptr (BureauStatement) counts = bureau_database_prepare (
      database, "SELECT label, n FROM bureau_label_word WHERE word = ? AND n > 0", error);
  gboolean ok = TRUE;

  if (documents == NULL || counts == NULL)
    return NULL;
  member (learnt, "words");
  while (bureau_statement_step (documents, error))
    json_object_set_int_member (member (learnt, "documents"), bureau_statement_text (documents, 0),
                                bureau_statement_int (documents, 1));
  ok = bureau_statement_is_done (documents);
  for (guint i = 0; ok && json_object_has_member (learnt, "documents") && words[i] != NULL; i++)
    {
      bureau_statement_bind_text (counts, 1, words[i]);
      while (bureau_statement_step (counts, error))
        json_object_set_int_member (member (member (learnt, "words"), words[i]),
                                    bureau_statement_text (counts, 0),
                                    bureau_statement_int (counts, 1));
      ok = bureau_statement_is_done (counts);
      sqlite3_reset (bureau_statement_get_handle (counts));
    }
  member (learnt, "documents");
  return ok ? g_steal_pointer (&learnt) : NULL;
}
