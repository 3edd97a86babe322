/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/direct.h"
#include "agents/request-handler.h"
#include "base/json.h"

/**
 * bureau_request_do_ask:
 *
 * `{"words","view"?,"element"?,"opened_from"?}` makes a proposal of plain words. Gives what
 * bureau_direct() does.
 *
 * Returns: %FALSE with @error set where there are no words, or no such view
 */
gboolean
bureau_request_do_ask (BureauRequestTask *task, GError **error)
{
  g_autofree char *reason = g_strdup_printf ("request:%" G_GINT64_FORMAT, task->id);
  const BureauDirection direction = {
    bureau_json_get_string (task->args, "words"),
    bureau_json_get_string (task->args, "view"),
    bureau_json_get_string (task->args, "element"),
    bureau_json_get_object (task->args, "opened_from"),
  };
  JsonObject *answer = dex_await_boxed (
      bureau_direct (task->environment, &(BureauCause){ task->by, reason }, &direction), error);

  if (answer == NULL)
    return FALSE;
  g_clear_pointer (&task->result, json_object_unref);
  task->result = answer;
  return TRUE;
}
