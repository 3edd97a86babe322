/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/smtp.h"

#include <string.h>

#include "base/error.h"
#include "channels/address.h"
#include "channels/smtp-attempt.h"
#include "channels/smtp-result.h"
#include "channels/smtp-server.h"

typedef struct curl_slist Slist;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Slist, curl_slist_free_all)

static void
set_envelope (CURL *curl, const BureauSmtpEnvelope *envelope, Slist **recipients)
{
  g_autofree char *sender = g_strdup_printf ("<%s>", envelope->sender);
  curl_easy_setopt (curl, CURLOPT_MAIL_FROM, sender);
  for (gsize i = 0; envelope->recipients[i] != NULL; i++)
    {
      g_autofree char *recipient = g_strdup_printf ("<%s>", envelope->recipients[i]);
      *recipients = curl_slist_append (*recipients, recipient);
    }
  curl_easy_setopt (curl, CURLOPT_MAIL_RCPT, *recipients);
  curl_easy_setopt (curl, CURLOPT_MAIL_RCPT_ALLOWFAILS, 1L);
}

static gboolean
check_envelope (const BureauSmtpEnvelope *envelope, GError **error)
{
  gboolean ok = bureau_address_is_valid (envelope->sender) && envelope->recipients[0] != NULL;
  for (gsize i = 0; ok && envelope->recipients[i] != NULL; i++)
    ok = bureau_address_is_valid (envelope->recipients[i]);
  gsize length = 0;
  const char *bytes = g_bytes_get_data (envelope->bytes, &length);
  if (ok && length >= 4 && memcmp (bytes + length - 2, "\r\n", 2) == 0)
    return TRUE;
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                       ok ? "The message is not complete, so it was not sent."
                          : "Sender and recipients must be e-mail addresses; nothing was sent.");
  return FALSE;
}

/**
 * bureau_smtp_send:
 * @server: where to send through
 * @envelope: what to whom
 * @hooks: what to do at which moment
 *
 * Makes one attempt to send a message, and blocks until it is over: never on the main thread. The
 * last bytes leave only after @hooks' end has returned %TRUE, so a message that was delivered has
 * its end committed, and one whose end was not committed was not delivered.
 *
 * Returns: (transfer full): what became of it; never %NULL
 */
BureauSmtpResult *
bureau_smtp_send (const BureauSmtpServer *server, const BureauSmtpEnvelope *envelope,
                  const BureauSmtpHooks *hooks)
{
  g_assert (!g_main_context_is_owner (NULL));
  g_autoptr (GError) error = NULL;
  g_autoptr (CURL) curl = check_envelope (envelope, &error)
                              ? bureau_smtp_server_open (server, &error)
                              : NULL;
  if (curl == NULL)
    return bureau_smtp_result_new_unsent (envelope->recipients, error->message);

  BureauSmtpAttempt attempt;
  bureau_smtp_attempt_init (&attempt, hooks, envelope->recipients);
  attempt.bytes = g_bytes_get_data (envelope->bytes, &attempt.length);
  g_autoptr (Slist) recipients = NULL;
  set_envelope (curl, envelope, &recipients);
  curl_easy_setopt (curl, CURLOPT_UPLOAD, 1L);
  bureau_smtp_attempt_perform (&attempt, curl);
  BureauSmtpResult *result = bureau_smtp_attempt_judge (&attempt, server->host);
  bureau_smtp_attempt_clear (&attempt);
  return result;
}

typedef struct
{
  BureauSmtpServer *server;
  char *sender;
  char **recipients;
  GBytes *bytes;
  BureauSmtpHooks hooks;
} Delivery;

static void
free_delivery (gpointer data)
{
  Delivery *self = data;
  bureau_smtp_server_free (self->server);
  g_free (self->sender);
  g_strfreev (self->recipients);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_object (&self->hooks.cancellable);
  g_free (self);
}

static gboolean
deliver (gpointer data, GValue *result, GError **error)
{
  Delivery *self = data;
  BureauSmtpEnvelope envelope = { self->sender, (const char *const *)self->recipients,
                                  self->bytes };
  g_value_init (result, BUREAU_TYPE_SMTP_RESULT);
  g_value_take_boxed (result, bureau_smtp_send (self->server, &envelope, &self->hooks));
  return TRUE;
}

/**
 * bureau_smtp_deliver:
 * @worker: the thread to send on
 * @server: where to send through
 * @envelope: what to whom
 * @hooks: what to do at which moment; its data must live until the future is settled
 *
 * bureau_smtp_send() for fibers.
 *
 * Returns: (transfer full): resolves to a #BureauSmtpResult
 */
DexFuture *
bureau_smtp_deliver (BureauWorker *worker, const BureauSmtpServer *server,
                     const BureauSmtpEnvelope *envelope, const BureauSmtpHooks *hooks)
{
  Delivery *self = g_new0 (Delivery, 1);
  self->server = bureau_smtp_server_copy (server);
  self->sender = g_strdup (envelope->sender);
  self->recipients = g_strdupv ((char **)envelope->recipients);
  self->bytes = g_bytes_ref (envelope->bytes);
  self->hooks = *hooks;
  if (self->hooks.cancellable != NULL)
    g_object_ref (self->hooks.cancellable);
  return bureau_worker_run (worker, deliver, self, free_delivery);
}

static const char *
protection (const BureauSmtpServer *server)
{
  static const char *const WORDS[] = { [BUREAU_SMTP_STARTTLS] = "over STARTTLS",
                                       [BUREAU_SMTP_TLS] = "over TLS",
                                       [BUREAU_SMTP_NONE] = "on this machine" };
  return WORDS[server->security];
}

/**
 * bureau_smtp_test:
 * @server: a server
 * @verdict: (out): one sentence where it works
 * @error: return location
 *
 * Connects, greets, protects, logs in and takes leave; sends nothing. Blocks: never on the main
 * thread.
 *
 * Returns: %FALSE with %BUREAU_ERROR_REFUSED where somebody has to change something, or
 *   %BUREAU_ERROR_UNAVAILABLE where it may work later
 */
gboolean
bureau_smtp_test (const BureauSmtpServer *server, char **verdict, GError **error)
{
  g_assert (!g_main_context_is_owner (NULL));
  g_autoptr (CURL) curl = bureau_smtp_server_open (server, error);
  if (curl == NULL)
    return FALSE;
  const BureauSmtpHooks hooks = { 0 };
  BureauSmtpAttempt attempt;
  bureau_smtp_attempt_init (&attempt, &hooks, NULL);
  curl_easy_setopt (curl, CURLOPT_CUSTOMREQUEST, "NOOP");
  curl_easy_setopt (curl, CURLOPT_NOBODY, 1L);
  bureau_smtp_attempt_perform (&attempt, curl);
  g_autoptr (BureauSmtpResult) result = bureau_smtp_attempt_judge (&attempt, server->host);
  CURLcode code = attempt.code;
  bureau_smtp_attempt_clear (&attempt);
  if (code == CURLE_OK)
    {
      *verdict = g_strdup_printf ("%s answers %s%s.", server->host, protection (server),
                                  server->user != NULL ? " and accepts the login" : "");
      return TRUE;
    }
  g_set_error_literal (error, BUREAU_ERROR,
                       result->retry ? BUREAU_ERROR_UNAVAILABLE : BUREAU_ERROR_REFUSED,
                       result->message);
  return FALSE;
}
