/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A draft that its agent writes once more, with a note of the operator. */
#include "memory/draft-private.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "memory/act.h"
#include "memory/request.h"

#define WAITING "drafted, edited, snoozed"

static gboolean
require_run (JsonObject *draft, GError **error)
{
  if (bureau_json_get_id (draft, "run") != 0)
    return TRUE;
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
                       "No agent wrote this draft, so none can be asked again. Edit it yourself.");
  return FALSE;
}

static JsonObject *
make_args (JsonObject *draft, const char *note)
{
  JsonObject *args = json_object_new ();
  g_autofree char *hash = bureau_draft_hash_words (draft);

  bureau_json_set_id (args, "draft", bureau_json_get_id (draft, "id"));
  json_object_set_string_member (args, "note", note);
  json_object_set_string_member (args, "hash", hash);
  return args;
}

static gboolean
again (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  g_autoptr (JsonObject) draft = bureau_draft_load_in_state (transaction, act->id, WAITING, error);
  g_autoptr (JsonObject) args = NULL;
  g_autofree char *text = NULL;
  gint64 request;

  if (draft == NULL || !bureau_draft_require_person (transaction, error)
      || !require_run (draft, error))
    return FALSE;
  args = make_args (draft, act->text);
  request = bureau_request_insert (transaction, "redraft", args, error);
  if (request == 0)
    return FALSE;
  bureau_value_take_id (result, request);
  text = g_strdup_printf ("%" G_GINT64_FORMAT, request);
  return bureau_database_run (
      bureau_transaction_get_database (transaction), error,
      "UPDATE bureau_draft SET meta = json_set(meta, '$.asked', ?), updated_at = ? WHERE id = ?",
      "ssi", text, bureau_transaction_get_time (transaction), act->id);
}

/**
 * bureau_draft_ask_again:
 * @note: what the agent shall do otherwise, in the operator's words
 *
 * Asks the draft's agent to write it once more. What is asked stands in the draft's meta as
 * "asked", the request's id; the words stay as they are until the answer is there.
 *
 * Returns: (transfer full): resolves to the request's id, a #gint64
 */
DexFuture *
bureau_draft_ask_again (BureauMemory *memory, const BureauCause *cause, gint64 draft,
                        const char *note)
{
  if (note[strspn (note, " \t\r\n")] == '\0')
    return dex_future_new_reject (BUREAU_ERROR, BUREAU_ERROR_INVALID,
                                  "Write what the agent shall do otherwise.");
  return bureau_memory_act (memory, cause, again, &(BureauAct){ .id = draft, .text = note });
}

/**
 * bureau_draft_rewrite:
 * @if_words: the hash of the words that are to be replaced
 * @answer: {"subject","body","unsupported"?,"partial"?}, the last two as the draft's `meta` keeps
 *   them
 *
 * The agent's new words take the place of the ones before, which stay in the journal.
 *
 * Returns: %FALSE with @error set where it failed; BUREAU_ERROR_REFUSED where the draft was decided
 *   about or changed meanwhile
 */
gboolean
bureau_draft_rewrite (BureauTransaction *transaction, gint64 draft, const char *if_words,
                      JsonObject *answer, GError **error)
{
  g_autoptr (JsonObject) row = bureau_draft_load_in_state (transaction, draft, WAITING, error);
  g_autofree char *hash = row != NULL ? bureau_draft_hash_words (row) : NULL;
  JsonArray *unsupported = bureau_json_get_array (answer, "unsupported");
  g_autofree char *claims = unsupported != NULL ? bureau_json_print_array (unsupported)
                                                : g_strdup ("[]");

  if (row == NULL)
    return FALSE;
  if (g_strcmp0 (hash, if_words) != 0)
    {
      g_set_error_literal (
          error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
          "The draft was changed while its agent wrote it again, so it was left as it is.");
      return FALSE;
    }
  return bureau_database_run (
             bureau_transaction_get_database (transaction), error,
             "UPDATE bureau_draft SET subject = ?1, body = ?2, agent_subject = NULL,"
             " agent_body = NULL, snoozed_until = NULL,"
             " meta = json_patch(meta, json_object('unsupported', json(?3), 'partial', json(?5)))"
             " WHERE id = ?4",
             "sssis", bureau_json_get_string (answer, "subject"),
             bureau_json_get_string (answer, "body"), claims, draft,
             bureau_json_get_boolean (answer, "partial") ? "true" : "null")
         && bureau_draft_set_state (transaction, draft, "drafted", error);
}
