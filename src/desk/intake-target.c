/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/intake-target.h"

#include <glib/gi18n.h>
#include <libdex.h>

#include "desk/intake.h"
#include "desk/toast.h"

static DexFuture *
came_in_cb (DexFuture *future, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *says = dex_await_string (dex_ref (future), &error);

  bureau_toast_say (data, says != NULL ? says : error->message);
  return NULL;
}

/* @coming: (transfer full): resolves to what to say about it */
static void
follow (GtkWidget *window, BureauMemory *memory, DexFuture *coming)
{
  if (!bureau_memory_is_engine (memory))
    bureau_toast_say (window, _ ("Handed to the process that runs the agents"));
  dex_future_disown (
      dex_future_finally (coming, came_in_cb, g_object_ref (window), g_object_unref));
}

static void
take_in (GtkWidget *window, BureauMemory *memory, GdkFileList *given)
{
  g_autoptr (GListModel) files = bureau_intake_list_files (given);

  if (g_list_model_get_n_items (files) > 0)
    follow (window, memory, bureau_intake_files (memory, files));
}

/* Dropped ----------------------------------------------------------------------------------------
 */

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, BureauMemory *memory)
{
  GtkWidget *window = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));

  take_in (window, memory, g_value_get_boxed (value));
  return TRUE;
}

/**
 * bureau_intake_target_set_up:
 * @memory: the open workspace
 *
 * Lets files be dropped anywhere on the window.
 */
void
bureau_intake_target_set_up (GtkWidget *window, BureauMemory *memory)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), memory, 0);
  gtk_widget_add_controller (window, GTK_EVENT_CONTROLLER (target));
}
