/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every decision about a draft needs: its state, who may decide, and what came of it. */
#include "memory/draft-private.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "base/time.h"

/**
 * bureau_draft_load_in_state:
 * @states: the states in which the act is possible, with commas, as the sentence names them
 *
 * Loads a draft, or says why the act is not possible.
 *
 * Errors: %BUREAU_ERROR_NOT_FOUND, %BUREAU_ERROR_REFUSED (it is in another state).
 *
 * Returns: (transfer full): as bureau_draft_load()
 */
JsonObject *
bureau_draft_load_in_state (BureauTransaction *transaction, gint64 id, const char *states,
                            GError **error)
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

/**
 * bureau_draft_set_state:
 * @state: drafted, edited, snoozed, approved or rejected
 *
 * Returns: %FALSE with @error set where it failed
 */
gboolean
bureau_draft_set_state (BureauTransaction *transaction, gint64 id, const char *state,
                        GError **error)
{
  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "UPDATE bureau_draft SET state = ?, updated_at = ? WHERE id = ?",
                              "ssi", state, bureau_transaction_get_time (transaction), id);
}

/**
 * bureau_draft_require_person:
 *
 * Errors: %BUREAU_ERROR_REFUSED where the transaction is not an operator's.
 *
 * Returns: whether a person acts
 */
gboolean
bureau_draft_require_person (BureauTransaction *transaction, GError **error)
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

/**
 * bureau_draft_record_outcome:
 * @outcome: approved, rejected or undone
 * @reason: (nullable): why, in the operator's words
 *
 * Writes the facts that later drafts learn from: what the agent wrote, what left, how much of it
 * was changed, and the seconds it was looked at.
 *
 * Returns: %FALSE with @error set where it failed
 */
gboolean
bureau_draft_record_outcome (BureauTransaction *transaction, JsonObject *draft, const char *outcome,
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
