/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person decides about a draft: edit, approve, reject, snooze, undo. */
#include "memory/draft.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "base/time.h"
#include "memory/act.h"
#include "memory/delivery.h"
#include "memory/setting.h"

/* Loads a draft that is in one of the states, or says why the act is not possible. */
static JsonObject *
load_in_state (BureauTransaction *transaction, gint64 id, const char *states, GError **error)
{
  g_autoptr (JsonObject) draft = bureau_draft_load (bureau_transaction_get_database (transaction),
                                                    id, error);
  const char *state;

  if (draft == NULL)
    return NULL;
  state = bureau_json_get_string (draft, "state");
  if (strstr (states, state) != NULL)
    return g_steal_pointer (&draft);
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
               "This draft is %s already; it must be one of: %s.", state, states);
  return NULL;
}

static gboolean
set_state (BureauTransaction *transaction, gint64 id, const char *state, GError **error)
{
  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "UPDATE bureau_draft SET state = ?, updated_at = ? WHERE id = ?",
                              "ssi", state, bureau_transaction_get_time (transaction), id);
}

static gboolean
require_person (BureauTransaction *transaction, GError **error)
{
  if (bureau_transaction_is_operator (transaction))
    return TRUE;
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED, "Only a person can do this.");
  return FALSE;
}

static gint64
review_seconds (BureauTransaction *transaction, gint64 draft)
{
  g_autofree char *key = g_strdup_printf ("opened:%" G_GINT64_FORMAT, draft);
  g_autofree char *opened = bureau_database_text (
      bureau_transaction_get_database (transaction), NULL,
      "SELECT value FROM bureau_scratch WHERE key = ?", "s", key);
  gint64 since;

  if (opened == NULL || !bureau_time_parse (opened, &since))
    return -1;
  return MAX (bureau_time_now () - since, 0) / 1000;
}

/* The facts that later drafts learn from: what the agent wrote, what left, how much
 * of it was changed. */
static gboolean
record_outcome (BureauTransaction *transaction, JsonObject *draft, const char *outcome,
                const char *reason, GError **error)
{
  const char *before = bureau_json_get_string (draft, "agent_body");
  const char *after = bureau_json_get_string (draft, "body");
  gint64 id = bureau_json_get_id (draft, "id");
  gint64 seconds = review_seconds (transaction, id);
  g_autofree char *seconds_text = seconds >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, seconds)
                                               : NULL;

  return bureau_database_run (
      bureau_transaction_get_database (transaction), error,
      "INSERT INTO bureau_outcome VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "isissssssdss",
      bureau_transaction_new_id (transaction), bureau_transaction_get_time (transaction), id,
      outcome, bureau_json_get_string (draft, "agent"),
      bureau_json_get_string (draft, "agent_subject"), before,
      bureau_json_get_string (draft, "subject"), after, bureau_text_share_changed (before, after),
      seconds_text, reason);
}

/* Changes */

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

static gboolean
edit (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  g_autoptr (JsonObject) draft = load_in_state (transaction, act->id, "drafted, edited, snoozed",
                                                error);

  if (draft == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (editable); i++)
    {
      JsonNode *value = json_object_get_member (act->object, editable[i].name);

      if (value != NULL && !edit_column (transaction, act->id, &editable[i], value, error))
        return FALSE;
    }
  return set_state (transaction, act->id, "edited", error);
}

/**
 * bureau_draft_edit:
 * @changes: {"to"?,"cc"?,"subject"?,"body"?,"attachments"?}
 *
 * The operator's words take the place of the agent's; the agent's are kept beside them.
 *
 * Returns: (transfer full): resolves once they are stored
 */
DexFuture *
bureau_draft_edit (BureauMemory *memory, const BureauCause *cause, gint64 draft,
                   JsonObject *changes)
{
  return bureau_memory_act (memory, cause, edit, &(BureauAct){ .id = draft, .object = changes });
}

/* Approval */

static gboolean
require_terminal (BureauTransaction *transaction, GError **error)
{
  g_autoptr (JsonNode) allowed = NULL;

  if (!g_str_equal (bureau_transaction_get_cause (transaction)->actor, "operator:terminal"))
    return TRUE;
  allowed = bureau_setting_get (bureau_transaction_get_database (transaction), "terminal_approval",
                                NULL);
  if (allowed != NULL && JSON_NODE_HOLDS_VALUE (allowed) && json_node_get_boolean (allowed))
    return TRUE;
  g_set_error_literal (
      error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
      "Approving from the terminal is off in this workspace. Turn it on in Preferences, or with "
      "bureauctl set terminal_approval true.");
  return FALSE;
}

static gboolean
is_address (JsonNode *recipient)
{
  const char *address = JSON_NODE_HOLDS_OBJECT (recipient)
                            ? bureau_json_get_string (json_node_get_object (recipient), "address")
                            : NULL;

  return address != NULL && strchr (address, '@') > address
         && strpbrk (address, " \t\r\n<>,;\"") == NULL;
}

static gboolean
require_addresses (JsonArray *recipients, GError **error)
{
  guint n = recipients != NULL ? json_array_get_length (recipients) : 0;

  for (guint i = 0; i < n; i++)
    if (!is_address (json_array_get_element (recipients, i)))
      {
        g_set_error_literal (
            error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
            "One of the recipients is no e-mail address. Correct it and approve again.");
        return FALSE;
      }
  return TRUE;
}

static gboolean
require_recipients (JsonObject *draft, GError **error)
{
  JsonArray *to = bureau_json_get_array (draft, "to");

  if (!require_addresses (to, error)
      || !require_addresses (bureau_json_get_array (draft, "cc"), error))
    return FALSE;
  if (to != NULL && json_array_get_length (to) > 0)
    return TRUE;
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                       "This draft has no recipient. Add one and approve again.");
  return FALSE;
}

static gboolean
is_stored (BureauDatabase *database, JsonNode *attachment)
{
  const char *sha256 = JSON_NODE_HOLDS_OBJECT (attachment)
                           ? bureau_json_get_string (json_node_get_object (attachment), "sha256")
                           : NULL;
  gint64 n = 0;

  return sha256 != NULL
         && bureau_database_int (database, &n, NULL, "SELECT 1 FROM bureau_blob WHERE sha256 = ?",
                                 "s", sha256)
         && n > 0;
}

/* What is missing is said now, to the person, not later, when the letter is to leave. */
static gboolean
require_attachments (BureauTransaction *transaction, JsonObject *draft, GError **error)
{
  JsonArray *list = bureau_json_get_array (draft, "attachments");
  guint n = list != NULL ? json_array_get_length (list) : 0;

  for (guint i = 0; i < n; i++)
    if (!is_stored (bureau_transaction_get_database (transaction),
                    json_array_get_element (list, i)))
      {
        g_set_error_literal (
            error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
            "An attachment of this draft is not in the workspace. Attach it again and approve.");
        return FALSE;
      }
  return TRUE;
}

static gboolean
require_hash (JsonObject *draft, const char *if_hash, GError **error)
{
  if (if_hash == NULL || g_strcmp0 (bureau_json_get_string (draft, "hash"), if_hash) == 0)
    return TRUE;
  g_set_error_literal (
      error, BUREAU_ERROR, BUREAU_ERROR_CONFLICT,
      "This draft changed since it was shown. Read it again and approve what it says now.");
  return FALSE;
}

static gint64
insert_approval (BureauTransaction *transaction, JsonObject *draft, GError **error)
{
  g_autofree char *fact = NULL;
  gint64 id = bureau_transaction_new_id (transaction);

  if (!bureau_database_run (bureau_transaction_get_database (transaction), error,
                            "INSERT INTO bureau_approval VALUES (?, ?, ?, ?, ?)", "isiss", id,
                            bureau_transaction_get_time (transaction),
                            bureau_json_get_id (draft, "id"),
                            bureau_json_get_string (draft, "hash"),
                            bureau_transaction_get_cause (transaction)->actor))
    return 0;
  fact = g_strconcat ("approved:", bureau_json_get_string (draft, "hash"), NULL);
  bureau_transaction_add_fact (transaction, "bureau_approval", id, fact);
  return id;
}

static gboolean
approve (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  g_autoptr (JsonObject) draft = NULL;
  gint64 approval, delivery;

  if (!require_person (transaction, error) || !require_terminal (transaction, error)
      || (draft = load_in_state (transaction, act->id, "drafted, edited, snoozed", error)) == NULL
      || !require_hash (draft, act->text, error) || !require_recipients (draft, error)
      || !require_attachments (transaction, draft, error))
    return FALSE;
  approval = insert_approval (transaction, draft, error);
  delivery = approval != 0 ? bureau_delivery_insert (transaction, approval, draft, error) : 0;
  if (delivery == 0 || !set_state (transaction, act->id, "approved", error))
    return FALSE;
  bureau_value_take_id (result, delivery);
  return record_outcome (transaction, draft, "approved", NULL, error);
}

/**
 * bureau_draft_approve:
 * @cause: a person: "operator:window", or "operator:terminal" where the workspace allows it
 * @if_hash: (nullable): the hash that was shown
 *
 * A person's yes, bound to what they saw. The delivery holds for the undo delay.
 * Approving twice is refused.
 *
 * Returns: (transfer full): resolves to the delivery's id, a #gint64; rejects with
 * BUREAU_ERROR_CONFLICT where the words changed, BUREAU_ERROR_REFUSED where the state or the actor
 * does not allow it
 */
DexFuture *
bureau_draft_approve (BureauMemory *memory, const BureauCause *cause, gint64 draft,
                      const char *if_hash)
{
  return bureau_memory_act (memory, cause, approve, &(BureauAct){ .id = draft, .text = if_hash });
}

/* Other decisions */

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
  g_autoptr (JsonObject) draft = load_in_state (transaction, act->id, "drafted, edited, snoozed",
                                                error);

  return draft != NULL && require_person (transaction, error)
         && bureau_database_run (bureau_transaction_get_database (transaction), error,
                                 "UPDATE bureau_draft SET reason = ? WHERE id = ?", "si", act->text,
                                 act->id)
         && set_state (transaction, act->id, "rejected", error)
         && record_outcome (transaction, draft, "rejected", act->text, error)
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
  g_autoptr (JsonObject) draft = load_in_state (transaction, act->id, "drafted, edited, snoozed",
                                                error);

  return draft != NULL
         && bureau_database_run (bureau_transaction_get_database (transaction), error,
                                 "UPDATE bureau_draft SET snoozed_until = ? WHERE id = ?", "si",
                                 act->text, act->id)
         && set_state (transaction, act->id, "snoozed", error);
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
  g_autoptr (JsonObject) delivery = bureau_database_row (
      bureau_transaction_get_database (transaction), error,
      "SELECT id, iif(state = 'failed', 'returned', 'undone') AS \"to\" FROM bureau_delivery "
      "WHERE draft = ? ORDER BY id DESC LIMIT 1",
      "i", bureau_json_get_id (draft, "id"));

  return delivery != NULL
         && bureau_delivery_move (transaction, bureau_json_get_id (delivery, "id"),
                                  bureau_json_get_string (delivery, "to"), NULL, error)
         && record_outcome (transaction, draft, "undone", NULL, error);
}

static gboolean
undo (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  g_autoptr (JsonObject) draft = load_in_state (transaction, act->id, "approved, rejected, snoozed",
                                                error);

  if (draft == NULL)
    return FALSE;
  if (g_str_equal (bureau_json_get_string (draft, "state"), "approved"))
    return hold_back (transaction, draft, error);
  return bureau_database_run (
             bureau_transaction_get_database (transaction), error,
             "UPDATE bureau_draft SET reason = NULL, snoozed_until = NULL WHERE id = ?", "i",
             act->id)
         && set_state (transaction, act->id, state_before (draft), error);
}

/**
 * bureau_draft_undo:
 *
 * Takes back an approval that has not left or has failed, a rejection or a snooze; the words stay
 * as they are.
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
