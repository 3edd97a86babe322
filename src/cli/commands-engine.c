/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/command.h"
#include "memory/message.h"

static gboolean
message_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  return bureau_result_object (result, bureau_message_load (database, *(gint64 *)data, error));
}

static gboolean
run_label (BureauCall *call, GError **error)
{
  const char *label = bureau_call_get_argument (call, 1);
  g_autoptr (JsonObject) message = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;
  g_autofree char *sentence = g_strdup_printf ("Noted: this is “%s”. The agents learn from it.",
                                               label);
  gint64 id;

  if (!bureau_call_get_id (call, 0, &id, error)
      || (message = bureau_call_read_object (call, message_cb, &id, error)) == NULL)
    return FALSE;
  text = g_strjoin (" ", bureau_json_get_string (message, "subject"),
                    bureau_json_get_string (message, "text"), NULL);
  words = bureau_text_words (text);
  if (!dex_await (bureau_message_teach (call->memory, &bureau_call_cause, id, label,
                                        (const char *const *)words),
                  error))
    return FALSE;
  bureau_call_print_done (call, id, label, sentence);
  return TRUE;
}

const BureauCommand bureau_engine_commands[] = {
  { "label", "MESSAGE LABEL", "Say what a message is; the agents learn from it", run_label,
    BUREAU_OPEN_WRITE, 2, 2 },
  { NULL },
};
