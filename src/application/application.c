/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "application/application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>

#include "application/application-actions.h"
#include "application/background.h"
#include "application/beginning.h"
#include "application/options.h"
#include "application/process.h"
#include "application/restore.h"
#include "application/sessions.h"
#include "bureau-desk-resources.h"
#include "desk/recent.h"
#include "desk/toast.h"

struct _BureauApplication
{
  AdwApplication parent_instance;

  BureauSessions *sessions;
  guint signal_source;
  gboolean is_quitting;
};

G_DEFINE_FINAL_TYPE (BureauApplication, bureau_application, ADW_TYPE_APPLICATION)

/* Sessions ---------------------------------------------------------------------------------------
 */

static DexFuture *
session_closed_cb (DexFuture *future, gpointer data)
{
  g_application_release (G_APPLICATION (data));
  return NULL;
}

static gboolean close_request_cb (BureauApplication *self, GtkWindow *window);
static void begin_cb (BureauApplication *self, const char *kind, JsonObject *answers,
                      BureauWindow *window);

/* @session: (transfer full) */
static BureauSession *
add_session (BureauApplication *self, BureauSession *session)
{
  bureau_sessions_add (self->sessions, session);
  g_signal_connect_object (bureau_session_get_window (session), "begin", G_CALLBACK (begin_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bureau_session_get_window (session), "close-request",
                           G_CALLBACK (close_request_cb), self, G_CONNECT_SWAPPED);
  dex_future_disown (bureau_session_open (session));
  return session;
}

static GtkWindow *
get_window (BureauApplication *self, const char *path)
{
  BureauSession *session = bureau_sessions_find (self->sessions, path);

  if (session == NULL)
    session = add_session (self, bureau_session_new (GTK_APPLICATION (self), path));
  return GTK_WINDOW (bureau_session_get_window (session));
}

static void
present (BureauApplication *self, GtkWindow *window)
{
  BureauSession *session = bureau_sessions_find_of (self->sessions, window);

  bureau_background_end (G_APPLICATION (self));
  if (session != NULL)
    bureau_session_present (session);
  else
    gtk_window_present (window);
}

/* Where the person asked for it, closing the last window hides it, and its agents go on. */
static gboolean
close_request_cb (BureauApplication *self, GtkWindow *window)
{
  BureauSession *session = bureau_sessions_find_of (self->sessions, window);

  if (self->is_quitting || session == NULL || !bureau_session_works (session)
      || !bureau_background_is_wanted ())
    return GDK_EVENT_PROPAGATE;
  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
  bureau_background_begin (G_APPLICATION (self));
  return GDK_EVENT_STOP;
}

/* A window for which no file was named gets one; where that is there already, the sample say, it is
 * opened instead. */
static void
begin_cb (BureauApplication *self, const char *kind, JsonObject *answers, BureauWindow *window)
{
  BureauSession *session = bureau_sessions_find_of (self->sessions, GTK_WINDOW (window));
  const char *given = bureau_session_get_path (session);
  g_autofree char *path = given != NULL ? g_strdup (given)
                                        : bureau_beginning_choose_path (kind, answers);

  if (given != NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      dex_future_disown (bureau_session_begin (session, path, kind, answers));
      return;
    }
  bureau_application_open (self, path);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Going back -------------------------------------------------------------------------------------
 */

/* The window is there either way, and says which way it went. */
static DexFuture *
restored_cb (DexFuture *future, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (dex_await (dex_ref (future), &error))
    bureau_toast_say (data, _ ("The workspace is as the snapshot has it"));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    bureau_toast_say (data, _ ("Nothing was changed"));
  else
    bureau_toast_problem (data, error->message);
  return NULL;
}

/* The desktop asks so when a person logs out: the next start then finds all in order. */
static gboolean
terminate_cb (gpointer data)
{
  g_action_group_activate_action (G_ACTION_GROUP (data), "quit", NULL);
  return G_SOURCE_CONTINUE;
}

static void
bureau_application_startup (GApplication *application)
{
  bureau_process_set_up_toolkit ();
  /* Before the parent looks for the application's style sheet and menus in it. */
  bureau_desk_register_resource ();
  G_APPLICATION_CLASS (bureau_application_parent_class)->startup (application);
  /* A page that begins with a text to be copied would show all of it as selected. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
  bureau_application_actions_add (BUREAU_APPLICATION (application));
  BUREAU_APPLICATION (application)->signal_source = g_unix_signal_add (SIGTERM, terminate_cb,
                                                                       application);
}

/* The program outlives its last window until the workspace is closed. */
static void
close_session (BureauApplication *self, BureauSession *session)
{
  g_application_hold (G_APPLICATION (self));
  dex_future_disown (dex_future_finally (bureau_session_close (session), session_closed_cb,
                                         g_object_ref (self), g_object_unref));
  bureau_sessions_remove (self->sessions, session);
}

static void
bureau_application_window_removed (GtkApplication *application, GtkWindow *window)
{
  BureauApplication *self = BUREAU_APPLICATION (application);
  BureauSession *session = bureau_sessions_find_of (self->sessions, window);

  if (session != NULL)
    close_session (self, session);
  GTK_APPLICATION_CLASS (bureau_application_parent_class)->window_removed (application, window);
}

/* What was open last, else the default one; %NULL where neither is there. */
static char *
find_first_path (void)
{
  g_auto (GStrv) recent = bureau_recent_list ();
  g_autofree char *standard = bureau_memory_default_path ();

  for (guint i = 0; recent[i] != NULL; i++)
    if (g_file_test (recent[i], G_FILE_TEST_EXISTS))
      return g_strdup (recent[i]);
  return g_file_test (standard, G_FILE_TEST_EXISTS) ? g_steal_pointer (&standard) : NULL;
}

/* A second start shows the windows that are there. */
static GtkWindow *
get_first_window (BureauApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autofree char *path = window == NULL ? find_first_path () : NULL;

  return window != NULL ? window : get_window (self, path);
}

static void
bureau_application_activate (GApplication *application)
{
  BureauApplication *self = BUREAU_APPLICATION (application);

  present (self, get_first_window (self));
}

static int
bureau_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  BureauApplication *self = BUREAU_APPLICATION (application);
  g_autofree char *path = bureau_options_read_workspace (line);
  const char *page;
  GtkWindow *window;

  if (!bureau_options_read_page (line, &page))
    return 2;
  window = path != NULL ? get_window (self, path) : get_first_window (self);
  if (page != NULL)
    bureau_window_show_page (BUREAU_WINDOW (window), page);
  present (self, window);
  return 0;
}

static int
bureau_application_handle_local_options (GApplication *application, GVariantDict *given)
{
  return bureau_options_handle_local (given);
}

static void
bureau_application_finalize (GObject *object)
{
  BureauApplication *self = BUREAU_APPLICATION (object);

  g_clear_handle_id (&self->signal_source, g_source_remove);
  g_clear_pointer (&self->sessions, bureau_sessions_free);
  G_OBJECT_CLASS (bureau_application_parent_class)->finalize (object);
}

static void
bureau_application_class_init (BureauApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bureau_application_finalize;
  GTK_APPLICATION_CLASS (klass)->window_removed = bureau_application_window_removed;
  application_class->startup = bureau_application_startup;
  application_class->activate = bureau_application_activate;
  application_class->command_line = bureau_application_command_line;
  application_class->handle_local_options = bureau_application_handle_local_options;
}

static void
bureau_application_init (BureauApplication *self)
{
  self->sessions = bureau_sessions_new ();
  bureau_options_add (G_APPLICATION (self));
}

/**
 * bureau_application_new:
 *
 * Makes the application object of the `bureau` program and sets up its process.
 *
 * Returns: (transfer full): the application, to be run by g_application_run()
 */
BureauApplication *
bureau_application_new (void)
{
  bureau_process_set_up ();
  return g_object_new (BUREAU_TYPE_APPLICATION, "application-id", BUREAU_APP_ID,
                       "resource-base-path", "/app/bureau/Bureau", "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE, NULL);
}

/**
 * bureau_application_open:
 * @path: (nullable) (type filename): a workspace's file; %NULL for one that is still to be chosen
 *
 * Shows its window, which is made where there is none.
 */
void
bureau_application_open (BureauApplication *self, const char *path)
{
  present (self, get_window (self, path));
}

/**
 * bureau_application_restore:
 * @workspace: (type filename): the file of a workspace that is open
 * @snapshot: (type filename): what takes its place
 *
 * Closes the workspace, goes back to the snapshot and opens it again. Whoever asks has made a
 * snapshot of what is there now.
 */
void
bureau_application_restore (BureauApplication *self, const char *workspace, const char *snapshot)
{
  g_autoptr (BureauSession) session = NULL;
  g_autoptr (BureauProgress) progress = bureau_progress_new ();
  BureauSession *next;
  DexFuture *restored;

  g_set_object (&session, bureau_sessions_find (self->sessions, workspace));
  if (session == NULL)
    return;
  restored = bureau_restore_run (bureau_session_close (session), snapshot, workspace, progress);
  next = add_session (self, bureau_session_new_after (GTK_APPLICATION (self), workspace,
                                                      dex_ref (restored), progress));
  dex_future_disown (dex_future_finally (
      restored, restored_cb, g_object_ref (bureau_session_get_window (next)), g_object_unref));
  present (self, GTK_WINDOW (bureau_session_get_window (next)));
  bureau_sessions_remove (self->sessions, session);
  gtk_window_destroy (GTK_WINDOW (bureau_session_get_window (session)));
}

/**
 * bureau_application_quit:
 *
 * Not g_application_quit(): each workspace is closed in order first, and what an agent is at comes
 * to its end.
 */
void
bureau_application_quit (BureauApplication *self)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));

  self->is_quitting = TRUE;
  bureau_background_end (G_APPLICATION (self));
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_destroy (l->data);
}
