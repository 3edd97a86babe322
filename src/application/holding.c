/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A draft that is held from its notification while nobody has a window to be told in. */
#include "application/holding.h"

#include <glib/gi18n.h>

#include "application/open-file.h"
#include "desk/decision.h"
#include "desk/notification.h"
#include "desk/snooze-time.h"
#include "memory/draft.h"

typedef struct
{
  GApplication *application;
  char *path;
  gint64 draft;
} Holding;

static void
holding_free (gpointer data)
{
  Holding *self = data;

  g_application_release (self->application);
  g_clear_object (&self->application);
  g_free (self->path);
  g_free (self);
}

static gboolean
snooze (BureauMemory *memory, gint64 draft, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *until = bureau_snooze_time ("tomorrow", now);

  return dex_await (bureau_draft_snooze (memory, &bureau_decision_cause, draft, until), error);
}

static void
tell (Holding *self, const GError *error)
{
  g_autoptr (GNotification) notification = bureau_notification_new_for_problem (
      _ ("The draft could not be held"), error->message, self->path, self->draft);

  g_application_send_notification (self->application, "not-held", notification);
}

/* Whoever runs the agents of the workspace goes on doing so. */
static DexFuture *
snooze_fiber (gpointer data)
{
  Holding *self = data;
  g_autoptr (BureauWorker) worker = bureau_worker_new ("bureau-hold");
  g_autoptr (GError) error = NULL;
  g_autoptr (BureauMemory) memory = dex_await_object (
      bureau_open_file (worker, self->path, BUREAU_MEMORY_DEFAULT), &error);

  if (memory == NULL || !snooze (memory, self->draft, &error))
    tell (self, error);
  if (memory != NULL)
    bureau_memory_close (memory);
  bureau_worker_stop (worker);
  return dex_future_new_true ();
}

/**
 * bureau_holding_snooze:
 * @path: (type filename): the workspace file
 * @draft: an id
 *
 * Snoozes a draft until tomorrow morning, as the window does, without one. What keeps it from that
 * is told by a notification.
 */
void
bureau_holding_snooze (GApplication *application, const char *path, gint64 draft)
{
  Holding *self = g_new0 (Holding, 1);

  self->application = g_object_ref (application);
  self->path = g_strdup (path);
  self->draft = draft;
  g_application_hold (application);
  dex_future_disown (dex_scheduler_spawn (NULL, 0, snooze_fiber, self, holding_free));
}
