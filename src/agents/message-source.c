/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/message-source.h"

#include <string.h>

#include "agents/reference.h"
#include "base/error.h"
#include "base/json.h"
#include "providers/classify-words.h"

/* The writer's own day where that is known: what they write an hour after midnight as “tomorrow” is
 * counted from it. */
static const char *
get_date (JsonObject *message)
{
  static const char *const members[] = { "local_date", "sent_at", "created_at" };
  const char *date = NULL;

  for (guint i = 0; date == NULL && i < G_N_ELEMENTS (members); i++)
    date = bureau_json_get_string (message, members[i]);

  return date;
}

/**
 * bureau_message_source:
 * @message: a message's row
 *
 * Returns: (transfer full): the source of a task:
 *   `{"subject","text","sender":{"name","address"},"date"}`
 */
JsonObject *
bureau_message_source (JsonObject *message)
{
  JsonObject *source = json_object_new ();
  JsonObject *sender = json_object_new ();

  bureau_json_set_string (sender, "name", bureau_json_get_string (message, "sender_name"));
  bureau_json_set_string (sender, "address", bureau_json_get_string (message, "sender_address"));
  bureau_json_set_string (source, "subject", bureau_json_get_string (message, "subject"));
  bureau_json_set_string (source, "text", bureau_json_get_string (message, "text"));
  json_object_set_object_member (source, "sender", sender);
  bureau_json_set_string (source, "date", get_date (message));

  return source;
}

/**
 * bureau_step_source:
 * @reference: what the step's `from` says: `message`, or any text
 *
 * Returns: (transfer full): the source of a task, or %NULL with %BUREAU_ERROR_INVALID where there
 * is nothing to read
 */
JsonObject *
bureau_step_source (BureauStepContext *context, const char *reference, GError **error)
{
  g_autofree char *text = NULL;
  JsonObject *source;

  if (g_strcmp0 (reference, "message") == 0 && context->run->message)
    return bureau_message_source (context->run->message);
  text = bureau_reference_to_text (context, reference, error);
  if (!text)
    return NULL;
  if (*text == '\0')
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                   "There is nothing to read: “%s” is empty in this run.", reference);
      return NULL;
    }
  source = json_object_new ();
  json_object_set_string_member (source, "subject", "");
  json_object_set_string_member (source, "text", text);

  return source;
}

/**
 * bureau_message_source_words:
 * @message: {"subject","text","sender_address"}
 *
 * Returns: (transfer full) (array zero-terminated=1): the words that the classifier learns from it
 *   and asks for, as bureau_classifier_words()
 */
char **
bureau_message_source_words (JsonObject *message)
{
  const char *address = bureau_json_get_string (message, "sender_address");
  const char *at = address ? strrchr (address, '@') : NULL;

  return bureau_classifier_words (bureau_json_get_string (message, "subject"),
                                  bureau_json_get_string (message, "text"), at ? at + 1 : NULL);
}
