/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/request.h"

#include "base/error.h"
#include "base/json.h"
#include "memory/act.h"

/* All that the engine can be asked; handlers are one file each in agents/. */
static const char *const kinds[] = {
  "ask",      "run",    "retry",   "cancel",          "stop",
  "replay",   "answer", "import",  "test-connection", "list-models",
  "snapshot", "teach",  "redraft",
};

/**
 * bureau_request_is_kind:
 *
 * Returns: whether @kind is one of the table
 */
gboolean
bureau_request_is_kind (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i], kind) == 0)
      return TRUE;
  return FALSE;
}

/**
 * bureau_request_insert:
 * @kind: one of the table
 * @args: what the kind takes
 *
 * Asks something of the engine as part of a transaction.
 *
 * Returns: the request's id, or 0 with @error set
 */
gint64
bureau_request_insert (BureauTransaction *transaction, const char *kind, JsonObject *args,
                       GError **error)
{
  gint64 id = bureau_transaction_new_id (transaction);
  const char *now = bureau_transaction_get_time (transaction);
  g_autofree char *text = bureau_json_print_object (args);

  bureau_transaction_add_fact (transaction, "bureau_request", id, "asked");
  return bureau_database_run (
             bureau_transaction_get_database (transaction), error,
             "INSERT INTO bureau_request VALUES (?, ?, ?, ?, ?, ?, 'asked', NULL, NULL)", "isssss",
             id, now, now, kind, text, bureau_transaction_get_cause (transaction)->actor)
             ? id
             : 0;
}

static gboolean
ask (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  gint64 id = bureau_request_insert (transaction, act->name, act->object, error);

  bureau_value_take_id (result, id);
  return id != 0;
}

/**
 * bureau_request_ask:
 * @kind: one of the table
 * @args: what the kind takes
 *
 * Asks something of the engine. With no engine it waits.
 *
 * Returns: (transfer full): resolves to the request's id, a #gint64
 */
DexFuture *
bureau_request_ask (BureauMemory *memory, const BureauCause *cause, const char *kind,
                    JsonObject *args)
{
  if (!bureau_request_is_kind (kind))
    return dex_future_new_reject (BUREAU_ERROR, BUREAU_ERROR_USAGE,
                                  "The engine cannot be asked to “%s”.", kind);
  return bureau_memory_act (memory, cause, ask, &(BureauAct){ .name = kind, .object = args });
}

static gboolean
is_end (const char *state)
{
  return g_strcmp0 (state, "asked") != 0 && g_strcmp0 (state, "doing") != 0;
}

/* ';' is the character behind ':'. */
static gboolean
forget_scratch (BureauTransaction *transaction, gint64 request, GError **error)
{
  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "DELETE FROM bureau_scratch WHERE key > 'request:' || ?1 || ':'"
                              " AND key < 'request:' || ?1 || ';'",
                              "i", request);
}

/**
 * bureau_request_move:
 * @state: asked, doing, done, refused or failed
 * @result: (nullable): what came of it
 * @error_text: (nullable): one sentence, where it was refused or failed
 *
 * A request that has its answer keeps it: a second answer changes nothing. The scratch rows
 * "request:ID:…", which tell how far it came, go with its end.
 *
 * Returns: %FALSE with @error set where it failed
 */
gboolean
bureau_request_move (BureauTransaction *transaction, gint64 request, const char *state,
                     JsonNode *result, const char *error_text, GError **error)
{
  bureau_transaction_add_fact (transaction, "bureau_request", request, state);
  return bureau_database_run (
             bureau_transaction_get_database (transaction), error,
             "UPDATE bureau_request SET state = ?, result = ?, error = ?, updated_at = ? "
             "WHERE id = ? AND state IN ('asked', 'doing')",
             "sjssi", state, result, error_text, bureau_transaction_get_time (transaction), request)
         && (!is_end (state) || forget_scratch (transaction, request, error));
}

/**
 * bureau_request_is_open:
 *
 * Returns: whether the request still waits for its answer
 */
gboolean
bureau_request_is_open (BureauDatabase *database, gint64 request)
{
  gint64 is_open = 0;

  return bureau_database_int (database, &is_open, NULL,
                              "SELECT 1 FROM bureau_request WHERE id = ?"
                              " AND state IN ('asked', 'doing')",
                              "i", request)
         && is_open != 0;
}

static gboolean
withdraw (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  return bureau_request_move (transaction, act->id, "refused", NULL, act->text, error);
}

/**
 * bureau_request_withdraw:
 * @why: one sentence, the answer it gets
 *
 * Answers a request that nobody waits for any more, so that no engine takes it up later. A long one
 * that is under way ends where it leaves nothing half; any other comes to its end unheard.
 *
 * Returns: (transfer full): resolves to %TRUE
 */
DexFuture *
bureau_request_withdraw (BureauMemory *memory, const BureauCause *cause, gint64 request,
                         const char *why)
{
  return bureau_memory_act (memory, cause, withdraw, &(BureauAct){ .id = request, .text = why });
}

static gboolean
tell (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "INSERT OR IGNORE INTO bureau_scratch SELECT 'request:' || id || ':'"
                              " || ?2, ?3, ?4 FROM bureau_request WHERE id = ?1"
                              " AND state IN ('asked', 'doing')",
                              "isss", act->id, act->name, bureau_transaction_get_time (transaction),
                              act->text);
}

/**
 * bureau_request_tell:
 * @what: names it among all that is told of the request
 * @text: how far it came
 *
 * Tells whoever asked how far a request is, in the scratch row "request:ID:WHAT" that goes with its
 * end. One that has ended tells nothing any more.
 *
 * Returns: (transfer full): resolves to %TRUE
 */
DexFuture *
bureau_request_tell (BureauMemory *memory, gint64 request, const char *what, const char *text)
{
  return bureau_memory_act (memory, &(BureauCause){ "system", "scratch" }, tell,
                            &(BureauAct){ .id = request, .name = what, .text = text });
}

static gboolean
withdraw_unbegun (BureauTransaction *transaction, const BureauAct *act, GValue *result,
                  GError **error)
{
  g_autofree char *state = bureau_database_text (
      bureau_transaction_get_database (transaction), NULL,
      "SELECT state FROM bureau_request WHERE id = ?", "i", act->id);

  return g_strcmp0 (state, "asked") != 0 || withdraw (transaction, act, result, error);
}

/**
 * bureau_request_withdraw_unbegun:
 * @why: one sentence, the answer it gets
 *
 * As bureau_request_withdraw(), where it is not being done yet.
 *
 * Returns: (transfer full): resolves to %TRUE
 */
DexFuture *
bureau_request_withdraw_unbegun (BureauMemory *memory, const BureauCause *cause, gint64 request,
                                 const char *why)
{
  return bureau_memory_act (memory, cause, withdraw_unbegun,
                            &(BureauAct){ .id = request, .text = why });
}

typedef struct
{
  BureauMemory *memory;
  gint64 request;
} Wait;

static void
wait_free (gpointer data)
{
  Wait *wait = data;

  g_clear_object (&wait->memory);
  g_free (wait);
}

static gboolean
is_answered (JsonObject *row)
{
  return is_end (bureau_json_get_string (row, "state"));
}

static DexFuture *
read_request (Wait *wait)
{
  return bureau_memory_rows (
      wait->memory, "SELECT id, kind, args, state, result, error FROM bureau_request WHERE id = ?",
      "i", wait->request);
}

static DexFuture *
wait_fiber (gpointer data)
{
  Wait *wait = data;
  g_autoptr (GError) error = NULL;

  for (;;)
    {
      DexFuture *change = bureau_memory_next_change (wait->memory);
      g_autoptr (JsonArray) rows = dex_await_boxed (read_request (wait), &error);
      JsonObject *row = rows != NULL && json_array_get_length (rows) > 0
                            ? json_array_get_object_element (rows, 0)
                            : NULL;

      if (row == NULL || is_answered (row))
        dex_clear (&change);
      if (error != NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));
      if (row == NULL)
        return dex_future_new_reject (BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
                                      "There is no such request.");
      if (is_answered (row))
        return dex_future_new_take_boxed (JSON_TYPE_OBJECT, json_object_ref (row));
      if (!dex_await (change, &error))
        return dex_future_new_for_error (g_steal_pointer (&error));
    }
}

/**
 * bureau_request_wait:
 *
 * Returns: (transfer full): resolves to the row, a #JsonObject
 * {"id","kind","args","state","result","error"}, once it is done, refused or failed
 */
DexFuture *
bureau_request_wait (BureauMemory *memory, gint64 request)
{
  Wait *wait = g_new0 (Wait, 1);

  wait->memory = g_object_ref (memory);
  wait->request = request;
  return dex_scheduler_spawn (NULL, 0, wait_fiber, wait, wait_free);
}
