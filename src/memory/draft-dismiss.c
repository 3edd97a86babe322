/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "This is no inquiry": the operator corrects what a message was taken for, and the draft that
 * rests on the mistake is withdrawn. */
#include "memory/draft-private.h"

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "memory/act.h"
#include "memory/message.h"
#include "memory/request.h"

/* What the message was before, so that it can be undone. */
#define KEEP_LABEL                                                                                 \
  "UPDATE bureau_draft SET meta = json_set(meta, '$.dismissed', json((SELECT json_object("         \
  "'label', label, 'by', label_by) FROM bureau_message m WHERE m.id = bureau_draft.message)))"     \
  " WHERE id = ?"

#define GIVE_LABEL_BACK                                                                            \
  "UPDATE bureau_message SET label = ?1, label_by = ?2, updated_at = ?3 WHERE id = ?4"

#define FORGET_LABEL                                                                               \
  "UPDATE bureau_draft SET meta = json_remove(meta, '$.dismissed'), reason = NULL WHERE id = ?"

/* The message gets its label back, which is no news to the workflows that it started before. */
#define KEEP_MATCHES                                                                               \
  "INSERT OR IGNORE INTO bureau_match SELECT DISTINCT workflow, message FROM bureau_run"           \
  " WHERE message = ?1 AND cause ->> 'trigger' = 'message'"

/* The engine knows which words the classifier looks at; it learns from the label as it finds it. */
static gboolean
ask_to_learn (BureauTransaction *transaction, gint64 message, GError **error)
{
  g_autoptr (JsonObject) args = json_object_new ();

  bureau_json_set_id (args, "message", message);
  return bureau_request_insert (transaction, "teach", args, error) != 0;
}

static gint64
require_message (JsonObject *draft, GError **error)
{
  gint64 message = bureau_json_get_id (draft, "message");

  if (message == 0)
    g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
                         "This draft answers no message. Reject it instead.");
  return message;
}

static gboolean
withdraw (BureauTransaction *transaction, JsonObject *draft, const char *label, GError **error)
{
  gint64 id = bureau_json_get_id (draft, "id");
  g_autofree char *reason = g_strdup_printf ("label: %s", label);

  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "UPDATE bureau_draft SET reason = ? WHERE id = ?", "si", reason, id)
         && bureau_draft_set_state (transaction, id, "rejected", error)
         && bureau_draft_record_outcome (transaction, draft, "rejected", reason, error);
}

static gboolean
dismiss (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  g_autoptr (JsonObject) draft = bureau_draft_load_in_state (transaction, act->id,
                                                             "drafted, edited, snoozed", error);
  gint64 message;

  if (draft == NULL || !bureau_draft_require_person (transaction, error)
      || (message = require_message (draft, error)) == 0)
    return FALSE;
  return bureau_database_run (bureau_transaction_get_database (transaction), error, KEEP_LABEL, "i",
                              act->id)
         && bureau_message_set_label (transaction, message, act->name, "operator", error)
         && withdraw (transaction, draft, act->name, error)
         && ask_to_learn (transaction, message, error);
}

/**
 * bureau_draft_dismiss:
 * @label: what the message is instead, one of the labels of a classify step
 *
 * The message behind the draft is not what it was taken for: its label is corrected by the
 * operator, the draft is withdrawn, and the engine is asked to learn from it.
 * bureau_draft_undo() takes all of it back.
 *
 * Returns: (transfer full): resolves once it is stored; rejects with BUREAU_ERROR_REFUSED where the
 *   draft answers no message or was decided about already
 */
DexFuture *
bureau_draft_dismiss (BureauMemory *memory, const BureauCause *cause, gint64 draft,
                      const char *label)
{
  if (!bureau_text_is_name (label))
    return dex_future_new_reject (BUREAU_ERROR, BUREAU_ERROR_INVALID,
                                  "“%s” cannot be a label. Use small letters, digits and _.",
                                  label);
  return bureau_memory_act (memory, cause, dismiss, &(BureauAct){ .id = draft, .name = label });
}

/**
 * bureau_draft_undo_dismissal:
 * @draft: as bureau_draft_load() gives it
 *
 * Gives the message the label back that it had; a draft that was not dismissed is left alone.
 *
 * Returns: %FALSE with @error set where it failed
 */
gboolean
bureau_draft_undo_dismissal (BureauTransaction *transaction, JsonObject *draft, GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  JsonObject *was = bureau_json_get_object (bureau_json_get_object (draft, "meta"), "dismissed");
  gint64 message = bureau_json_get_id (draft, "message");

  if (was == NULL)
    return TRUE;
  return bureau_database_run (
             database, error, GIVE_LABEL_BACK, "sssi", bureau_json_get_string (was, "label"),
             bureau_json_get_string (was, "by"), bureau_transaction_get_time (transaction), message)
         && bureau_database_run (database, error, FORGET_LABEL, "i",
                                 bureau_json_get_id (draft, "id"))
         && bureau_database_run (database, error, KEEP_MATCHES, "i", message)
         && ask_to_learn (transaction, message, error);
}
