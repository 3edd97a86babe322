/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/request-handler.h"
#include "agents/run-store.h"
#include "base/json.h"

static gboolean
cancel (BureauTransaction *transaction, BureauRequestTask *task, GError **error)
{
  return bureau_run_cancel (transaction, bureau_json_get_id (task->args, "run"), error);
}

/**
 * bureau_request_do_cancel:
 *
 * `{"run"}` ends a run; one that works ends at its next step border.
 *
 * Returns: %FALSE with @error set where no run is named; that it has ended already shows when this
 *   is committed
 */
gboolean
bureau_request_do_cancel (BureauRequestTask *task, GError **error)
{
  gint64 run = bureau_request_get_id (task, "run", error);

  if (run == 0)
    return FALSE;
  bureau_fleet_cancel (task->fleet, run);
  task->effect = cancel;

  return TRUE;
}
