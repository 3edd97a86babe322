/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A request of the person in the window, from asking to its end. */
#include "desk/errand.h"

#include "base/error.h"
#include "base/json.h"
#include "desk/decision.h"
#include "memory/request.h"

typedef struct
{
  BureauMemory *memory;
  char *kind;
  JsonObject *args;
} Errand;

static void
errand_free (gpointer data)
{
  Errand *self = data;

  g_clear_object (&self->memory);
  g_clear_pointer (&self->args, json_object_unref);
  g_free (self->kind);
  g_free (self);
}

static DexFuture *
tell (JsonObject *row)
{
  const char *error = bureau_json_get_string (row, "error");

  if (g_strcmp0 (bureau_json_get_string (row, "state"), "done") == 0)
    return dex_future_new_true ();
  return dex_future_new_reject (BUREAU_ERROR, BUREAU_ERROR_REFUSED, "%s",
                                error != NULL ? error : "");
}

static DexFuture *
errand_fiber (gpointer data)
{
  Errand *self = data;
  g_autoptr (GError) error = NULL;
  gint64 id = dex_await_int64 (
      bureau_request_ask (self->memory, &bureau_decision_cause, self->kind, self->args), &error);
  g_autoptr (JsonObject) row = NULL;

  if (error == NULL)
    row = dex_await_boxed (bureau_request_wait (self->memory, id), &error);
  return row != NULL ? tell (row) : dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * bureau_errand_run:
 * @kind: of the request
 * @args: with what
 *
 * Asks something of the engine and waits until it is done; with no engine that is until one runs.
 *
 * Returns: (transfer full): resolves to %TRUE once it is done; rejects with the sentence that says
 *   why it was refused or failed
 */
DexFuture *
bureau_errand_run (BureauMemory *memory, const char *kind, JsonObject *args)
{
  Errand *self = g_new0 (Errand, 1);

  self->memory = g_object_ref (memory);
  self->kind = g_strdup (kind);
  self->args = json_object_ref (args);
  return dex_scheduler_spawn (NULL, 0, errand_fiber, self, errand_free);
}

/**
 * bureau_errand_run_about:
 * @kind: of the request
 * @member: what @id is called in its arguments
 * @id: what it is about
 *
 * Returns: (transfer full): as bureau_errand_run(), with {@member: @id}
 */
DexFuture *
bureau_errand_run_about (BureauMemory *memory, const char *kind, const char *member, gint64 id)
{
  g_autoptr (JsonObject) args = json_object_new ();

  bureau_json_set_id (args, member, id);
  return bureau_errand_run (memory, kind, args);
}
