/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/progress-dialog.h"

#include <adwaita.h>

#include "desk/progress-view.h"

/* What is done sooner needs no dialog. */
#define PATIENCE_MS 700

typedef struct
{
  GtkWidget *from;
  char *title;
  BureauProgress *progress;
  DexFuture *work;
} Following;

static void
following_free (gpointer data)
{
  Following *self = data;

  g_clear_object (&self->from);
  g_free (self->title);
  g_clear_object (&self->progress);
  dex_clear (&self->work);
  g_free (self);
}

static AdwDialog *
make_dialog (Following *self)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = bureau_progress_view_new (self->title);

  g_object_set (view, "margin-top", 24, "margin-bottom", 24, "margin-start", 24, "margin-end", 24,
                NULL);
  bureau_progress_view_follow (BUREAU_PROGRESS_VIEW (view), self->progress);
  adw_dialog_set_title (dialog, self->title);
  adw_dialog_set_content_width (dialog, 400);
  adw_dialog_set_child (dialog, view);
  /* Escape is the button too. */
  g_signal_connect_object (dialog, "closed", G_CALLBACK (bureau_progress_cancel), self->progress,
                           G_CONNECT_SWAPPED);
  return dialog;
}

static DexFuture *
follow_fiber (gpointer data)
{
  Following *self = data;
  AdwDialog *dialog = NULL;

  dex_await (dex_future_first (dex_ref (self->work), dex_timeout_new_msec (PATIENCE_MS), NULL),
             NULL);
  if (dex_future_is_pending (self->work) && gtk_widget_get_root (self->from) != NULL)
    {
      dialog = g_object_ref_sink (make_dialog (self));
      adw_dialog_present (dialog, self->from);
    }
  dex_await (dex_ref (self->work), NULL);
  if (dialog != NULL)
    adw_dialog_force_close (dialog);
  g_clear_object (&dialog);
  return dex_ref (self->work);
}

/**
 * bureau_progress_dialog_follow:
 * @from: something in the window
 * @title: what it is
 * @progress: how far it is
 * @work: (transfer full): is over when it resolves or rejects
 *
 * Shows what takes longer than a moment, and lets a person cancel it.
 *
 * Returns: (transfer full): as @work ends
 */
DexFuture *
bureau_progress_dialog_follow (GtkWidget *from, const char *title, BureauProgress *progress,
                               DexFuture *work)
{
  Following *self = g_new0 (Following, 1);

  self->from = g_object_ref (from);
  self->title = g_strdup (title);
  self->progress = g_object_ref (progress);
  self->work = work;
  return dex_scheduler_spawn (NULL, 0, follow_fiber, self, following_free);
}
