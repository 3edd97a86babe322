/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "agents/engine.h"
#include "agents/message-source.h"
#include "base/error.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/import.h"
#include "cli/trace.h"
#include "memory/message.h"

/* Run ---------------------------------------------------------------------------------------------
 */

static DexFuture *
wait_for_signal (void)
{
  return dex_future_first (dex_unix_signal_new (SIGINT), dex_unix_signal_new (SIGTERM),
                           dex_unix_signal_new (SIGHUP), NULL);
}

static void
tell_start (BureauCall *call)
{
  if (!call->json && (isatty (STDERR_FILENO) || bureau_call_has_option (call, "verbose")))
    fprintf (stderr, "The agents run. Ctrl+C ends them; nothing is lost.\n");
}

/* Listens to signals before the engine starts: what comes meanwhile ends it in order. */
static gboolean
run_engine (BureauCall *call, BureauEngine *engine, GError **error)
{
  DexFuture *end = wait_for_signal ();

  if (!dex_await (bureau_engine_start (engine), error))
    {
      dex_clear (&end);
      return FALSE;
    }
  if (bureau_call_has_option (call, "until-idle"))
    end = dex_future_first (bureau_engine_until_idle (engine), end, NULL);
  tell_start (call);
  dex_await (end, NULL);
  return dex_await (bureau_engine_stop (engine), error);
}

static gboolean
run_run (BureauCall *call, GError **error)
{
  g_autoptr (BureauEngine) engine = bureau_engine_new (call->memory);
  g_autoptr (BureauTrace) trace = bureau_call_has_option (call, "verbose")
                                      ? bureau_trace_new (call->memory)
                                      : NULL;

  if (!run_engine (call, engine, error))
    return FALSE;
  if (trace != NULL)
    bureau_trace_flush (trace);
  return TRUE;
}

/* Label -------------------------------------------------------------------------------------------
 */

static gboolean
message_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  return bureau_result_object (result, bureau_message_load (database, *(gint64 *)data, error));
}

static gboolean
run_label (BureauCall *call, GError **error)
{
  const char *label = bureau_call_get_argument (call, 1);
  g_autoptr (JsonObject) message = NULL;
  g_auto (GStrv) words = NULL;
  g_autofree char *sentence = g_strdup_printf ("Noted: this is “%s”. The agents learn from it.",
                                               label);
  gint64 id;

  if (!bureau_call_get_id (call, 0, &id, error)
      || (message = bureau_call_read_object (call, message_cb, &id, error)) == NULL)
    return FALSE;
  words = bureau_message_source_words (message);
  if (!dex_await (bureau_message_teach (call->memory, &bureau_call_cause, id, label,
                                        (const char *const *)words),
                  error))
    return FALSE;
  bureau_call_print_done (call, id, label, sentence);
  return TRUE;
}

static const BureauOption import_options[]
    = { { "into", "COLLECTION", "Take rows of .csv, .tsv and .json as records of it" }, { NULL } };

static const BureauOption run_options[] = {
  { "until-idle", NULL, "End when nothing is left to do" },
  { "verbose", NULL, "Tell what happens, a line each, on the standard error" },
  { NULL },
};

const BureauCommand bureau_engine_commands[] = {
  { "import", "FILE…", "Take in .eml, .mbox, .txt, .json, .csv and .tsv files", bureau_import_run,
    BUREAU_OPEN_WRITE, 1, BUREAU_MANY_ARGUMENTS, import_options },
  { "run", "", "Run the agents, without a window", run_run, BUREAU_OPEN_ENGINE, 0, 0, run_options },
  { "label", "MESSAGE LABEL", "Say what a message is; the agents learn from it", run_label,
    BUREAU_OPEN_WRITE, 2, 2 },
  { NULL },
};
