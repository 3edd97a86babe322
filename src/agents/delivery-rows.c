/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an attempt reads and writes, on memory's own threads. */
#include "agents/delivery-rows.h"

#include "agents/outgoing.h"
#include "base/error.h"
#include "base/json.h"
#include "memory/delivery.h"
#include "memory/draft.h"
#include "memory/message.h"

/* Somebody who gets the letter wrote after it was approved, and nobody has it yet. The ids, which
 * grow with time, let SQLite leave out all that came before. */
#define WROTE_MEANWHILE                                                                            \
  "SELECT count(*) FROM bureau_message m, bureau_delivery d"                                       \
  " JOIN bureau_approval a ON a.id = d.approval"                                                   \
  " JOIN bureau_delivery_recipient r ON r.delivery = d.id"                                         \
  " WHERE d.id = ?1 AND m.sender_address = r.address COLLATE NOCASE AND m.automatic IS NULL"       \
  " AND m.id > a.id AND m.created_at > a.created_at"                                               \
  " AND NOT EXISTS (SELECT 1 FROM bureau_delivery_recipient"                                       \
  " WHERE delivery = ?1 AND state = 'accepted')"

void
bureau_attempt_clear (BureauAttempt *self)
{
  g_clear_pointer (&self->row, json_object_unref);
  g_clear_pointer (&self->draft, json_object_unref);
  g_clear_pointer (&self->attachments, g_hash_table_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->recipients, g_strfreev);
  g_clear_pointer (&self->from, bureau_address_free);
  g_clear_pointer (&self->server, bureau_smtp_server_free);
  g_clear_pointer (&self->result, bureau_smtp_result_unref);
  g_free (self->next_try);
}

/* Reading it: on a reader's thread */

/* Whoever accepted it in an earlier try does not get it again; who refused it is asked again only
 * where nobody else waits. */
static GStrv
read_recipients (BureauDatabase *database, gint64 delivery, GError **error)
{
  g_autoptr (JsonArray) rows = bureau_database_rows (
      database, error,
      "SELECT address FROM bureau_delivery_recipient"
      " WHERE delivery = ?1 AND (state = 'pending' OR state = 'refused' AND NOT EXISTS"
      " (SELECT 1 FROM bureau_delivery_recipient WHERE delivery = ?1 AND state = 'pending'))"
      " ORDER BY address",
      "i", delivery);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (!rows)
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    g_strv_builder_add (
        builder, bureau_json_get_string (json_array_get_object_element (rows, i), "address"));

  return g_strv_builder_end (builder);
}

static gboolean
read_bytes (BureauAttempt *self, BureauDatabase *database, GError **error)
{
  const char *raw = bureau_json_get_string (self->row, "raw");

  self->is_stored = raw != NULL;
  if (raw)
    return (self->bytes = bureau_blob_load (database, raw, error)) != NULL;
  self->attachments = bureau_outgoing_load_attachments (database, self->draft, error);

  return self->attachments != NULL;
}

/**
 * bureau_attempt_read:
 * @data: an attempt with its delivery's id
 *
 * A read: the delivery, its draft, who still gets it, and its bytes or what they are built of.
 *
 * Returns: %FALSE with @error set where it could not be read
 */
gboolean
bureau_attempt_read (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  BureauAttempt *self = data;
  g_autoptr (JsonArray) rows = bureau_database_rows (
      database, error,
      "SELECT d.id, d.draft, d.message_id, d.raw, d.tries, a.hash, a.created_at AS approved_at"
      " FROM bureau_delivery d JOIN bureau_approval a ON a.id = d.approval WHERE d.id = ?1",
      "i", self->id);

  if (!rows)
    return FALSE;
  if (json_array_get_length (rows) == 0)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND, "There is no such delivery.");
      return FALSE;
    }
  self->row = json_object_ref (json_array_get_object_element (rows, 0));
  self->draft = bureau_draft_load (database, bureau_json_get_id (self->row, "draft"), error);
  self->recipients = self->draft ? read_recipients (database, self->id, error) : NULL;

  return self->recipients && read_bytes (self, database, error)
         && bureau_database_int (database, &self->n_newer, error, WROTE_MEANWHILE, "i", self->id);
}

/* Moving it: on the writer's thread */

/**
 * bureau_attempt_write_move:
 * @data: an attempt; its state and error are where the delivery goes
 *
 * A write.
 *
 * Returns: %FALSE with @error set where the delivery may not go there
 */
gboolean
bureau_attempt_write_move (BureauTransaction *transaction, gpointer data, GValue *result,
                           GError **error)
{
  BureauAttempt *self = data;

  return bureau_delivery_move (transaction, self->id, self->state, self->error, error);
}

/**
 * bureau_attempt_write_wait:
 * @data: an attempt; its next_try and error are how long the delivery waits, and why
 *
 * A write.
 *
 * Returns: %FALSE with @error set where it could not be written
 */
gboolean
bureau_attempt_write_wait (BureauTransaction *transaction, gpointer data, GValue *result,
                           GError **error)
{
  BureauAttempt *self = data;

  return bureau_delivery_set_next_try (transaction, self->id, self->next_try, self->error, error);
}

/**
 * bureau_attempt_write_start:
 * @data: an attempt with its bytes; gets its id
 *
 * A write: the bytes are stored before the server is called.
 *
 * Returns: %FALSE with @error set where it could not be written
 */
gboolean
bureau_attempt_write_start (BureauTransaction *transaction, gpointer data, GValue *result,
                            GError **error)
{
  BureauAttempt *self = data;
  g_autofree char *sha256 = NULL;

  if (!self->is_stored)
    {
      sha256 = bureau_blob_insert (transaction, self->bytes, error);
      if (!sha256
          || !bureau_database_run (bureau_transaction_get_database (transaction), error,
                                   "UPDATE bureau_delivery SET raw = ?1 WHERE id = ?2", "si",
                                   sha256, self->id))
        return FALSE;
    }
  self->attempt = bureau_attempt_start (transaction, self->id, error);

  return self->attempt != 0;
}

/**
 * bureau_attempt_state_of:
 *
 * Returns: (transfer none): what the server's answer makes of a recipient: accepted, refused or
 *   pending
 */
const char *
bureau_attempt_state_of (const BureauSmtpRecipient *recipient)
{
  if (recipient->code >= 200 && recipient->code < 300)
    return "accepted";

  return recipient->code >= 500 ? "refused" : "pending";
}

static gboolean
write_recipients (BureauAttempt *self, BureauTransaction *transaction, GError **error)
{
  gboolean was_taken = self->result->state == BUREAU_SMTP_SENT
                       || self->result->state == BUREAU_SMTP_PARTIAL;

  for (guint i = 0; i < self->result->recipients->len; i++)
    {
      const BureauSmtpRecipient *recipient = g_ptr_array_index (self->result->recipients, i);
      const char *state = bureau_attempt_state_of (recipient);

      if (!was_taken && g_str_equal (state, "accepted"))
        state = "pending";
      if (!bureau_delivery_set_recipient (transaction, self->id, recipient->address, state,
                                          recipient->reply, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * bureau_attempt_write_result:
 * @data: an attempt with its result, and where the delivery goes
 *
 * A write: what the server said, of each recipient too.
 *
 * Returns: %FALSE with @error set where it could not be written
 */
gboolean
bureau_attempt_write_result (BureauTransaction *transaction, gpointer data, GValue *result,
                             GError **error)
{
  BureauAttempt *self = data;
  gboolean is_answered = self->result->code != 0;
  const char *phase = is_answered ? "answered" : bureau_smtp_phase_to_string (self->phase);
  const char *reply = self->result->reply ? self->result->reply : self->result->message;

  return bureau_attempt_set_phase (transaction, self->attempt, phase, reply, error)
         && write_recipients (self, transaction, error)
         && bureau_delivery_move (transaction, self->id, self->state, self->error, error)
         && (!self->next_try
             || bureau_delivery_set_next_try (transaction, self->id, self->next_try, self->error,
                                              error));
}
