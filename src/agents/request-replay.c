/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/replay.h"
#include "agents/request-handler.h"
#include "base/json.h"
#include "memory/request.h"

/* How many messages where nobody said so. */
#define DEFAULT_LAST 10

/* Withdrawing the request ends it in the middle of a question. */
static DexFuture *
ended_cb (DexFuture *future, gpointer cancellable)
{
  g_cancellable_cancel (cancellable);

  return dex_future_new_true ();
}

/* Shown as it comes, in "request:ID:item:NUMBER". */
static void
show_item (JsonObject *item, guint done, guint n, gpointer data)
{
  BureauRequestTask *task = data;
  g_autofree char *what = g_strdup_printf ("item:%03u", done);
  g_autoptr (JsonObject) shown = json_object_new ();
  g_autofree char *text = NULL;

  json_object_set_int_member (shown, "done", done);
  json_object_set_int_member (shown, "of", n);
  json_object_set_object_member (shown, "item", json_object_ref (item));
  text = bureau_json_print_object (shown);
  dex_future_disown (bureau_request_tell (task->environment->memory, task->id, what, text));
}

static JsonObject *
replay (BureauRequestTask *task, const BureauReplayTerms *terms, GError **error)
{
  g_autofree char *reason = g_strdup_printf ("request:%" G_GINT64_FORMAT, task->id);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_signal_connect_object (task->ending, "cancelled", G_CALLBACK (g_cancellable_cancel),
                           cancellable, G_CONNECT_SWAPPED);
  dex_future_disown (dex_future_finally (bureau_request_wait (task->environment->memory, task->id),
                                         ended_cb, g_object_ref (cancellable), g_object_unref));

  return bureau_replay (task->environment, terms, reason, cancellable, show_item, task, error);
}

/**
 * bureau_request_do_replay:
 *
 * `{"provider","model"?,"workflow"?,"last"?,"estimate"?}` asks another model what agents were asked
 * about the last messages, or says what that would cost. Gives what bureau_replay() does, or
 * bureau_replay_estimate().
 *
 * Returns: %FALSE with @error set where there is no such provider, or nothing to replay
 */
gboolean
bureau_request_do_replay (BureauRequestTask *task, GError **error)
{
  const char *provider = bureau_json_get_string (task->args, "provider");
  const BureauReplayTerms terms = {
    .provider = provider ? provider : "",
    .model = bureau_json_get_string (task->args, "model"),
    .workflow = bureau_json_get_string (task->args, "workflow"),
    .last = bureau_json_get_int (task->args, "last", DEFAULT_LAST),
  };
  JsonObject *result = bureau_json_get_boolean (task->args, "estimate")
                           ? bureau_replay_estimate (task->environment, &terms, error)
                           : replay (task, &terms, error);

  if (!result)
    return FALSE;
  g_clear_pointer (&task->result, json_object_unref);
  task->result = result;

  return TRUE;
}
