/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A person's yes to a draft, and what must be true for it. */
#include "memory/draft-private.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "memory/act.h"
#include "memory/delivery.h"
#include "memory/setting.h"

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

/* Nobody signs what breaks off in the middle of a sentence without having looked. */
static gboolean
require_whole (JsonObject *draft, GError **error)
{
  if (!bureau_json_get_boolean (bureau_json_get_object (draft, "meta"), "partial"))
    return TRUE;
  g_set_error_literal (
      error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
      "This draft is only a part: its agent was stopped. Finish it, or say that it "
      "is whole, and approve again.");
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

/* The sender keeps to the account that the person saw. */
static gboolean
bind_account (BureauTransaction *transaction, JsonObject *draft, GError **error)
{
  return bureau_database_run (
      bureau_transaction_get_database (transaction), error,
      "UPDATE bureau_draft SET meta = json_set(meta, '$.account', json(?2)) WHERE id = ?1", "ij",
      bureau_json_get_id (draft, "id"), json_object_get_member (draft, "account"));
}

static gboolean
approve (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  g_autoptr (JsonObject) draft = NULL;
  gint64 approval, delivery;

  if (!bureau_draft_require_person (transaction, error) || !require_terminal (transaction, error)
      || (draft = bureau_draft_load_in_state (transaction, act->id, "drafted, edited, snoozed",
                                              error))
             == NULL
      || !require_hash (draft, act->text, error) || !require_whole (draft, error)
      || !require_recipients (draft, error) || !require_attachments (transaction, draft, error))
    return FALSE;
  approval = insert_approval (transaction, draft, error);
  delivery = approval != 0 ? bureau_delivery_insert (transaction, approval, draft, error) : 0;
  if (delivery == 0 || !bind_account (transaction, draft, error)
      || !bureau_draft_set_state (transaction, act->id, "approved", error))
    return FALSE;
  bureau_value_take_id (result, delivery);
  return bureau_draft_record_outcome (transaction, draft, "approved", NULL, error);
}

/**
 * bureau_draft_approve:
 * @cause: a person: "operator:window", or "operator:terminal" where the workspace allows it
 * @if_hash: (nullable): the hash that was shown
 *
 * A person's yes, bound to what they saw and to the mail account of that moment. The delivery holds
 * for the undo delay. Approving twice is refused.
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
