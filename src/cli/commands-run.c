/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/json-text.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/input.h"
#include "cli/table.h"
#include "memory/question.h"
#include "memory/request.h"

/* Runs ------------------------------------------------------------------------------------------
 */

typedef struct
{
  const char *state;
  gint64 limit;
} Listing;

static gboolean
add_steps (BureauDatabase *database, JsonObject *run, GError **error)
{
  JsonArray *steps = bureau_database_rows (database, error,
                                           "SELECT step AS id, \"do\", agent, state, error, attempt"
                                           " FROM bureau_step WHERE run = ? ORDER BY seq",
                                           "i", bureau_json_get_id (run, "id"));

  bureau_json_open_member (run, "cause");
  if (steps == NULL)
    return FALSE;
  json_object_set_array_member (run, "steps", steps);
  return TRUE;
}

static gboolean
runs_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Listing *listing = data;
  g_autoptr (JsonArray) runs = bureau_database_rows (
      database, error,
      "SELECT id, workflow, version, state, cause, cost, created_at AS at, message,"
      " record, parent, error, advice FROM bureau_run"
      " WHERE state = coalesce (?1, state) ORDER BY id DESC LIMIT ?2",
      "si", listing->state, listing->limit);

  for (guint i = 0; runs != NULL && i < json_array_get_length (runs); i++)
    if (!add_steps (database, json_array_get_object_element (runs, i), error))
      return FALSE;
  return bureau_result_array (result, g_steal_pointer (&runs));
}

/* What went wrong and what to do, or how far it is. */
static char *
describe_run (JsonObject *run)
{
  const char *failure = bureau_json_get_string (run, "error");
  const char *advice = bureau_json_get_string (run, "advice");
  JsonArray *steps = bureau_json_get_array (run, "steps");
  guint n_done = 0, n = json_array_get_length (steps);

  if (failure != NULL)
    return g_strdup_printf ("%s %s", failure, advice != NULL ? advice : "");
  for (guint i = 0; i < n; i++)
    n_done += g_strcmp0 (bureau_json_get_string (json_array_get_object_element (steps, i), "state"),
                         "done")
              == 0;
  return g_strdup_printf ("%u of %u steps", n_done, n);
}

static void
print_runs (BureauCall *call, JsonArray *runs)
{
  g_autoptr (BureauTable) table = bureau_table_new ("ID", "WORKFLOW", "STATE", "AGE", "WHAT", NULL);

  for (guint i = 0; i < json_array_get_length (runs); i++)
    {
      JsonObject *run = json_array_get_object_element (runs, i);
      g_autofree char *age = bureau_terminal_age (bureau_json_get_string (run, "at"));
      g_autofree char *what = describe_run (run);

      bureau_table_add (table, bureau_json_get_string (run, "id"),
                        bureau_json_get_string (run, "workflow"),
                        bureau_json_get_string (run, "state"), age, what, NULL);
    }
  if (bureau_table_get_length (table) > 0)
    bureau_table_print (table, call->out);
  else
    bureau_call_print (call, "Nothing ran yet.\n");
}

static gboolean
run_runs (BureauCall *call, GError **error)
{
  Listing listing = { bureau_call_get_option (call, "state"), 50 };
  g_autoptr (JsonArray) runs = NULL;

  if (!bureau_call_get_int_option (call, "limit", &listing.limit, error))
    return FALSE;
  runs = bureau_call_read_array (call, runs_cb, &listing, error);
  if (runs == NULL)
    return FALSE;
  if (call->json)
    bureau_call_print_array (call, runs);
  else
    print_runs (call, runs);
  return TRUE;
}

/* Requests ----------------------------------------------------------------------------------------
 */

static gboolean
check_run (BureauCall *call, gint64 id, GError **error)
{
  g_autoptr (JsonArray) rows = dex_await_boxed (
      bureau_memory_rows (call->memory, "SELECT id FROM bureau_run WHERE id = ?", "i", id), error);

  if (rows == NULL)
    return FALSE;
  if (json_array_get_length (rows) > 0)
    return TRUE;
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
               "There is no run %" G_GINT64_FORMAT "; “bureauctl runs” lists them.", id);
  return FALSE;
}

static gboolean
ask_about_run (BureauCall *call, const char *kind, GError **error)
{
  g_autoptr (JsonObject) args = json_object_new ();
  gint64 id;

  if (!bureau_call_get_id (call, 0, &id, error) || !check_run (call, id, error))
    return FALSE;
  bureau_json_set_id (args, "run", id);
  return bureau_call_ask (call, kind, args, error);
}

static gboolean
run_retry (BureauCall *call, GError **error)
{
  return ask_about_run (call, "retry", error);
}

static gboolean
run_cancel (BureauCall *call, GError **error)
{
  return ask_about_run (call, "cancel", error);
}

static gboolean
run_stop (BureauCall *call, GError **error)
{
  return ask_about_run (call, "stop", error);
}

static gboolean
run_requests (BureauCall *call, GError **error)
{
  g_autoptr (JsonArray) rows = dex_await_boxed (
      bureau_memory_rows (call->memory,
                          "SELECT id, kind, args, \"by\", state, result, error, created_at AS at"
                          " FROM bureau_request ORDER BY id DESC LIMIT 50",
                          ""),
      error);
  g_autoptr (BureauTable) table = bureau_table_new ("ID", "KIND", "STATE", "AGE", "WHAT", NULL);

  if (rows == NULL)
    return FALSE;
  if (call->json)
    {
      bureau_call_print_array (call, rows);
      return TRUE;
    }
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      const char *failure = bureau_json_get_string (row, "error");
      g_autofree char *age = bureau_terminal_age (bureau_json_get_string (row, "at"));

      bureau_table_add (table, bureau_json_get_string (row, "id"),
                        bureau_json_get_string (row, "kind"), bureau_json_get_string (row, "state"),
                        age, failure != NULL ? failure : bureau_json_get_string (row, "args"),
                        NULL);
    }
  if (bureau_table_get_length (table) > 0)
    bureau_table_print (table, call->out);
  else
    bureau_call_print (call, "Nothing was asked of the agents yet.\n");
  return TRUE;
}

/* Questions ---------------------------------------------------------------------------------------
 */

static gboolean
run_questions (BureauCall *call, GError **error)
{
  g_autoptr (JsonArray) rows = dex_await_boxed (
      bureau_memory_rows (call->memory,
                          "SELECT id, run, step, agent, text, choices, state, created_at AS at"
                          " FROM bureau_question WHERE state = 'open' ORDER BY id",
                          ""),
      error);
  g_autoptr (BureauTable) table = bureau_table_new ("ID", "AGE", "AGENT", "QUESTION", "CHOICES",
                                                    NULL);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      const char *agent = bureau_json_get_string (row, "agent");
      g_autofree char *age = bureau_terminal_age (bureau_json_get_string (row, "at"));

      bureau_table_add (table, bureau_json_get_string (row, "id"), age, agent != NULL ? agent : "",
                        bureau_json_get_string (row, "text"),
                        bureau_json_get_string (row, "choices"), NULL);
      bureau_json_open_member (row, "choices");
    }
  bureau_call_print_list (call, rows, table, "No agent asks anything.");
  return TRUE;
}

/* The id of a question, or of the run that asks it. */
static gboolean
find_question (BureauCall *call, gint64 *id, GError **error)
{
  g_autoptr (JsonArray) rows = NULL;

  if (!bureau_call_get_id (call, 0, id, error))
    return FALSE;
  rows = dex_await_boxed (bureau_memory_rows (call->memory,
                                              "SELECT id FROM bureau_question WHERE run = ?"
                                              " AND state = 'open' ORDER BY id LIMIT 1",
                                              "i", *id),
                          error);
  if (rows == NULL)
    return FALSE;
  if (json_array_get_length (rows) > 0)
    *id = bureau_json_get_id (json_array_get_object_element (rows, 0), "id");
  return TRUE;
}

static gboolean
run_answer (BureauCall *call, GError **error)
{
  g_autofree char *text = bureau_call_join_arguments (call, 1);
  gint64 id;

  if (!find_question (call, &id, error)
      || !dex_await (bureau_question_answer (call->memory, &bureau_call_cause, id, text), error))
    return FALSE;
  bureau_call_print_done (call, id, "answered", "Answered.");
  bureau_input_hint_engine (call);
  return TRUE;
}

static const BureauOption runs_options[] = {
  { "state", "STATE", "Only queued, running, waiting, parked, done or cancelled ones" },
  { "limit", "N", "At most so many, the newest (50)" },
  { NULL },
};

const BureauCommand bureau_run_commands[] = {
  { "runs", "", "List what agents did and do", run_runs, BUREAU_OPEN_READ, 0, 0, runs_options },
  { "run-retry", "ID", "Try a parked run again", run_retry, BUREAU_OPEN_WRITE, 1, 1 },
  { "run-cancel", "ID", "End a run at its next step", run_cancel, BUREAU_OPEN_WRITE, 1, 1 },
  { "run-stop", "ID", "Stop what is being written; what there is stays as a part", run_stop,
    BUREAU_OPEN_WRITE, 1, 1 },
  { "questions", "", "List what agents ask you", run_questions, BUREAU_OPEN_READ, 0, 0 },
  { "answer", "ID TEXT", "Answer a question", run_answer, BUREAU_OPEN_WRITE, 2,
    BUREAU_MANY_ARGUMENTS },
  { "requests", "", "List what was asked of the engine", run_requests, BUREAU_OPEN_READ, 0, 0 },
  { NULL },
};
