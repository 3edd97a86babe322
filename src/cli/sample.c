/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sample.h"

#include "agents/engine.h"
#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "channels/mail.h"
#include "channels/message-fields.h"
#include "memory/delivery.h"
#include "memory/draft.h"
#include "memory/message.h"
#include "memory/record.h"
#include "workflows/template.h"

static const BureauCause sample_cause = { .actor = "operator:terminal", .reason = "import:sample" };

/* Messages
 * ------------------------------------------------------------------------------------------ */

typedef struct
{
  JsonObject *fields;
  GBytes *raw;
} Arrival;

static gboolean
insert_cb (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Arrival *arrival = data;
  gint64 id = bureau_message_insert (transaction, arrival->fields, arrival->raw, NULL, 0, NULL,
                                     error);

  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, id);
  return id != 0;
}

static gboolean
add_message (BureauCall *call, const char *file, const char *own_address, GError **error)
{
  const char *own[] = { own_address, NULL };
  g_autofree char *source = g_strconcat ("sample/", file, NULL);
  g_autoptr (GBytes) raw = bureau_template_load_message (BUREAU_SAMPLE_TEMPLATE, file, error);
  g_autoptr (BureauMail) mail = raw != NULL ? bureau_mail_parse (raw, own, error) : NULL;
  g_autoptr (JsonObject) fields = NULL;

  if (mail == NULL)
    return FALSE;
  fields = bureau_message_fields_from_mail (mail, source);
  return dex_await (
      bureau_memory_write (call->memory, &sample_cause, insert_cb, &(Arrival){ fields, raw }, NULL),
      error);
}

static gboolean
add_messages (BureauCall *call, JsonObject *sample, GError **error)
{
  JsonArray *files = bureau_json_get_array (sample, "messages");
  JsonObject *identity = bureau_json_get_object (bureau_json_get_object (sample, "settings"),
                                                 "identity");
  const char *own = bureau_json_get_string (identity, "address");

  for (guint i = 0; i < json_array_get_length (files); i++)
    if (!add_message (call, json_array_get_string_element (files, i), own, error))
      return FALSE;
  return TRUE;
}

/* What became of them
 * --------------------------------------------------------------------------------- */

/* Where an agent took an inquiry for something else the operator says so, and it learns. */
static gboolean
correct (BureauCall *call, JsonObject *message, GError **error)
{
  g_autofree char *text = g_strjoin (" ", bureau_json_get_string (message, "subject"),
                                     bureau_json_get_string (message, "text"), NULL);
  g_auto (GStrv) words = bureau_text_words (text);

  return dex_await (bureau_message_teach (call->memory, &sample_cause,
                                          bureau_json_get_id (message, "id"), "inquiry",
                                          (const char *const *)words),
                    error);
}

static gboolean
correct_labels (BureauCall *call, JsonObject *ends, GError **error)
{
  g_autoptr (JsonArray) messages = dex_await_boxed (
      bureau_memory_rows (call->memory,
                          "SELECT id, substr (source, 8) AS file, subject, text FROM bureau_message"
                          " WHERE automatic IS NULL AND label IS NOT 'inquiry'",
                          ""),
      error);

  for (guint i = 0; messages != NULL && i < json_array_get_length (messages); i++)
    {
      JsonObject *message = json_array_get_object_element (messages, i);
      const char *end = bureau_json_get_string (ends, bureau_json_get_string (message, "file"));

      if (g_strcmp0 (end, "ignored") != 0 && !correct (call, message, error))
        return FALSE;
    }
  return messages != NULL;
}

static gboolean
run_agents (BureauCall *call, JsonObject *ends, GError **error)
{
  g_autoptr (BureauEngine) engine = bureau_engine_new (call->memory);

  return dex_await (bureau_engine_start (engine), error)
         && dex_await (bureau_engine_until_idle (engine), error)
         && correct_labels (call, ends, error)
         && dex_await (bureau_engine_until_idle (engine), error)
         && dex_await (bureau_engine_stop (engine), error);
}

/* The history of a delivery that a server took, but no server was there. */
static gboolean
deliver_cb (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  gint64 delivery = *(gint64 *)data;
  gint64 attempt;

  if (!bureau_delivery_move (transaction, delivery, "queued", NULL, error))
    return FALSE;
  attempt = bureau_attempt_start (transaction, delivery, error);
  return attempt != 0
         && bureau_attempt_set_phase (transaction, attempt, "answered",
                                      "250 part of the sample business; nothing was sent", error)
         && bureau_delivery_move (transaction, delivery, "sent", NULL, error);
}

static gboolean
answer (BureauCall *call, gint64 draft, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 delivery = dex_await_int64 (
      bureau_draft_approve (call->memory, &sample_cause, draft, NULL), &failure);

  if (failure == NULL)
    return dex_await (
        bureau_memory_write (call->memory, &sample_cause, deliver_cb, &delivery, NULL), error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
set_state (BureauCall *call, gint64 record, const char *state, GError **error)
{
  g_autoptr (JsonObject) fields = json_object_new ();

  json_object_set_string_member (fields, "state", state);
  return dex_await (bureau_record_set (call->memory, &sample_cause, "inquiries", record, fields),
                    error);
}

static gboolean
end_draft (BureauCall *call, JsonObject *draft, const char *end, GError **error)
{
  gint64 id = bureau_json_get_id (draft, "id");
  gint64 record = bureau_json_get_id (draft, "record");

  if (g_strcmp0 (end, "answered") == 0)
    return answer (call, id, error) && set_state (call, record, "answered", error);
  if (g_strcmp0 (end, "closed") == 0)
    return dex_await (bureau_draft_reject (call->memory, &sample_cause, id,
                                           "No time before their deadline; called them instead."),
                      error)
           && set_state (call, record, "closed", error);
  return TRUE;
}

static gboolean
end_drafts (BureauCall *call, JsonObject *ends, gint64 *n_waiting, GError **error)
{
  g_autoptr (JsonArray) drafts = dex_await_boxed (
      bureau_memory_rows (call->memory,
                          "SELECT d.id, d.record, substr (m.source, 8) AS file FROM bureau_draft d"
                          " JOIN bureau_message m ON m.id = d.message ORDER BY d.id",
                          ""),
      error);

  for (guint i = 0; drafts != NULL && i < json_array_get_length (drafts); i++)
    {
      JsonObject *draft = json_array_get_object_element (drafts, i);
      const char *end = bureau_json_get_string (ends, bureau_json_get_string (draft, "file"));

      if (!end_draft (call, draft, end, error))
        return FALSE;
      *n_waiting += g_strcmp0 (end, "waiting") == 0;
    }
  return drafts != NULL;
}

/**
 * bureau_sample_fill:
 * @call: with its workspace open for its engine, and the template with its sample installed
 * @error: return location
 *
 * Lets the sample's messages arrive, runs the agents until they are idle, and gives each draft the
 * end that the sample says: it waits, it was sent, it was put away. There is no mail account, so
 * nothing leaves.
 *
 * Returns: (transfer full): {"messages","drafts"}, those that wait, or %NULL with @error set
 */
JsonObject *
bureau_sample_fill (BureauCall *call, GError **error)
{
  g_autoptr (JsonObject) sample = bureau_template_load_sample (BUREAU_SAMPLE_TEMPLATE, error);
  JsonObject *ends = sample != NULL ? bureau_json_get_object (sample, "ends") : NULL;
  JsonObject *counts;
  gint64 n_waiting = 0;

  if (sample == NULL || !add_messages (call, sample, error) || !run_agents (call, ends, error)
      || !end_drafts (call, ends, &n_waiting, error))
    return NULL;
  counts = json_object_new ();
  json_object_set_int_member (counts, "messages",
                              json_array_get_length (bureau_json_get_array (sample, "messages")));
  json_object_set_int_member (counts, "drafts", n_waiting);
  return counts;
}
