/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/direct.h"
#include "agents/request-handler.h"
#include "base/json.h"
#include "memory/request.h"

/* Withdrawing the request ends it in the middle of a question. */
static DexFuture *
ended_cb (DexFuture *future, gpointer cancellable)
{
  g_cancellable_cancel (cancellable);

  return dex_future_new_true ();
}

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
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const BureauDirection direction = {
    bureau_json_get_string (task->args, "words"),
    bureau_json_get_string (task->args, "view"),
    bureau_json_get_string (task->args, "element"),
    bureau_json_get_object (task->args, "opened_from"),
    cancellable,
  };
  JsonObject *answer;

  g_signal_connect_object (task->ending, "cancelled", G_CALLBACK (g_cancellable_cancel),
                           cancellable, G_CONNECT_SWAPPED);
  dex_future_disown (dex_future_finally (bureau_request_wait (task->environment->memory, task->id),
                                         ended_cb, g_object_ref (cancellable), g_object_unref));
  answer = dex_await_boxed (
      bureau_direct (task->environment, &(BureauCause){ task->by, reason }, &direction), error);

  if (answer == NULL)
    return FALSE;
  g_clear_pointer (&task->result, json_object_unref);
  task->result = answer;
  return TRUE;
}
