/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/request-handler.h"
#include "base/error.h"

/**
 * bureau_request_do_stop:
 *
 * `{"run"}` stops what an agent is writing for a run. What there is of a draft waits in Review as a
 * part, and the run goes on.
 *
 * Returns: %FALSE with @error set where nothing is being written
 */
gboolean
bureau_request_do_stop (BureauRequestTask *task, GError **error)
{
  gint64 run = bureau_request_get_id (task, "run", error);

  if (run == 0 || bureau_reply_board_stop (task->environment->board, run))
    return run != 0;
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
                       "Nothing is being written for this run now.");

  return FALSE;
}
