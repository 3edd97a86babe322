/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "application/patience.h"

/* A file is open in some milliseconds as a rule; later than this somebody would begin to wait. */
#define PATIENCE_MS 250

struct _BureauPatience
{
  GtkWindow *window;
  guint source;      /* set while the window waits to be shown */
  gboolean is_ready; /* it has something to show */
};

static void
over_cb (gpointer data)
{
  BureauPatience *self = data;

  self->source = 0;
  self->is_ready = TRUE;
  gtk_window_present (self->window);
}

/**
 * bureau_patience_new:
 *
 * Returns: (transfer full): of a window that is not shown yet
 */
BureauPatience *
bureau_patience_new (GtkWindow *window)
{
  BureauPatience *self = g_new0 (BureauPatience, 1);

  self->window = g_object_ref (window);
  return self;
}

void
bureau_patience_free (BureauPatience *self)
{
  bureau_patience_give_up (self);
  g_clear_object (&self->window);
  g_free (self);
}

/**
 * bureau_patience_present:
 *
 * Shows the window, as soon as it has something to show or somebody would begin to wait.
 */
void
bureau_patience_present (BureauPatience *self)
{
  if (self->is_ready)
    gtk_window_present (self->window);
  else if (self->source == 0)
    self->source = g_timeout_add_once (PATIENCE_MS, over_cb, self);
}

/**
 * bureau_patience_set_ready:
 *
 * The window has something to show.
 */
void
bureau_patience_set_ready (BureauPatience *self)
{
  self->is_ready = TRUE;
  if (self->source == 0)
    return;
  bureau_patience_give_up (self);
  gtk_window_present (self->window);
}

/**
 * bureau_patience_give_up:
 *
 * What waits to be shown is not shown any more.
 */
void
bureau_patience_give_up (BureauPatience *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
}
