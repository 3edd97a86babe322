/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/draft-inputs.h"
#include "agents/recipient.h"
#include "agents/step.h"
#include "base/json-text.h"
#include "base/json.h"
#include "channels/mail-builder.h"
#include "memory/draft.h"

static gboolean
write_draft (BureauTransaction *transaction, BureauOutcome *outcome, gpointer data, GError **error)
{
  gint64 id = bureau_draft_insert (transaction, data, error);

  bureau_json_set_id (outcome->output, "id", id);

  return id != 0;
}

static JsonArray *
array_of_texts (char **texts)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; texts && texts[i]; i++)
    json_array_add_string_element (array, texts[i]);

  return array;
}

static char **
read_references (JsonObject *message)
{
  g_autoptr (JsonArray) list = bureau_json_text_to_array (
      bureau_json_get_string (message, "references"));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; list && i < json_array_get_length (list); i++)
    g_strv_builder_add (builder, json_array_get_string_element (list, i));

  return g_strv_builder_end (builder);
}

/* In-Reply-To is the message's id, References its own plus that id (wire.md §8.5). */
static void
set_thread (JsonObject *fields, JsonObject *message)
{
  const char *parent = message ? bureau_json_get_string (message, "message_id") : NULL;

  if (!parent || *parent == '\0')
    return;

  g_auto (GStrv) before = read_references (message);
  g_auto (GStrv) after = bureau_mail_reply_references ((const char *const *)before, parent);

  json_object_set_string_member (fields, "in_reply_to", parent);
  json_object_set_array_member (fields, "references", array_of_texts (after));
}

static void
set_origin (JsonObject *fields, BureauStepContext *context)
{
  BureauRun *run = context->run;

  json_object_set_string_member (fields, "kind", "mail");
  json_object_set_string_member (fields, "workflow", run->workflow->name);
  json_object_set_string_member (fields, "agent", context->agent->name);
  bureau_json_set_id (fields, "run", run->id);
  if (run->message_id != 0)
    bureau_json_set_id (fields, "message", run->message_id);
  if (run->record_id != 0)
    {
      json_object_set_string_member (fields, "collection", run->collection);
      bureau_json_set_id (fields, "record", run->record_id);
    }
}

static void
set_words (JsonObject *fields, JsonObject *output, JsonObject *answer)
{
  const char *subject = bureau_json_get_string (answer, "subject");
  const char *body = bureau_json_get_string (answer, "body");

  json_object_set_string_member (fields, "subject", subject);
  json_object_set_string_member (fields, "body", body);
  json_object_set_string_member (output, "subject", subject);
  json_object_set_string_member (output, "body", body);
}

static void
set_recipients (JsonObject *fields, BureauStepContext *context, JsonArray *to)
{
  json_object_set_array_member (fields, "to", json_array_ref (to));
  json_object_set_array_member (context->outcome->output, "to", json_array_ref (to));
}

/* What the operator is shown beside the words: addresses to click, and what stands in nothing that
 * was given. */
static void
set_meta (JsonObject *fields, BureauStepContext *context, JsonArray *to, JsonObject *answer)
{
  g_autoptr (JsonArray) offered = bureau_recipient_offer (context, to);
  JsonArray *claims = bureau_json_get_array (answer, "unsupported");
  g_autoptr (JsonObject) meta = json_object_new ();

  if (json_array_get_length (offered) > 0)
    json_object_set_array_member (meta, "offered", json_array_ref (offered));
  if (claims && json_array_get_length (claims) > 0)
    json_object_set_array_member (meta, "unsupported", json_array_ref (claims));
  if (bureau_json_get_boolean (answer, "partial"))
    json_object_set_boolean_member (meta, "partial", TRUE);
  if (json_object_get_size (meta) > 0)
    json_object_set_object_member (fields, "meta", g_steal_pointer (&meta));
}

static void
keep_draft (BureauStepContext *context, JsonArray *to, JsonObject *answer)
{
  JsonObject *fields = json_object_new ();

  set_origin (fields, context);
  set_words (fields, context->outcome->output, answer);
  set_recipients (fields, context, to);
  set_meta (fields, context, to, answer);
  set_thread (fields, context->run->message);
  json_object_set_object_member (fields, "facts", bureau_draft_facts (context));
  bureau_outcome_set_effect (context->outcome, write_draft, fields,
                             (GDestroyNotify)json_object_unref);
}

/**
 * bureau_step_draft:
 *
 * `{"do":"draft","given":[…],"to":"message.sender"}`: an agent writes an answer that waits for a
 * person. Recipients and thread come from the message, never from what the agent wrote. Automatic
 * mail, bounces and one's own address get none. Gives `id`, `to`, `subject`, `body`.
 *
 * Returns: %FALSE with @error set where the agent gave no letter; where nobody is to be answered
 *   the step is passed over
 */
gboolean
bureau_step_draft (BureauStepContext *context, GError **error)
{
  const char *reason = bureau_recipient_find_reason_for_none (context);
  g_autoptr (JsonArray) to = NULL;
  g_autoptr (JsonObject) answer = NULL;

  if (reason)
    {
      g_autofree char *why = g_strdup_printf ("no answer is drafted: %s", reason);

      bureau_outcome_skip (context->outcome, why);
      return TRUE;
    }
  to = bureau_recipient_find (context, bureau_step_get_argument (context, "to"), error);
  if (!to)
    return FALSE;
  json_object_set_member (context->outcome->input, "given",
                          json_object_dup_member (context->step->arguments, "given"));
  answer = bureau_draft_ask (context, NULL, error);
  if (!answer)
    return FALSE;
  keep_draft (context, to, answer);

  return TRUE;
}
