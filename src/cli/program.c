/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/program.h"

#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>

#include "base/error.h"
#include "base/log.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/parse.h"
#include "memory/secret.h"

/* A command's fiber prints JSON and reads files; 128 KiB would be narrow under a sanitizer. */
#define STACK_BYTES (1024 * 1024)

typedef struct
{
  BureauCall *call;
  GMainLoop *loop;
  int status;
} Program;

static void
set_up_process (void)
{
  setlocale (LC_ALL, "");
  if (g_strcmp0 (nl_langinfo (CODESET), "UTF-8") != 0)
    setlocale (LC_CTYPE, "C.UTF-8");
  /* A full disk and a closed pipe are errors to be told, not deaths (reliability.md M12). */
  signal (SIGXFSZ, SIG_IGN);
  signal (SIGPIPE, SIG_IGN);
  bureau_secret_take_environment ();
  bureau_log_open ("bureauctl", NULL);
}

static int
tell_error (const GError *error)
{
  g_autofree char *safe = bureau_log_redact (error->message);
  g_autofree char *line = bureau_text_one_line (safe);

  fprintf (stderr, "bureauctl: %s\n", line);
  return bureau_error_exit_status (error);
}

static gboolean
open_workspace (BureauCall *call, GError **error)
{
  static const BureauMemoryFlags flags[] = {
    [BUREAU_OPEN_READ] = BUREAU_MEMORY_READ_ONLY,
    [BUREAU_OPEN_WRITE] = BUREAU_MEMORY_DEFAULT,
    [BUREAU_OPEN_ENGINE] = BUREAU_MEMORY_ENGINE,
  };

  if (call->command->open == BUREAU_OPEN_NOTHING)
    return TRUE;
  call->memory = bureau_memory_open (call->workspace, flags[call->command->open], error);
  if (call->memory == NULL)
    return FALSE;
  if (call->command->open == BUREAU_OPEN_ENGINE)
    bureau_call_follow_trouble (call);
  return TRUE;
}

static DexFuture *
command_fiber (gpointer data)
{
  Program *self = data;
  g_autoptr (GError) error = NULL;

  if (open_workspace (self->call, &error) && self->call->command->run (self->call, &error))
    self->status = self->call->status;
  else
    self->status = tell_error (error);
  g_main_loop_quit (self->loop);
  return dex_future_new_true ();
}

static int
flush_output (BureauCall *call, int status)
{
  gboolean written = fwrite (call->out->str, 1, call->out->len, stdout) == call->out->len;

  if (fflush (stdout) == 0 && written)
    return status;
  return status != 0 ? status : 1;
}

static int
run_command (BureauCall *call)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Program program = { .call = call, .loop = loop };

  dex_init ();
  dex_future_disown (dex_scheduler_spawn (NULL, STACK_BYTES, command_fiber, &program, NULL));
  g_main_loop_run (loop);
  return program.status;
}

static int
run_call (BureauCall *call)
{
  g_autofree char *help = NULL;

  if (call->version)
    bureau_call_print (call, "bureauctl %s\n", BUREAU_VERSION);
  else if (call->help)
    {
      help = bureau_command_help (call->command);
      g_string_append (call->out, help);
    }
  else
    return flush_output (call, run_command (call));
  return flush_output (call, 0);
}

/**
 * bureau_program_run:
 * @argv: (array zero-terminated=1): the command line
 *
 * The whole of bureauctl.
 *
 * Returns: the exit status of design.md §9
 */
int
bureau_program_run (const char *const *argv)
{
  g_autoptr (BureauCall) call = bureau_call_new ();
  g_autoptr (GError) error = NULL;
  int status;

  set_up_process ();
  status = bureau_call_parse (call, argv, &error) ? run_call (call) : tell_error (error);
  bureau_log_close ();
  return status;
}
