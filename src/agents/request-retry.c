/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/request-handler.h"
#include "agents/run-store.h"
#include "base/json.h"

static gboolean
retry (BureauTransaction *transaction, BureauRequestTask *task, GError **error)
{
  return bureau_run_retry (transaction, bureau_json_get_id (task->args, "run"), error);
}

/**
 * bureau_request_do_retry:
 *
 * `{"run"}` queues a parked run again from the step where it stopped.
 *
 * Returns: %FALSE with @error set where there is no such run, or it is not parked
 */
gboolean
bureau_request_do_retry (BureauRequestTask *task, GError **error)
{
  task->effect = retry;

  return bureau_request_get_id (task, "run", error) != 0;
}
