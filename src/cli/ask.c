/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/json-text.h"
#include "base/json.h"
#include "cli/input.h"
#include "cli/table.h"
#include "memory/request.h"

/* Longer than a connection's own time-outs; a request that waits for more goes on by itself. */
#define PATIENCE_SECONDS 60

static gboolean
print_asked (BureauCall *call, gint64 id)
{
  bureau_call_print_done (
      call, id, "asked",
      "Noted. Nobody runs the agents now; it will be done when “bureauctl run” or the "
      "window is open.");
  return TRUE;
}

static void
print_verdict (BureauCall *call, JsonObject *request)
{
  JsonObject *result = bureau_json_get_object (request, "result");
  const char *verdict = result != NULL ? bureau_json_get_string (result, "verdict") : NULL;
  g_autofree char *safe = bureau_terminal_text (verdict != NULL ? verdict : "Done.");

  bureau_call_print (call, "%s\n", safe);
}

static gboolean
print_answer (BureauCall *call, JsonObject *request, GError **error)
{
  const char *failure = bureau_json_get_string (request, "error");

  if (g_strcmp0 (bureau_json_get_string (request, "state"), "done") != 0)
    {
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
                           failure != NULL ? failure : "The engine could not do it.");
      return FALSE;
    }
  bureau_json_open_member (request, "result");
  if (call->json)
    bureau_call_print_object (call, request);
  else
    print_verdict (call, request);
  return TRUE;
}

static gboolean
wait_for (BureauCall *call, gint64 id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (JsonObject) request = dex_await_boxed (
      dex_future_first (bureau_request_wait (call->memory, id),
                        dex_timeout_new_seconds (PATIENCE_SECONDS), NULL),
      &failure);

  if (request != NULL)
    return print_answer (call, request, error);
  if (!g_error_matches (failure, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  bureau_call_print_done (
      call, id, "doing",
      "The engine is still at it; “bureauctl requests” shows what became of it.");
  return TRUE;
}

/**
 * bureau_call_ask:
 * @kind: a kind of request
 * @args: its arguments
 * @error: return location
 *
 * Asks the engine, waits for its answer where there is an engine, and prints either.
 *
 * Errors: %BUREAU_ERROR_REFUSED with what the engine said.
 *
 * Returns: %FALSE with @error set where it was not done
 */
gboolean
bureau_call_ask (BureauCall *self, const char *kind, JsonObject *args, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 id = dex_await_int64 (bureau_request_ask (self->memory, &bureau_call_cause, kind, args),
                               &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return bureau_input_has_engine (self) ? wait_for (self, id, error) : print_asked (self, id);
}
