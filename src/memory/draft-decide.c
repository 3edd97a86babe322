/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What else a person decides about a draft: edit, reject, snooze, undo. */
#include "memory/draft-private.h"

#include "base/error.h"
#include "base/json.h"
#include "base/time.h"
#include "memory/act.h"
#include "memory/delivery.h"

typedef struct
{
  const char *name;
  JsonNodeType type;
} Editable;

static const Editable editable[] = {
  { "to", JSON_NODE_ARRAY },   { "cc", JSON_NODE_ARRAY },          { "subject", JSON_NODE_VALUE },
  { "body", JSON_NODE_VALUE }, { "attachments", JSON_NODE_ARRAY },
};

static gboolean
edit_column (BureauTransaction *transaction, gint64 id, const Editable *column, JsonNode *value,
             GError **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE bureau_draft SET \"%s\" = ? WHERE id = ?",
                                          column->name);

  if (json_node_get_node_type (value) == column->type)
    return bureau_database_run (bureau_transaction_get_database (transaction), error, sql, "ji",
                                value, id);
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID, "“%s” of a draft cannot be this.",
               column->name);
  return FALSE;
}

/* What the agent wrote is put by before its first change. */
static gboolean
keep_words (BureauTransaction *transaction, const BureauAct *act, GError **error)
{
  if (!json_object_has_member (act->object, "subject")
      && !json_object_has_member (act->object, "body"))
    return TRUE;
  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "UPDATE bureau_draft SET agent_subject = coalesce(agent_subject, "
                              "subject), agent_body = coalesce(agent_body, body) WHERE id = ?",
                              "i", act->id);
}

/* What an agent was stopped at is a letter once a person says how it reads. */
static gboolean
complete_part (BureauTransaction *transaction, const BureauAct *act, GError **error)
{
  return !json_object_has_member (act->object, "body")
         || bureau_database_run (bureau_transaction_get_database (transaction), error,
                                 "UPDATE bureau_draft SET meta = json_remove(meta, '$.partial')"
                                 " WHERE id = ? AND meta -> '$.partial' IS NOT NULL",
                                 "i", act->id);
}

static gboolean
require_words (JsonObject *draft, const char *words_hash, GError **error)
{
  g_autofree char *hash = words_hash != NULL ? bureau_draft_hash_words (draft) : NULL;

  if (hash == NULL || g_str_equal (hash, words_hash))
    return TRUE;
  g_set_error_literal (
      error, BUREAU_ERROR, BUREAU_ERROR_CONFLICT,
      "This draft was changed elsewhere while you edited it. Look at both texts and choose one.");
  return FALSE;
}

static gboolean
edit (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  g_autoptr (JsonObject) draft = bureau_draft_load_in_state (transaction, act->id,
                                                             "drafted, edited, snoozed", error);

  if (draft == NULL || !require_words (draft, act->text, error)
      || !keep_words (transaction, act, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (editable); i++)
    {
      JsonNode *value = json_object_get_member (act->object, editable[i].name);

      if (value != NULL && !edit_column (transaction, act->id, &editable[i], value, error))
        return FALSE;
    }
  return complete_part (transaction, act, error)
         && bureau_draft_set_state (transaction, act->id, "edited", error);
}

/**
 * bureau_draft_edit:
 * @changes: {"to"?,"cc"?,"subject"?,"body"?,"attachments"?}
 *
 * The operator's words take the place of the agent's; the agent's are kept beside them. A body
 * makes a draft whole whose agent was stopped in the middle.
 *
 * Returns: (transfer full): resolves once they are stored
 */
DexFuture *
bureau_draft_edit (BureauMemory *memory, const BureauCause *cause, gint64 draft,
                   JsonObject *changes)
{
  return bureau_memory_act (memory, cause, edit, &(BureauAct){ .id = draft, .object = changes });
}

/**
 * bureau_draft_edit_from:
 * @words_hash: of the words that the person began from, as bureau_draft_hash_words() gives it
 * @changes: as for bureau_draft_edit()
 *
 * Returns: (transfer full): resolves once they are stored; rejects with BUREAU_ERROR_CONFLICT, with
 *   nothing changed, where the words were changed by somebody else meanwhile
 */
DexFuture *
bureau_draft_edit_from (BureauMemory *memory, const BureauCause *cause, gint64 draft,
                        const char *words_hash, JsonObject *changes)
{
  return bureau_memory_act (memory, cause, edit,
                            &(BureauAct){ .id = draft, .text = words_hash, .object = changes });
}

static gboolean
propose_lesson (BureauTransaction *transaction, JsonObject *draft, const char *reason,
                GError **error)
{
  const char *agent = bureau_json_get_string (draft, "agent");
  const char *now = bureau_transaction_get_time (transaction);

  if (agent == NULL || reason == NULL || *reason == '\0')
    return TRUE;
  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "INSERT INTO bureau_lesson VALUES (?, ?, ?, ?, ?, 'proposed', ?)",
                              "issssi", bureau_transaction_new_id (transaction), now, now, agent,
                              reason, bureau_json_get_id (draft, "id"));
}

static gboolean
reject (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  g_autoptr (JsonObject) draft = bureau_draft_load_in_state (transaction, act->id,
                                                             "drafted, edited, snoozed", error);

  return draft != NULL && bureau_draft_require_person (transaction, error)
         && bureau_database_run (bureau_transaction_get_database (transaction), error,
                                 "UPDATE bureau_draft SET reason = ? WHERE id = ?", "si", act->text,
                                 act->id)
         && bureau_draft_set_state (transaction, act->id, "rejected", error)
         && bureau_draft_record_outcome (transaction, draft, "rejected", act->text, error)
         && propose_lesson (transaction, draft, act->text, error);
}

/**
 * bureau_draft_reject:
 * @reason: (nullable): why, in the operator's words; becomes a proposed lesson
 *
 * Returns: (transfer full): resolves once it is stored
 */
DexFuture *
bureau_draft_reject (BureauMemory *memory, const BureauCause *cause, gint64 draft,
                     const char *reason)
{
  return bureau_memory_act (memory, cause, reject, &(BureauAct){ .id = draft, .text = reason });
}

static gboolean
snooze (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  g_autoptr (JsonObject) draft = bureau_draft_load_in_state (transaction, act->id,
                                                             "drafted, edited, snoozed", error);

  return draft != NULL
         && bureau_database_run (bureau_transaction_get_database (transaction), error,
                                 "UPDATE bureau_draft SET snoozed_until = ? WHERE id = ?", "si",
                                 act->text, act->id)
         && bureau_draft_set_state (transaction, act->id, "snoozed", error);
}

/**
 * bureau_draft_snooze:
 * @until: an ISO 8601 date or time; UTC where it names no offset
 *
 * Returns: (transfer full): resolves once it is stored
 */
DexFuture *
bureau_draft_snooze (BureauMemory *memory, const BureauCause *cause, gint64 draft,
                     const char *until)
{
  g_autofree char *text = NULL;
  gint64 when;

  if (!bureau_time_parse (until, &when))
    return dex_future_new_reject (BUREAU_ERROR, BUREAU_ERROR_INVALID,
                                  "“%s” is no time. Write it like 2026-12-01 or 2026-12-01T09:00Z.",
                                  until);
  text = bureau_time_format (when);
  return bureau_memory_act (memory, cause, snooze, &(BureauAct){ .id = draft, .text = text });
}

static const char *
state_before (JsonObject *draft)
{
  gboolean same = g_strcmp0 (bureau_json_get_string (draft, "body"),
                             bureau_json_get_string (draft, "agent_body"))
                      == 0
                  && g_strcmp0 (bureau_json_get_string (draft, "subject"),
                                bureau_json_get_string (draft, "agent_subject"))
                         == 0;

  return same ? "drafted" : "edited";
}

/* What was not sent for good is returned; what has not left yet is held back. */
static gboolean
hold_back (BureauTransaction *transaction, JsonObject *draft, GError **error)
{
  g_autoptr (JsonObject) delivery = bureau_database_find (
      bureau_transaction_get_database (transaction), error, "This approval has no delivery.",
      "SELECT id, iif(state = 'failed', 'returned', 'undone') AS \"to\" FROM bureau_delivery"
      " WHERE draft = ? ORDER BY id DESC LIMIT 1",
      "i", bureau_json_get_id (draft, "id"));

  return delivery != NULL
         && bureau_delivery_move (transaction, bureau_json_get_id (delivery, "id"),
                                  bureau_json_get_string (delivery, "to"), NULL, error)
         && bureau_draft_record_outcome (transaction, draft, "undone", NULL, error);
}

static gboolean
undo (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  g_autoptr (JsonObject) draft = bureau_draft_load_in_state (transaction, act->id,
                                                             "approved, rejected, snoozed", error);

  if (draft == NULL)
    return FALSE;
  if (g_str_equal (bureau_json_get_string (draft, "state"), "approved"))
    return hold_back (transaction, draft, error);
  return bureau_database_run (
             bureau_transaction_get_database (transaction), error,
             "UPDATE bureau_draft SET reason = NULL, snoozed_until = NULL WHERE id = ?", "i",
             act->id)
         && bureau_draft_undo_dismissal (transaction, draft, error)
         && bureau_draft_set_state (transaction, act->id, state_before (draft), error);
}

/**
 * bureau_draft_undo:
 *
 * Takes back an approval that has not left or has failed, a rejection, a dismissal or a snooze; the
 * words stay as they are.
 *
 * Returns: (transfer full): resolves once it is stored; rejects with BUREAU_ERROR_REFUSED where it
 * has left
 */
DexFuture *
bureau_draft_undo (BureauMemory *memory, const BureauCause *cause, gint64 draft)
{
  return bureau_memory_act (memory, cause, undo, &(BureauAct){ .id = draft });
}

static gboolean
opened (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  return bureau_database_run (
      bureau_transaction_get_database (transaction), error,
      "INSERT INTO bureau_scratch VALUES ('opened:' || ?1, ?2, ?2) ON CONFLICT DO NOTHING", "is",
      act->id, bureau_transaction_get_time (transaction));
}

/**
 * bureau_draft_opened:
 *
 * A person looks at the draft; the first time counts for the seconds in review.
 *
 * Returns: (transfer full): resolves once it is stored
 */
DexFuture *
bureau_draft_opened (BureauMemory *memory, gint64 draft)
{
  return bureau_memory_act (memory, &(BureauCause){ "system", "review" }, opened,
                            &(BureauAct){ .id = draft });
}
