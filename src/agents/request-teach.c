/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "agents/request-handler.h"
#include "agents/message-source.h"
#include "base/json.h"
#include "memory/message.h"
#include "providers/builtin.h"

static gboolean
is_operators (JsonObject *message)
{
  return g_strcmp0 (bureau_json_get_string (message, "label_by"), "operator") == 0
         && bureau_json_get_string (message, "label");
}

/* The label is read where it is written: what the operator takes back meanwhile is not learnt. */
static gboolean
learn (BureauTransaction *transaction, BureauRequestTask *task, GError **error)
{
  gint64 id = bureau_json_get_id (task->args, "message");
  g_autoptr (JsonObject) message = bureau_message_load (
      bureau_transaction_get_database (transaction), id, error);
  g_auto (GStrv) words = NULL;

  if (!message)
    return FALSE;
  if (!is_operators (message))
    return bureau_message_forget (transaction, id, error);
  words = bureau_message_source_words (message);

  return bureau_message_learn (transaction, id, bureau_json_get_string (message, "label"),
                               (const char *const *)words, error);
}

/**
 * bureau_request_do_teach:
 *
 * `{"message"}`: the classifier learns from the label that the operator gave to a message; where it
 * is not the operator's any more, what was learnt from it is taken back.
 *
 * Returns: %FALSE with @error set where no message is named
 */
gboolean
bureau_request_do_teach (BureauRequestTask *task, GError **error)
{
  task->effect = learn;

  return bureau_request_get_id (task, "message", error) != 0;
}
