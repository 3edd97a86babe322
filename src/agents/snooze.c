/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/snooze.h"

/**
 * bureau_snooze_end:
 *
 * Puts drafts whose time has come back before the person, as they were before.
 *
 * Returns: %FALSE with @error set where it could not be written
 */
gboolean
bureau_snooze_end (BureauTransaction *transaction, GError **error)
{
  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "UPDATE bureau_draft SET snoozed_until = NULL, updated_at = ?1,"
                              " state = iif(body = coalesce(agent_body, body)"
                              "  AND subject = coalesce(agent_subject, subject),"
                              "  'drafted', 'edited')"
                              " WHERE state = 'snoozed' AND snoozed_until <= ?1",
                              "s", bureau_transaction_get_time (transaction));
}
