/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/exchange.h"

#include <libdex.h>
#include <libsoup/soup.h>
#include <string.h>

#include "base/error.h"
#include "base/time.h"
#include "memory/connection.h"
#include "providers/direct-resolver.h"
#include "providers/exchange-error.h"
#include "providers/pieces.h"

#define MAX_CONNECTIONS 128
#define KEEP_ALIVE_SECONDS 90

struct _BureauExchange
{
  SoupSession *session;
  SoupMessage *message;
  BureauPieces *pieces;      /* of the answer; NULL until its head is there */
  GCancellable *cancellable; /* ours: ends what waits */
  GCancellable *caller;      /* whoever asked; NULL where nobody can take it back */
  gulong caller_handler;
  gint64 idle_ms;
  gint64 end;
  gint64 heard; /* when something came last */
  guint watchdog;
  gboolean was_sent;
  BureauExchangeEnd ended_by;
};

/* The session goes with the last exchange or provider that holds it. */
static SoupSession *
get_session (void)
{
  static SoupSession *shared;
  g_autoptr (GProxyResolver) resolver = NULL;

  if (shared != NULL)
    return g_object_ref (shared);
  resolver = bureau_direct_resolver_new ();
  shared = g_object_new (SOUP_TYPE_SESSION, "max-conns", MAX_CONNECTIONS, "max-conns-per-host",
                         MAX_CONNECTIONS, "timeout", 0, "idle-timeout", KEEP_ALIVE_SECONDS,
                         "user-agent", "Bureau/" BUREAU_VERSION, "proxy-resolver", resolver, NULL);
  soup_session_remove_feature_by_type (shared, SOUP_TYPE_AUTH_MANAGER);
  g_object_add_weak_pointer (G_OBJECT (shared), (gpointer *)&shared);
  return shared;
}

/**
 * bureau_exchange_keep_session:
 *
 * Returns: (transfer full): the session that all exchanges share, with its open connections:
 * whoever holds it keeps them
 */
GObject *
bureau_exchange_keep_session (void)
{
  return G_OBJECT (get_session ());
}

static void
sent_whole_cb (BureauExchange *self)
{
  self->was_sent = TRUE;
}

static gboolean
is_safe (GUri *uri)
{
  return g_str_equal (g_uri_get_scheme (uri), "https")
         || (g_str_equal (g_uri_get_scheme (uri), "http") && g_uri_get_host (uri) != NULL
             && bureau_host_is_loopback (g_uri_get_host (uri)));
}

/**
 * bureau_exchange_new:
 * @method: of HTTP
 * @url: where it goes
 * @error: return location; %BUREAU_ERROR_REFUSED for plain HTTP to another machine
 *
 * Returns: (transfer full): a request to be sent
 */
BureauExchange *
bureau_exchange_new (const char *method, const char *url, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  BureauExchange *self;

  if (uri == NULL || !is_safe (uri))
    {
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
                           "A provider's address begins with https://; http:// is for this machine "
                           "only. Correct it in the connection.");
      return NULL;
    }
  self = g_new0 (BureauExchange, 1);
  self->session = get_session ();
  self->message = soup_message_new_from_uri (method, uri);
  self->cancellable = g_cancellable_new ();
  /* Disconnected before the exchange goes; the session may hold the message for a while. */
  g_signal_connect_data (self->message, "wrote-body", G_CALLBACK (sent_whole_cb), self, NULL,
                         G_CONNECT_SWAPPED);
  soup_message_add_flags (self->message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_IDEMPOTENT);
  return self;
}

static void
forget_caller (BureauExchange *self)
{
  if (self->caller != NULL)
    g_cancellable_disconnect (self->caller, self->caller_handler);
  g_clear_object (&self->caller);
}

void
bureau_exchange_free (BureauExchange *self)
{
  forget_caller (self);
  g_clear_handle_id (&self->watchdog, g_source_remove);
  /* What is left of an answer ends with its connection. */
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->pieces, bureau_pieces_free);
  g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->message);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_free (self);
}

/**
 * bureau_exchange_set_body:
 * @json: what is sent
 */
void
bureau_exchange_set_body (BureauExchange *self, const char *json)
{
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));

  soup_message_set_request_body_from_bytes (self->message, "application/json", bytes);
}

/**
 * bureau_exchange_set_header:
 * @value: sent under @name instead of what stood there
 */
void
bureau_exchange_set_header (BureauExchange *self, const char *name, const char *value)
{
  soup_message_headers_replace (soup_message_get_request_headers (self->message), name, value);
}

/* Deadlines */

static void watch (BureauExchange *self);

static void
end (BureauExchange *self, BureauExchangeEnd by)
{
  if (self->ended_by == BUREAU_EXCHANGE_GOES_ON)
    self->ended_by = by;
  g_cancellable_cancel (self->cancellable);
}

static void
watchdog_cb (gpointer data)
{
  BureauExchange *self = data;
  gint64 now = bureau_time_monotonic ();

  self->watchdog = 0;
  if (now >= self->end)
    end (self, BUREAU_EXCHANGE_TOO_LONG);
  else if (now >= self->heard + self->idle_ms)
    end (self, BUREAU_EXCHANGE_SILENT);
  else
    watch (self);
}

/* One timer for all that is read: each piece only notes its time. */
static void
watch (BureauExchange *self)
{
  gint64 next = MIN (self->end, self->heard + self->idle_ms) - bureau_time_monotonic ();

  self->watchdog = g_timeout_add_once (CLAMP (next, 1, G_MAXINT32), watchdog_cb, self);
}

static void
caller_cancelled_cb (GCancellable *caller, gpointer data)
{
  end (data, BUREAU_EXCHANGE_CANCELLED);
}

/* Waiting */

static gboolean
fail (BureauExchange *self, const GError *cause, GError **error)
{
  bureau_exchange_fail (self->message, self->ended_by, cause, error);
  return FALSE;
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  GError *error = NULL;
  GInputStream *stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);

  if (stream != NULL)
    dex_promise_resolve_object (promise, stream);
  else
    dex_promise_reject (promise, error);
}

/**
 * bureau_exchange_send:
 * @deadlines: for all of it, what is read later included
 * @cancellable_or_null: whoever may take it back
 *
 * Sends the request and waits for the head of the answer, whatever its status.
 *
 * Returns: %FALSE with @error set where nothing came back: one sentence that says what to do
 */
gboolean
bureau_exchange_send (BureauExchange *self, const BureauDeadlines *deadlines,
                      GCancellable *cancellable_or_null, GError **error)
{
  g_autoptr (GError) cause = NULL;
  GInputStream *stream;
  DexPromise *promise;

  self->idle_ms = deadlines->idle_ms;
  self->end = deadlines->end;
  self->heard = bureau_time_monotonic ();
  if (cancellable_or_null != NULL)
    {
      self->caller = g_object_ref (cancellable_or_null);
      self->caller_handler = g_cancellable_connect (self->caller, G_CALLBACK (caller_cancelled_cb),
                                                    self, NULL);
    }
  if (g_cancellable_is_cancelled (self->cancellable))
    return fail (self, NULL, error);
  watch (self);
  promise = dex_promise_new ();
  soup_session_send_async (self->session, self->message, G_PRIORITY_DEFAULT, self->cancellable,
                           sent_cb, dex_ref (promise));
  stream = dex_await_object (DEX_FUTURE (promise), &cause);
  self->heard = bureau_time_monotonic ();
  if (stream == NULL)
    return fail (self, cause, error);
  self->pieces = bureau_pieces_new (stream, self->cancellable);
  return TRUE;
}

/**
 * bureau_exchange_was_sent:
 *
 * Returns: whether all of the request went out, so that the server may have worked on it although
 *   nothing came back
 */
gboolean
bureau_exchange_was_sent (BureauExchange *self)
{
  return self->was_sent;
}

/**
 * bureau_exchange_get_status:
 *
 * Returns: of HTTP; 0 before anything came back
 */
guint
bureau_exchange_get_status (BureauExchange *self)
{
  return soup_message_get_status (self->message);
}

/**
 * bureau_exchange_get_answer_header:
 *
 * Returns: (nullable): a header of the answer
 */
const char *
bureau_exchange_get_answer_header (BureauExchange *self, const char *name)
{
  return soup_message_headers_get_one (soup_message_get_response_headers (self->message), name);
}

/**
 * bureau_exchange_read:
 *
 * Waits for the next piece of the answer's body.
 *
 * Returns: (transfer full): the piece; empty at the end; %NULL with @error set where it broke off
 */
GBytes *
bureau_exchange_read (BureauExchange *self, GError **error)
{
  g_autoptr (GError) cause = NULL;
  GBytes *bytes = bureau_pieces_next (self->pieces, &cause);

  self->heard = bureau_time_monotonic ();
  if (bytes == NULL)
    fail (self, cause, error);
  return bytes;
}

/**
 * bureau_exchange_read_all:
 * @max_bytes: what it may have
 *
 * Returns: (transfer full): the whole body; %NULL with @error set where it broke off, or
 *   %BUREAU_ERROR_LIMIT where it is larger
 */
GBytes *
bureau_exchange_read_all (BureauExchange *self, gsize max_bytes, GError **error)
{
  g_autoptr (GByteArray) whole = g_byte_array_new ();

  for (;;)
    {
      g_autoptr (GBytes) piece = bureau_exchange_read (self, error);

      if (piece == NULL)
        return NULL;
      if (g_bytes_get_size (piece) == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&whole));
      if (whole->len + g_bytes_get_size (piece) > max_bytes)
        {
          g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT,
                       "The provider sent more than %" G_GSIZE_FORMAT
                       " bytes; its answer was stopped.",
                       max_bytes);
          return NULL;
        }
      g_byte_array_append (whole, g_bytes_get_data (piece, NULL), g_bytes_get_size (piece));
    }
}
