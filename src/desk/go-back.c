/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/go-back.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "base/worker.h"
#include "desk/progress-dialog.h"
#include "desk/toast.h"
#include "memory/check.h"
#include "memory/snapshot.h"

typedef struct
{
  GtkWidget *from;
  BureauMemory *memory;
  char *snapshot;
  char *safe; /* where what is there now goes first */
  BureauProgress *progress;
} Back;

static void
back_free (gpointer data)
{
  Back *self = data;

  g_clear_object (&self->from);
  g_clear_object (&self->memory);
  g_free (self->snapshot);
  g_free (self->safe);
  g_clear_object (&self->progress);
  g_free (self);
}

static void
back_free_closure (gpointer data, GClosure *closure)
{
  back_free (data);
}

/* Before anything is closed: on the worker. */
static gboolean
check (gpointer data, GValue *result, GError **error)
{
  const Back *self = data;

  return bureau_workspace_look_through (self->snapshot, self->progress, error);
}

static DexFuture *
safe_fiber (gpointer data)
{
  Back *self = data;
  g_autoptr (BureauWorker) worker = bureau_worker_new ("bureau-check");
  g_autoptr (GError) error = NULL;
  gboolean ok = dex_await (bureau_worker_run (worker, check, self, NULL), &error);

  bureau_worker_stop (worker);
  if (ok && dex_await (bureau_snapshot_write (self->memory, self->safe, self->progress), &error))
    return dex_future_new_true ();
  return dex_future_new_for_error (g_steal_pointer (&error));
}

/* Only where nobody cancelled it is anything closed. */
static DexFuture *
back_fiber (gpointer data)
{
  Back *self = data;
  g_autoptr (GError) error = NULL;

  if (!dex_await (
          bureau_progress_dialog_follow (self->from, _ ("Going Back"), self->progress,
                                         dex_scheduler_spawn (NULL, 0, safe_fiber, self, NULL)),
          &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        bureau_toast_problem (self->from, error->message);
    }
  else
    gtk_widget_activate_action (self->from, "app.restore", "(ss)",
                                bureau_memory_get_path (self->memory), self->snapshot);
  return NULL;
}

static Back *
back_copy (const Back *self)
{
  Back *copy = g_new0 (Back, 1);

  copy->from = g_object_ref (self->from);
  copy->memory = g_object_ref (self->memory);
  copy->snapshot = g_strdup (self->snapshot);
  copy->safe = g_strdup (self->safe);
  copy->progress = bureau_progress_new ();
  return copy;
}

static void
agreed_cb (AdwAlertDialog *dialog, const char *response, Back *self)
{
  if (g_str_equal (response, "back"))
    dex_future_disown (dex_scheduler_spawn (NULL, 0, back_fiber, back_copy (self), back_free));
}

static char *
name_safe (const char *folder)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *at = g_date_time_format (now, "%Y-%m-%d %H-%M-%S");
  /* Translators: the name of a file, %s is a day and a time */
  g_autofree char *name = g_strdup_printf (_ ("%s before going back"), at);
  g_autofree char *file = g_strconcat (name, ".bureau", NULL);

  return g_build_filename (folder, file, NULL);
}

/**
 * bureau_go_back_to:
 * @from: something in the window
 * @folder: (type filename): where the workspace's snapshots are
 * @snapshot: (type filename): a copy of a workspace
 *
 * Asks whether the copy is to take the place of what is there now. Then it is checked, what is
 * there now becomes a snapshot, and the application does it (`app.restore`). Where one of that
 * fails, nothing is changed, and it is said why.
 */
void
bureau_go_back_to (GtkWidget *from, BureauMemory *memory, const char *folder, const char *snapshot)
{
  g_autofree char *name = g_path_get_basename (snapshot);
  g_autofree char *shown = g_filename_display_name (name);
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Go Back?"), NULL);
  Back *self = g_new0 (Back, 1);

  self->from = g_object_ref (from);
  self->memory = g_object_ref (memory);
  self->snapshot = g_strdup (snapshot);
  self->safe = name_safe (folder);
  adw_alert_dialog_format_body (
      ADW_ALERT_DIALOG (dialog),
      _ ("“%s” takes the place of everything in this workspace. A snapshot of how it is now is "
         "made first, so that you can come back."),
      shown);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "back",
                                  _ ("_Go Back"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "back",
                                            ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (agreed_cb), self, back_free_closure,
                         G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, from);
}
