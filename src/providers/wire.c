/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/wire.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/log.h"
#include "base/text.h"

#define MAX_WORDS 300
#define DONE "[DONE]"

/* What a status means for who waits: the code decides whether it is tried again. */
static const struct
{
  guint status;
  BureauError code;
  const char *sentence;
} statuses[] = {
  { 400, BUREAU_ERROR_INVALID, "The provider does not take the request" },
  { 401, BUREAU_ERROR_REFUSED, "The provider does not take the key; look at it in Preferences" },
  { 402, BUREAU_ERROR_REFUSED, "The account at the provider has no credit left" },
  { 403, BUREAU_ERROR_REFUSED, "The key is not allowed to do this at the provider" },
  { 404, BUREAU_ERROR_NOT_FOUND, "The provider has no such model or address" },
  { 408, BUREAU_ERROR_UNAVAILABLE, "The provider took too long" },
  { 409, BUREAU_ERROR_UNAVAILABLE, "The provider was in the middle of something else" },
  { 413, BUREAU_ERROR_LIMIT, "The request is larger than the provider takes" },
  { 429, BUREAU_ERROR_UNAVAILABLE, "The provider takes no more requests for now" },
  { 529, BUREAU_ERROR_UNAVAILABLE, "The provider is overloaded" },
};

/* Kinds of failure that a stream reports after all seemed well. */
static const struct
{
  const char *type;
  guint status;
} types[] = {
  { "invalid_request_error", 400 }, { "authentication_error", 401 },
  { "billing_error", 402 },         { "permission_error", 403 },
  { "not_found_error", 404 },       { "request_too_large", 413 },
  { "rate_limit_error", 429 },      { "overloaded_error", 529 },
  { "insufficient_quota", 402 },    { "context_length_exceeded", 413 },
};

/* An error is an object, or a text; its code a text, a number or null (wire.md §5). */
static const char *
get_words (JsonObject *body)
{
  JsonObject *error = body != NULL ? bureau_json_get_object (body, "error") : NULL;
  const char *words = error != NULL ? bureau_json_get_string (error, "message") : NULL;

  if (words == NULL && body != NULL)
    words = bureau_json_get_string (body, "error");
  return words != NULL || body == NULL ? words : bureau_json_get_string (body, "message");
}

static guint
get_status (JsonObject *body)
{
  JsonObject *error = bureau_json_get_object (body, "error");
  JsonObject *owner = error != NULL ? error : body;

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_strcmp0 (types[i].type, bureau_json_get_string (owner, "code")) == 0
        || g_strcmp0 (types[i].type, bureau_json_get_string (owner, "type")) == 0)
      return types[i].status;
  return (guint)bureau_json_get_int (owner, "code", 500);
}

/* Some refusals come under a status that promises more than waiting can give. */
static guint
correct (guint status, JsonObject *body)
{
  guint named = status == 429 || status == 400 ? get_status (body) : status;

  return named == 402 || named == 413 ? named : status;
}

/**
 * bureau_wire_fail_status:
 * @status: of HTTP; 200 where only the body reports the failure
 * @body_or_null: what the provider sent
 *
 * Says as one sentence what the provider refused and why, in its own words as far as they go.
 */
void
bureau_wire_fail_status (guint status, JsonObject *body_or_null, GError **error)
{
  BureauError code = status >= 500 ? BUREAU_ERROR_UNAVAILABLE : BUREAU_ERROR_INVALID;
  const char *sentence = status >= 500 ? "The provider has a failure of its own"
                                       : "The provider does not take the request";
  const char *words = get_words (body_or_null);
  g_autofree char *line = words != NULL ? bureau_text_one_line (words) : NULL;
  g_autofree char *hidden = line != NULL ? bureau_log_redact (line) : NULL;
  g_autofree char *said = hidden != NULL ? bureau_text_shorten (hidden, MAX_WORDS) : NULL;

  status = body_or_null != NULL ? correct (status, body_or_null) : status;
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (statuses[i].status == status)
      {
        code = statuses[i].code;
        sentence = statuses[i].sentence;
      }
  g_set_error (error, BUREAU_ERROR, code, said != NULL ? "%s (%u): “%s”" : "%s (%u).", sentence,
               status, said);
}

/**
 * bureau_wire_fail:
 * @body: an event or answer that reports a failure
 *
 * Returns: %FALSE always, with @error set
 */
gboolean
bureau_wire_fail (JsonObject *body, GError **error)
{
  guint status = get_status (body);

  /* Nobody quotes from a prompt that was refused as it came: what is 500 may be tried again. */
  bureau_wire_fail_status (status >= 400 && status < 600 ? status : 500, body, error);
  return FALSE;
}

/**
 * bureau_wire_dup_request:
 * @options: whether the server takes the schema as such
 *
 * Returns: (transfer full): what is asked, with the schema in words where it cannot go otherwise
 */
char *
bureau_wire_dup_request (const BureauPrompt *prompt, const BureauWireOptions *options)
{
  g_autofree char *schema = NULL;

  if (prompt->schema == NULL || options->with_schema)
    return g_strdup (prompt->request);
  schema = bureau_json_print (prompt->schema);
  return g_strdup_printf (
      "%s\nYour answer is one JSON object that this JSON Schema describes, with "
      "nothing before and nothing after it:\n%s\n",
      prompt->request, schema);
}

/**
 * bureau_wire_get_tools:
 *
 * Returns: (transfer none) (nullable): [{"name","about","schema"}], %NULL where there are none or
 *   the server lacks them
 */
JsonArray *
bureau_wire_get_tools (const BureauPrompt *prompt, const BureauWireOptions *options)
{
  return options->with_tools ? prompt->tools : NULL;
}

/**
 * bureau_wire_add_each:
 * @write: gives (transfer full) what is added for one of @list
 */
void
bureau_wire_add_each (JsonArray *to, JsonArray *list, BureauWireWriteFunc write)
{
  for (guint i = 0; i < json_array_get_length (list); i++)
    json_array_add_object_element (to, write (json_array_get_object_element (list, i)));
}

/**
 * bureau_wire_set_tools:
 *
 * Puts the member `tools` into a request, where there are any.
 */
void
bureau_wire_set_tools (JsonObject *body, const BureauPrompt *prompt,
                       const BureauWireOptions *options, BureauWireWriteFunc write)
{
  JsonArray *tools = bureau_wire_get_tools (prompt, options);
  g_autoptr (JsonArray) written = json_array_new ();

  if (tools == NULL)
    return;
  bureau_wire_add_each (written, tools, write);
  json_object_set_array_member (body, "tools", g_steal_pointer (&written));
}

/**
 * bureau_wire_take:
 * @name: of the event
 * @data: of the event
 * @error: return location
 *
 * Takes one event of a stream into a turn.
 *
 * Returns: %FALSE with @error set where the turn is to be given up
 */
gboolean
bureau_wire_take (const BureauWire *self, BureauTurn *turn, const char *name, const char *data,
                  GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (JsonObject) object = NULL;

  if (g_str_equal (data, DONE))
    return TRUE;
  if (bureau_json_pick (data, strlen (data), self->piece, self->n_piece, text))
    return bureau_turn_append (turn->text, text->str, error);
  object = bureau_json_parse_object (data, -1, error);
  return object != NULL && self->read (turn, name, object, error);
}

/**
 * bureau_wire_finish:
 * @turn: after its stream has ended
 *
 * Returns: whether the model came to an end of its own; %FALSE with %BUREAU_ERROR_UNAVAILABLE where
 * the stream was cut off
 */
gboolean
bureau_wire_finish (const BureauTurn *turn, GError **error)
{
  if (turn->is_ended && turn->stop != BUREAU_STOP_NONE)
    return TRUE;
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE,
                       "The model's answer was cut off in the middle; it is asked again.");
  return FALSE;
}
