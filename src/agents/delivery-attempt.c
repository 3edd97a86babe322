/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One try of one delivery. Its order is the point: the bytes are stored before the server is
 * called, each phase is committed as it comes, and the last bytes leave only after `end` is on the
 * disk. */
#include "agents/delivery-attempt.h"

#include "agents/delivery-rows.h"
#include "agents/outgoing.h"
#include "agents/retry.h"
#include "agents/smtp-connection.h"
#include "base/error.h"
#include "base/failpoint.h"
#include "base/json.h"
#include "base/time.h"
#include "memory/delivery.h"

/* After so long a letter is no longer what was approved to be sent now. */
#define LONGEST_MS (5 * 24 * 60 * 60 * G_GINT64_CONSTANT (1000))

#define TROUBLE_MS 5000

#define NO_CONNECTION                                                                              \
  "There is no mail account to send with; add one in the preferences or with “bureauctl connect "  \
  "smtp”."

static gboolean
commit (BureauAttempt *self, BureauWriteFunc func, GError **error)
{
  const BureauCause cause = { "system", "delivery" };

  return dex_await (bureau_memory_write (self->means->memory, &cause, func, self, NULL), error);
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
  BureauAttempt *self = data;
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
  BureauAttempt *self = data;
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
get_bound (BureauAttempt *self, const char *member)
{
  JsonObject *account = bureau_json_get_object (self->draft, "account");

  return account ? bureau_json_get_string (account, member) : NULL;
}

static const char *
get_connection_name (BureauAttempt *self)
{
  const char *name = bureau_json_get_string (self->draft, "connection");

  return name ? name : get_bound (self, "connection");
}

static JsonObject *
find_connection (BureauAttempt *self)
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
move (BureauAttempt *self, const char *state, const char *error_text, GError **error)
{
  self->state = state;
  self->error = error_text;

  return commit (self, bureau_attempt_write_move, error);
}

/* Nothing is changed where its words say already why it waits. */
static gboolean
wait_for_account (BureauAttempt *self, const char *why, GError **error)
{
  self->error = why;

  return commit (self, bureau_attempt_write_wait, error);
}

static gboolean
is_bound (BureauAttempt *self)
{
  return g_strcmp0 (bureau_json_get_string (self->draft, "hash"),
                    bureau_json_get_string (self->row, "hash"))
         == 0;
}

/* Whether it may still leave as it was approved. */
static gboolean
check (BureauAttempt *self, gboolean *may_leave, GError **error)
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
is_from_bound (BureauAttempt *self)
{
  const char *text = get_bound (self, "from");
  g_autoptr (BureauAddress) bound = text ? bureau_address_parse (text, NULL) : NULL;

  return !bound
         || (bureau_address_equal (bound->address, self->from->address)
             && g_strcmp0 (bound->name, self->from->name) == 0);
}

static gboolean
build (BureauAttempt *self, GError **error)
{
  if (!self->bytes)
    self->bytes = bureau_outgoing_build (self->draft, self->from,
                                         bureau_json_get_string (self->row, "message_id"),
                                         self->attachments, error);

  return self->bytes != NULL;
}

static gboolean
is_too_old (BureauAttempt *self)
{
  gint64 approved = 0;

  return bureau_time_parse (bureau_json_get_string (self->row, "approved_at"), &approved)
         && bureau_time_now () - approved > LONGEST_MS;
}

static void
try_later (BureauAttempt *self, BureauDeliveryRest *rest)
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
wait_for_login (BureauAttempt *self, BureauDeliveryRest *rest)
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
    if (g_str_equal (bureau_attempt_state_of (g_ptr_array_index (result->recipients, i)),
                     "pending"))
      return TRUE;

  return FALSE;
}

static void
judge (BureauAttempt *self, BureauDeliveryRest *rest)
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
commit_result (BureauAttempt *self, GError **error)
{
  while (!g_cancellable_is_cancelled (self->means->cancellable))
    {
      if (commit (self, bureau_attempt_write_result, NULL))
        return TRUE;
      dex_await (dex_timeout_new_msec (TROUBLE_MS), NULL);
    }

  return commit (self, bureau_attempt_write_result, error);
}

static gboolean
hand_over (BureauAttempt *self, BureauDeliveryRest *rest, GError **error)
{
  BureauSmtpEnvelope envelope = { self->from->address, (const char *const *)self->recipients,
                                  self->bytes };
  BureauSmtpHooks hooks = { phase_cb, end_cb, self, self->means->cancellable };

  if (!commit (self, bureau_attempt_write_start, error))
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
prepare_and_send (BureauAttempt *self, BureauDeliveryRest *rest, GError **error)
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
  g_auto (BureauAttempt) self = { .means = means, .id = delivery };
  gboolean may_leave = FALSE;

  *rest = BUREAU_DELIVERY_ENDED;
  if (!dex_await (bureau_memory_read (means->memory, bureau_attempt_read, &self, NULL), error)
      || !check (&self, &may_leave, error))
    return FALSE;

  return !may_leave || prepare_and_send (&self, rest, error);
}
