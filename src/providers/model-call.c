/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One call of a model: the request out, the turn in, whichever wire it goes over. */
#include "providers/model-call.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/time.h"
#include "providers/call-retry.h"
#include "providers/event-stream.h"

#define MAX_REFUSAL_BYTES (64 * 1024)
#define MAX_WHOLE_BYTES (4 * 1024 * 1024)
#define MAX_STREAM_BYTES (64 * 1024 * 1024)

void
bureau_model_place_clear (BureauModelPlace *self)
{
  if (self->key != NULL)
    explicit_bzero (self->key, strlen (self->key));
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->base_url, g_free);
}

/**
 * bureau_model_place_make_url:
 * @path: of the wire, such as "/v1/models"
 *
 * People write a base address with and without the "/v1" that it goes on with.
 *
 * Returns: (transfer full): the whole address
 */
char *
bureau_model_place_make_url (const BureauModelPlace *self, const char *path)
{
  g_autofree char *base = g_strdup (self->base_url);

  while (g_str_has_suffix (base, "/"))
    base[strlen (base) - 1] = '\0';
  if (g_str_has_suffix (base, "/v1"))
    base[strlen (base) - 3] = '\0';
  return g_strconcat (base, path, NULL);
}

/**
 * bureau_model_place_open:
 *
 * Returns: (transfer full): a request to the place, with its key and what its wire wants in every
 *   head; %NULL with @error set where the address is not to be used
 */
BureauExchange *
bureau_model_place_open (const BureauModelPlace *self, const char *method, const char *path,
                         GError **error)
{
  g_autofree char *url = bureau_model_place_make_url (self, path);
  BureauExchange *exchange = bureau_exchange_new (method, url, error);
  g_autofree char *value = NULL;

  if (exchange == NULL)
    return NULL;
  if (self->wire->version_header != NULL)
    bureau_exchange_set_header (exchange, self->wire->version_header, self->wire->version);
  if (self->key == NULL)
    return exchange;
  value = g_strconcat (self->wire->key_prefix, self->key, NULL);
  bureau_exchange_set_header (exchange, self->wire->key_header, value);
  explicit_bzero (value, strlen (value));
  return exchange;
}

void
bureau_model_outcome_clear (BureauModelOutcome *self)
{
  g_clear_pointer (&self->turn, bureau_turn_free);
}

/* Refusals */

static gboolean
refuse_redirect (BureauExchange *exchange, GError **error)
{
  const char *location = bureau_exchange_get_answer_header (exchange, "Location");
  g_autoptr (GUri) uri = location != NULL ? g_uri_parse (location, G_URI_FLAGS_NONE, NULL) : NULL;

  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
               "The provider's address leads on to %s, and the key goes nowhere else by itself. If "
               "that is right, put that address into the connection.",
               uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri)
                                                           : "another address");
  return FALSE;
}

static JsonObject *
parse_refusal (GBytes *bytes)
{
  gsize length = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  return length > 0 ? bureau_json_parse_object (text, (gssize)length, NULL) : NULL;
}

/**
 * bureau_model_read_refusal:
 * @exchange: whose status is not 200
 * @outcome: what the server says about being asked again
 *
 * Returns: %FALSE always, with @error set
 */
gboolean
bureau_model_read_refusal (BureauExchange *exchange, BureauModelOutcome *outcome, GError **error)
{
  const BureauRetryHeaders headers = {
    bureau_exchange_get_answer_header (exchange, "x-should-retry"),
    bureau_exchange_get_answer_header (exchange, "retry-after-ms"),
    bureau_exchange_get_answer_header (exchange, "retry-after"),
  };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (GError) refusal = NULL;

  outcome->wait_ms = bureau_call_get_wait (&headers, bureau_time_now ());
  if (outcome->status >= 300 && outcome->status < 400)
    return refuse_redirect (exchange, error);
  outcome->may_retry = bureau_call_may_retry (outcome->status, &headers);
  bytes = bureau_exchange_read_all (exchange, MAX_REFUSAL_BYTES, NULL);
  body = parse_refusal (bytes);
  bureau_wire_fail_status (outcome->status, body, &refusal);
  /* What has to be paid for first is not mended by waiting, whatever its status. */
  if (!g_error_matches (refusal, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE)
      && headers.should_retry == NULL)
    outcome->may_retry = FALSE;
  g_propagate_error (error, g_steal_pointer (&refusal));
  return FALSE;
}

/* Answers */

typedef struct
{
  const BureauModelCall *call;
  BureauTurn *turn;
} Reading;

static gboolean
take_event (const char *name, const char *data, gsize length, gpointer user_data, GError **error)
{
  Reading *self = user_data;

  return bureau_wire_take (self->call->place->wire, self->turn, name, data, error);
}

static gboolean
read_piece (BureauExchange *exchange, BureauEventStream *stream, gsize *n_bytes, GError **error)
{
  g_autoptr (GBytes) piece = bureau_exchange_read (exchange, error);
  gsize length = 0;
  const char *bytes;

  if (piece == NULL)
    return FALSE;
  bytes = g_bytes_get_data (piece, &length);
  *n_bytes += length;
  if (length == 0)
    {
      *n_bytes = 0;
      return bureau_event_stream_end (stream, error);
    }
  if (*n_bytes > MAX_STREAM_BYTES)
    {
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT,
                           "The provider does not stop sending; its answer was given up.");
      return FALSE;
    }
  return bureau_event_stream_feed (stream, bytes, length, error);
}

/* A turn that has come to its end is whole, whatever happens to the connection after it. */
static gboolean
read_stream (const BureauModelCall *self, BureauExchange *exchange, BureauTurn *turn,
             GError **error)
{
  Reading reading = { self, turn };
  g_autoptr (BureauEventStream) stream = bureau_event_stream_new (take_event, &reading);
  g_autoptr (GError) failure = NULL;
  gsize n_bytes = 0;

  do
    {
      if (!read_piece (exchange, stream, &n_bytes, &failure))
        break;
      if (self->grown != NULL)
        self->grown (turn, self->data);
    }
  while (n_bytes > 0);
  if (failure == NULL || bureau_wire_finish (turn, NULL))
    return bureau_wire_finish (turn, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
read_whole (const BureauModelCall *self, BureauExchange *exchange, BureauTurn *turn, GError **error)
{
  g_autoptr (GBytes) bytes = bureau_exchange_read_all (exchange, MAX_WHOLE_BYTES, error);
  g_autoptr (JsonObject) body = NULL;

  if (bytes == NULL)
    return FALSE;
  body = bureau_json_parse_object (g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes),
                                   NULL);
  if (body == NULL)
    {
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE,
                           "The provider's answer is not whole; it is asked again.");
      return FALSE;
    }
  if (!self->place->wire->read (turn, "", body, error))
    return FALSE;
  if (self->grown != NULL)
    self->grown (turn, self->data);
  return bureau_wire_finish (turn, error);
}

static gboolean
has_type (BureauExchange *exchange, const char *type)
{
  const char *header = bureau_exchange_get_answer_header (exchange, "Content-Type");

  return header != NULL && g_ascii_strncasecmp (header, type, strlen (type)) == 0;
}

static gboolean
read_answer (const BureauModelCall *self, BureauExchange *exchange, BureauModelOutcome *outcome,
             GError **error)
{
  gboolean ok;

  if (has_type (exchange, "text/html"))
    {
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                           "A web page answers at the provider's address, not a model. Correct the "
                           "address in the connection.");
      return FALSE;
    }
  outcome->was_taken = TRUE;
  ok = has_type (exchange, "application/json") ? read_whole (self, exchange, outcome->turn, error)
                                               : read_stream (self, exchange, outcome->turn, error);
  outcome->may_retry = !ok && error != NULL
                       && g_error_matches (*error, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE);
  return ok;
}

/**
 * bureau_model_call:
 * @outcome: (out caller-allocates): how it ended, also where it failed
 * @error: return location, which has to be given
 *
 * Asks a model once. Awaits, so it belongs into a fiber of the main context.
 *
 * Returns: %FALSE with @error set where no whole turn came: one sentence that says what to do
 */
gboolean
bureau_model_call (const BureauModelCall *self, BureauModelOutcome *outcome, GError **error)
{
  g_autofree char *body = bureau_json_print_object (self->body);
  g_autoptr (BureauExchange) exchange = bureau_model_place_open (self->place, "POST",
                                                                 self->place->wire->path, error);

  *outcome = (BureauModelOutcome){ .turn = bureau_turn_new (), .wait_ms = -1 };
  if (exchange == NULL)
    return FALSE;
  bureau_exchange_set_body (exchange, body);
  bureau_exchange_set_header (exchange, "Accept", "text/event-stream, application/json");
  if (!bureau_exchange_send (exchange, &self->deadlines, self->cancellable, error))
    {
      outcome->may_retry = g_error_matches (*error, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE);
      outcome->was_taken = bureau_exchange_was_sent (exchange);
      return FALSE;
    }
  outcome->status = bureau_exchange_get_status (exchange);
  return outcome->status == 200 ? read_answer (self, exchange, outcome, error)
                                : bureau_model_read_refusal (exchange, outcome, error);
}
