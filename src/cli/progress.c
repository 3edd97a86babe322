/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/progress.h"

#include <glib-unix.h>
#include <stdio.h>
#include <unistd.h>

struct _BureauProgressLine
{
  BureauProgress *progress;
  gulong handler;
  guint interrupt;
  gboolean is_shown;
};

static const char *const words[] = {
  [BUREAU_PHASE_READING] = "Reading", [BUREAU_PHASE_CHECKING] = "Looking at every page",
  [BUREAU_PHASE_COPYING] = "Copying", [BUREAU_PHASE_FILLING] = "Filling the sample business",
  [BUREAU_PHASE_WRITING] = "Writing",
};

/* The line is written over: what is behind the words goes. */
static void
tell_cb (BureauProgress *progress, BureauProgressLine *self)
{
  BureauProgressState state;
  int percent = bureau_progress_get_percent (progress);

  bureau_progress_get (progress, &state);
  fprintf (stderr, "\r%s", words[state.phase]);
  if (percent >= 0)
    fprintf (stderr, ": %d %%", percent);
  if (state.items > 0)
    fprintf (stderr, ", %" G_GINT64_FORMAT " in", state.items);
  fputs ("\033[K", stderr);
  self->is_shown = TRUE;
}

/* The next one ends the program as it always does. */
static gboolean
interrupt_cb (gpointer data)
{
  BureauProgressLine *self = data;

  bureau_progress_cancel (self->progress);
  self->interrupt = 0;
  return G_SOURCE_REMOVE;
}

/**
 * bureau_progress_line_new:
 *
 * Returns: (transfer full): shown on a terminal only
 */
BureauProgressLine *
bureau_progress_line_new (void)
{
  BureauProgressLine *self = g_new0 (BureauProgressLine, 1);

  self->progress = bureau_progress_new ();
  self->interrupt = g_unix_signal_add (SIGINT, interrupt_cb, self);
  /* bureau_progress_line_free() disconnects: what listens is no object. */
  if (isatty (STDERR_FILENO))
    self->handler = g_signal_connect_data (self->progress, "changed", G_CALLBACK (tell_cb), self,
                                           NULL, 0);
  return self;
}

/**
 * bureau_progress_line_free:
 *
 * Clears the line.
 */
void
bureau_progress_line_free (BureauProgressLine *self)
{
  g_clear_signal_handler (&self->handler, self->progress);
  g_clear_handle_id (&self->interrupt, g_source_remove);
  if (self->is_shown)
    fputs ("\r\033[K", stderr);
  g_clear_object (&self->progress);
  g_free (self);
}

/**
 * bureau_progress_line_get:
 *
 * Returns: (transfer none): what the work tells
 */
BureauProgress *
bureau_progress_line_get (BureauProgressLine *self)
{
  return self->progress;
}
