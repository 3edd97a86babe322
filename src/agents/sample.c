/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/sample.h"

#include "agents/engine.h"
#include "agents/message-source.h"
#include "base/error.h"
#include "base/json.h"
#include "channels/mail.h"
#include "channels/message-fields.h"
#include "memory/delivery.h"
#include "memory/draft.h"
#include "memory/message.h"
#include "memory/record.h"
#include "workflows/template.h"

typedef struct
{
  BureauMemory *memory;
  BureauCause cause;
  BureauProgress *progress;
} Filling;

static void
filling_free (gpointer data)
{
  Filling *self = data;

  g_clear_object (&self->memory);
  g_free ((char *)self->cause.actor);
  g_clear_object (&self->progress);
  g_free (self);
}

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
add_message (Filling *self, const char *file, const char *own_address, GError **error)
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
      bureau_memory_write (self->memory, &self->cause, insert_cb, &(Arrival){ fields, raw }, NULL),
      error);
}

/* Each is dealt with before the next one comes, so that every sample is in the same order. */
static gboolean
add_messages (Filling *self, BureauEngine *engine, JsonObject *sample, GError **error)
{
  JsonArray *files = bureau_json_get_array (sample, "messages");
  JsonObject *identity = bureau_json_get_object (bureau_json_get_object (sample, "settings"),
                                                 "identity");
  const char *own = bureau_json_get_string (identity, "address");

  for (guint i = 0; i < json_array_get_length (files); i++)
    {
      bureau_progress_set (self->progress, i, json_array_get_length (files));
      if (!bureau_progress_check (self->progress, error)
          || !add_message (self, json_array_get_string_element (files, i), own, error)
          || !dex_await (bureau_engine_until_idle (engine), error))
        return FALSE;
    }
  return TRUE;
}

/* What became of them
 * --------------------------------------------------------------------------------- */

/* Where an agent took an inquiry for something else the operator says so, and it learns. */
static gboolean
correct (Filling *self, JsonObject *message, GError **error)
{
  g_auto (GStrv) words = bureau_message_source_words (message);

  return dex_await (bureau_message_teach (self->memory, &self->cause,
                                          bureau_json_get_id (message, "id"), "inquiry",
                                          (const char *const *)words),
                    error);
}

static gboolean
correct_labels (Filling *self, JsonObject *ends, GError **error)
{
  g_autoptr (JsonArray) messages = dex_await_boxed (
      bureau_memory_rows (self->memory,
                          "SELECT id, substr (source, 8) AS file, subject, text,"
                          " sender_address FROM bureau_message"
                          " WHERE automatic IS NULL AND label IS NOT 'inquiry'",
                          ""),
      error);

  for (guint i = 0; messages != NULL && i < json_array_get_length (messages); i++)
    {
      JsonObject *message = json_array_get_object_element (messages, i);
      const char *end = bureau_json_get_string (ends, bureau_json_get_string (message, "file"));

      if (g_strcmp0 (end, "ignored") != 0 && !correct (self, message, error))
        return FALSE;
    }
  return messages != NULL;
}

static gboolean
run_agents (Filling *self, JsonObject *sample, JsonObject *ends, GError **error)
{
  g_autoptr (BureauEngine) engine = bureau_engine_new (self->memory);

  if (!dex_await (bureau_engine_start (engine), error))
    return FALSE;
  if (!add_messages (self, engine, sample, error) || !correct_labels (self, ends, error)
      || !dex_await (bureau_engine_until_idle (engine), error))
    {
      dex_await (bureau_engine_stop (engine), NULL);
      return FALSE;
    }
  return dex_await (bureau_engine_stop (engine), error);
}

static gboolean
accept_recipients (BureauTransaction *transaction, gint64 delivery, GError **error)
{
  g_autoptr (JsonArray) rows = bureau_database_rows (
      bureau_transaction_get_database (transaction), error,
      "SELECT address FROM bureau_delivery_recipient WHERE delivery = ?", "i", delivery);

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    if (!bureau_delivery_set_recipient (
            transaction, delivery,
            bureau_json_get_string (json_array_get_object_element (rows, i), "address"), "accepted",
            NULL, error))
      return FALSE;
  return rows != NULL;
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
  return attempt != 0 && bureau_attempt_set_phase (transaction, attempt, "answered", NULL, error)
         && accept_recipients (transaction, delivery, error)
         && bureau_delivery_move (transaction, delivery, "sent", NULL, error);
}

static gboolean
answer (Filling *self, gint64 draft, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 delivery = dex_await_int64 (bureau_draft_approve (self->memory, &self->cause, draft, NULL),
                                     &failure);

  if (failure == NULL)
    return dex_await (bureau_memory_write (self->memory, &self->cause, deliver_cb, &delivery, NULL),
                      error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
set_state (Filling *self, gint64 record, const char *state, GError **error)
{
  g_autoptr (JsonObject) fields = json_object_new ();

  json_object_set_string_member (fields, "state", state);
  return dex_await (bureau_record_set (self->memory, &self->cause, "inquiries", record, fields),
                    error);
}

static gboolean
end_draft (Filling *self, JsonObject *draft, const char *end, GError **error)
{
  gint64 id = bureau_json_get_id (draft, "id");
  gint64 record = bureau_json_get_id (draft, "record");

  if (g_strcmp0 (end, "answered") == 0)
    return answer (self, id, error) && set_state (self, record, "answered", error);
  if (g_strcmp0 (end, "closed") == 0)
    return dex_await (bureau_draft_reject (self->memory, &self->cause, id,
                                           "No time before their deadline; called them instead."),
                      error)
           && set_state (self, record, "closed", error);
  return TRUE;
}

static gboolean
end_drafts (Filling *self, JsonObject *ends, gint64 *n_waiting, GError **error)
{
  g_autoptr (JsonArray) drafts = dex_await_boxed (
      bureau_memory_rows (self->memory,
                          "SELECT d.id, d.record, substr (m.source, 8) AS file FROM bureau_draft d"
                          " JOIN bureau_message m ON m.id = d.message ORDER BY d.id",
                          ""),
      error);

  for (guint i = 0; drafts != NULL && i < json_array_get_length (drafts); i++)
    {
      JsonObject *draft = json_array_get_object_element (drafts, i);
      const char *end = bureau_json_get_string (ends, bureau_json_get_string (draft, "file"));

      if (!end_draft (self, draft, end, error))
        return FALSE;
      *n_waiting += g_strcmp0 (end, "waiting") == 0;
    }
  return drafts != NULL;
}

static JsonObject *
fill (Filling *self, GError **error)
{
  g_autoptr (JsonObject) sample = bureau_template_load_sample (BUREAU_SAMPLE_TEMPLATE, error);
  JsonObject *ends = sample != NULL ? bureau_json_get_object (sample, "ends") : NULL;
  JsonObject *counts;
  gint64 n_waiting = 0;

  if (sample == NULL || !run_agents (self, sample, ends, error)
      || !end_drafts (self, ends, &n_waiting, error))
    return NULL;
  counts = json_object_new ();
  json_object_set_int_member (counts, "messages",
                              json_array_get_length (bureau_json_get_array (sample, "messages")));
  json_object_set_int_member (counts, "drafts", n_waiting);
  return counts;
}

static DexFuture *
fill_fiber (gpointer data)
{
  g_autoptr (GError) error = NULL;
  JsonObject *counts = fill (data, &error);

  if (counts == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_take_boxed (JSON_TYPE_OBJECT, counts);
}

/**
 * bureau_sample_fill:
 * @memory: open for its engine, which does not run yet, and with the template and its sample
 *   installed
 * @actor: who asked for it, such as "operator:window"
 * @progress_or_null: (nullable): told how far it is; where it is cancelled the rest is missing
 *
 * Lets the sample's messages arrive, runs the agents until they are idle, and gives each draft the
 * end that the sample says: it waits, it was sent, it was put away. There is no mail account, so
 * nothing leaves.
 *
 * Returns: (transfer full): resolves to a #JsonObject {"messages","drafts"}, those that wait
 */
DexFuture *
bureau_sample_fill (BureauMemory *memory, const char *actor, BureauProgress *progress_or_null)
{
  Filling *self = g_new0 (Filling, 1);

  self->memory = g_object_ref (memory);
  self->cause = (BureauCause){ .actor = g_strdup (actor), .reason = "import:sample" };
  g_set_object (&self->progress, progress_or_null);
  bureau_progress_begin (progress_or_null, BUREAU_PHASE_FILLING);
  return dex_scheduler_spawn (NULL, 0, fill_fiber, self, filling_free);
}
