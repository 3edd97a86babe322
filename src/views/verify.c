/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/view.h"

/* What exists is read by a reader; SQL is prepared and run by the guard. */
typedef struct
{
  JsonObject *document;
  BureauViewContext *context;
} BureauVerification;

static gboolean
load_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  BureauVerification *self = data;

  self->context = bureau_view_context_load (database, NULL, error);
  return self->context != NULL;
}

static gboolean
check_cb (BureauGuard *guard, gpointer data, GValue *result, GError **error)
{
  BureauVerification *self = data;

  bureau_view_context_set_guard (self->context, guard);
  g_value_init (result, JSON_TYPE_ARRAY);
  g_value_take_boxed (result, bureau_view_check (self->document, self->context));
  return TRUE;
}

typedef struct
{
  BureauMemory *memory;
  JsonObject *document;
} BureauVerifyCall;

static void
verify_call_free (BureauVerifyCall *self)
{
  g_clear_object (&self->memory);
  g_clear_pointer (&self->document, json_object_unref);
  g_free (self);
}

static DexFuture *
verify_fiber (gpointer data)
{
  BureauVerifyCall *call = data;
  BureauVerification verification = { .document = call->document };
  g_autoptr (BureauViewContext) context = NULL;
  g_autoptr (JsonArray) problems = NULL;
  g_autoptr (GError) error = NULL;

  if (!dex_await (bureau_memory_read (call->memory, load_cb, &verification, NULL), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  context = verification.context;
  problems = dex_await_boxed (bureau_memory_guard (call->memory, check_cb, &verification, NULL),
                              &error);
  if (problems == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_take_boxed (JSON_TYPE_ARRAY, g_steal_pointer (&problems));
}

/**
 * bureau_view_verify:
 * @document: any JSON object; it must not change meanwhile
 *
 * Checks a view against the workspace as bureau_view_check() does, on its threads.
 *
 * Returns: (transfer full): a future of the problems
 */
DexFuture *
bureau_view_verify (BureauMemory *memory, JsonObject *document)
{
  BureauVerifyCall *call = g_new0 (BureauVerifyCall, 1);

  call->memory = g_object_ref (memory);
  call->document = json_object_ref (document);
  return dex_scheduler_spawn (NULL, 0, verify_fiber, call, (GDestroyNotify)verify_call_free);
}
