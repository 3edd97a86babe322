/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One try of one delivery. Its order is the point: the bytes are stored before the server is
 * called, each phase is committed as it comes, and the last bytes leave only after `end` is on the
 * disk. */
#include "agents/delivery-attempt.h"

#include "agents/outgoing.h"
#include "agents/retry.h"
#include "agents/smtp-connection.h"
#include "base/error.h"
#include "base/failpoint.h"
#include "base/json.h"
#include "base/time.h"
#include "memory/connection.h"
#include "memory/delivery.h"
#include "memory/draft.h"
#include "memory/message.h"

/* After so long a letter is no longer what was approved to be sent now. */
#define LONGEST_MS (5 * 24 * 60 * 60 * G_GINT64_CONSTANT (1000))

#define TROUBLE_MS 5000

#define NO_CONNECTION                                                                              \
  "There is no mail account to send with; add one under Connections or with “bureauctl connect "   \
  "smtp”."

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

typedef struct
{
  const BureauDeliveryMeans *means;
  gint64 id;
  gint64 attempt;
  JsonObject *row; /* of the delivery, with hash and approved_at of its approval */
  JsonObject *draft;
  JsonObject *connection;
  GHashTable *attachments;
  GBytes *bytes; /* as stored, or new */
  gboolean is_stored;
  gint64 n_newer;
  GStrv recipients;
  BureauAddress *from;
  BureauSmtpServer *server;
  BureauSmtpResult *result;
  BureauSmtpPhase phase;
  const char *state; /* where it goes, with what words */
  const char *error;
  char *next_try;
} Attempt;

static void
attempt_clear (Attempt *self)
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

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Attempt, attempt_clear)

static gboolean
commit (Attempt *self, BureauWriteFunc func, GError **error)
{
  const BureauCause cause = { "system", "delivery" };

  return dex_await (bureau_memory_write (self->means->memory, &cause, func, self, NULL), error);
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
read_bytes (Attempt *self, BureauDatabase *database, GError **error)
{
  const char *raw = bureau_json_get_string (self->row, "raw");

  self->is_stored = raw != NULL;
  if (raw)
    return (self->bytes = bureau_blob_load (database, raw, error)) != NULL;
  self->attachments = bureau_outgoing_load_attachments (database, self->draft, error);

  return self->attachments != NULL;
}

static gboolean
read_delivery (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Attempt *self = data;
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

static gboolean
write_move (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Attempt *self = data;

  return bureau_delivery_move (transaction, self->id, self->state, self->error, error);
}

static gboolean
write_wait (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Attempt *self = data;

  return bureau_delivery_set_next_try (transaction, self->id, self->next_try, self->error, error);
}

static gboolean
write_start (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Attempt *self = data;
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

static const char *
state_of_recipient (const BureauSmtpRecipient *recipient)
{
  if (recipient->code >= 200 && recipient->code < 300)
    return "accepted";

  return recipient->code >= 500 ? "refused" : "pending";
}

static gboolean
write_recipients (Attempt *self, BureauTransaction *transaction, GError **error)
{
  gboolean was_taken = self->result->state == BUREAU_SMTP_SENT
                       || self->result->state == BUREAU_SMTP_PARTIAL;

  for (guint i = 0; i < self->result->recipients->len; i++)
    {
      const BureauSmtpRecipient *recipient = g_ptr_array_index (self->result->recipients, i);
      const char *state = state_of_recipient (recipient);

      if (!was_taken && g_str_equal (state, "accepted"))
        state = "pending";
      if (!bureau_delivery_set_recipient (transaction, self->id, recipient->address, state,
                                          recipient->reply, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_result (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Attempt *self = data;
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

/* Phases: on the thread that sends */

typedef struct
{
  gint64 attempt;
  BureauSmtpPhase phase;
  char *reply;
} Phase;

static void
phase_free (gpointer data)
{
  Phase *self = data;

  g_free (self->reply);
  g_free (self);
}

static gboolean
write_phase (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Phase *self = data;

  return bureau_attempt_set_phase (transaction, self->attempt,
                                   bureau_smtp_phase_to_string (self->phase), self->reply, error);
}

/* The writer keeps the order, so these need not be waited for; only the end must be on the disk. */
static void
phase_cb (BureauSmtpPhase phase, const char *reply, gpointer data)
{
  Attempt *self = data;
  const BureauCause cause = { "system", "delivery" };
  Phase *next;

  self->phase = phase;
  if (phase == BUREAU_SMTP_CONNECT || phase == BUREAU_SMTP_ANSWERED)
    return;
  next = g_new0 (Phase, 1);
  next->attempt = self->attempt;
  next->phase = phase;
  next->reply = g_strdup (reply);
  dex_future_disown (
      bureau_memory_write (self->means->memory, &cause, write_phase, next, phase_free));
}

static gboolean
end_cb (gpointer data)
{
  Attempt *self = data;
  const BureauCause cause = { "system", "delivery" };
  Phase end = { self->attempt, BUREAU_SMTP_END };
  gboolean ok;

  bureau_failpoint ("delivery-before-end");
  ok = bureau_memory_write_blocking (self->means->memory, &cause, write_phase, &end, NULL);
  if (ok)
    self->phase = BUREAU_SMTP_END;
  bureau_failpoint ("delivery-after-end");

  return ok;
}

/* Making it: in the sender's fiber */

/* What the approval was bound to; %NULL where there was no account yet. */
static const char *
get_bound (Attempt *self, const char *member)
{
  JsonObject *account = bureau_json_get_object (self->draft, "account");

  return account ? bureau_json_get_string (account, member) : NULL;
}

static const char *
get_connection_name (Attempt *self)
{
  const char *name = bureau_json_get_string (self->draft, "connection");

  return name ? name : get_bound (self, "connection");
}

static JsonObject *
find_connection (Attempt *self)
{
  const char *name = get_connection_name (self);
  JsonArray *connections = bureau_catalog_get_connections (self->means->catalog);

  for (guint i = 0; name && i < json_array_get_length (connections); i++)
    {
      JsonObject *connection = json_array_get_object_element (connections, i);

      if (g_strcmp0 (bureau_json_get_string (connection, "name"), name) == 0)
        return bureau_json_get_boolean (connection, "enabled") ? connection : NULL;
    }

  return name ? NULL : bureau_catalog_find_connection (self->means->catalog, "smtp");
}

static gboolean
move (Attempt *self, const char *state, const char *error_text, GError **error)
{
  self->state = state;
  self->error = error_text;

  return commit (self, write_move, error);
}

/* Nothing is changed where its words say already why it waits. */
static gboolean
wait_for_account (Attempt *self, const char *why, GError **error)
{
  self->error = why;

  return commit (self, write_wait, error);
}

static gboolean
is_bound (Attempt *self)
{
  return g_strcmp0 (bureau_json_get_string (self->draft, "hash"),
                    bureau_json_get_string (self->row, "hash"))
         == 0;
}

/* Whether it may still leave as it was approved. */
static gboolean
check (Attempt *self, gboolean *may_leave, GError **error)
{
  *may_leave = FALSE;
  if (!is_bound (self))
    return move (self, "returned", "What was approved is not what stands here now; look again.",
                 error);
  if (self->n_newer > 0)
    return move (self, "returned", "The recipient wrote meanwhile; read that before you answer.",
                 error);
  *may_leave = TRUE;

  return TRUE;
}

/* Whether it would still come from whom the person saw. */
static gboolean
is_from_bound (Attempt *self)
{
  const char *text = get_bound (self, "from");
  g_autoptr (BureauAddress) bound = text ? bureau_address_parse (text, NULL) : NULL;

  return !bound
         || (bureau_address_equal (bound->address, self->from->address)
             && g_strcmp0 (bound->name, self->from->name) == 0);
}

static gboolean
build (Attempt *self, GError **error)
{
  if (!self->bytes)
    self->bytes = bureau_outgoing_build (self->draft, self->from,
                                         bureau_json_get_string (self->row, "message_id"),
                                         self->attachments, error);

  return self->bytes != NULL;
}

static gboolean
is_too_old (Attempt *self)
{
  gint64 approved = 0;

  return bureau_time_parse (bureau_json_get_string (self->row, "approved_at"), &approved)
         && bureau_time_now () - approved > LONGEST_MS;
}

static void
try_later (Attempt *self, BureauDeliveryRest *rest)
{
  gint64 tries = bureau_json_get_int (self->row, "tries", 0) + 1;

  if (is_too_old (self))
    {
      self->state = "failed";
      return;
    }
  self->state = "queued";
  self->next_try = bureau_time_format (bureau_time_now () + bureau_retry_delivery_delay (tries));
  *rest = BUREAU_DELIVERY_LATER;
}

/* What is wrong with the account is wrong for every letter: each waits until it is put right. */
static void
wait_for_login (Attempt *self, BureauDeliveryRest *rest)
{
  if (is_too_old (self))
    return;
  self->state = "queued";
  *rest = BUREAU_DELIVERY_BARRED;
}

/* Whether somebody is still to get it, because the server said "not now" for them alone. */
static gboolean
has_pending (BureauSmtpResult *result)
{
  for (guint i = 0; i < result->recipients->len; i++)
    if (g_str_equal (state_of_recipient (g_ptr_array_index (result->recipients, i)), "pending"))
      return TRUE;

  return FALSE;
}

static void
judge (Attempt *self, BureauDeliveryRest *rest)
{
  self->error = self->result->message;
  switch (self->result->state)
    {
    case BUREAU_SMTP_SENT:
      self->state = "sent";
      self->error = NULL;
      break;
    case BUREAU_SMTP_PARTIAL:
      self->state = "sent";
      if (has_pending (self->result))
        try_later (self, rest);
      break;
    case BUREAU_SMTP_UNCERTAIN:
      self->state = "uncertain";
      break;
    case BUREAU_SMTP_TEMPORARY:
    case BUREAU_SMTP_NOT_SENT:
    case BUREAU_SMTP_REFUSED:
    default:
      self->state = "failed";
      if (self->result->is_account)
        wait_for_login (self, rest);
      else if (self->result->retry)
        try_later (self, rest);
    }
}

/* What became of it must not be lost because the disk is full for a while. */
static gboolean
commit_result (Attempt *self, GError **error)
{
  while (!g_cancellable_is_cancelled (self->means->cancellable))
    {
      if (commit (self, write_result, NULL))
        return TRUE;
      dex_await (dex_timeout_new_msec (TROUBLE_MS), NULL);
    }

  return commit (self, write_result, error);
}

static gboolean
hand_over (Attempt *self, BureauDeliveryRest *rest, GError **error)
{
  BureauSmtpEnvelope envelope = { self->from->address, (const char *const *)self->recipients,
                                  self->bytes };
  BureauSmtpHooks hooks = { phase_cb, end_cb, self, self->means->cancellable };

  if (!commit (self, write_start, error))
    return FALSE;
  bureau_failpoint ("delivery-started");
  self->result = dex_await_boxed (
      bureau_smtp_deliver (self->means->worker, self->server, &envelope, &hooks), error);
  if (!self->result)
    return FALSE;
  bureau_failpoint ("delivery-answered");
  judge (self, rest);

  return commit_result (self, error);
}

/* An account that is not complete keeps the letter waiting; a letter that cannot be one has failed.
 */
static gboolean
prepare_and_send (Attempt *self, BureauDeliveryRest *rest, GError **error)
{
  g_autoptr (GError) problem = NULL;

  self->connection = find_connection (self);
  *rest = BUREAU_DELIVERY_STUCK;
  if (!self->connection)
    return wait_for_account (self, NO_CONNECTION, error);
  self->from = bureau_smtp_connection_get_from (self->connection, self->means->catalog, &problem);
  self->server = self->from ? bureau_smtp_connection_open (self->connection, &problem) : NULL;
  if (!self->server)
    {
      if (g_error_matches (problem, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE))
        *rest = BUREAU_DELIVERY_LOCKED;
      /* Who closed the keyring's prompt is not asked again every minute. */
      if (g_error_matches (problem, BUREAU_ERROR, BUREAU_ERROR_REFUSED))
        *rest = BUREAU_DELIVERY_BARRED;
      return wait_for_account (self, problem->message, error);
    }
  *rest = BUREAU_DELIVERY_ENDED;
  if (!is_from_bound (self))
    return move (self, "returned",
                 "The mail account has another From address now than when this was approved; "
                 "look again.",
                 error);
  if (!build (self, &problem))
    return move (self, "failed", problem->message, error);

  return hand_over (self, rest, error);
}

/**
 * bureau_delivery_attempt:
 * @delivery: queued
 * @rest: (out): how it came to rest
 *
 * Tries a delivery once, unless it may not leave any more. Awaits, so it belongs into a fiber.
 *
 * Returns: %FALSE with @error set where memory could not be read or written
 */
gboolean
bureau_delivery_attempt (const BureauDeliveryMeans *means, gint64 delivery,
                         BureauDeliveryRest *rest, GError **error)
{
  g_auto (Attempt) self = { .means = means, .id = delivery };
  gboolean may_leave = FALSE;

  *rest = BUREAU_DELIVERY_ENDED;
  if (!dex_await (bureau_memory_read (means->memory, read_delivery, &self, NULL), error)
      || !check (&self, &may_leave, error))
    return FALSE;

  return !may_leave || prepare_and_send (&self, rest, error);
}
