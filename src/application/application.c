/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "application/application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>

#include "application/background.h"
#include "application/beginning.h"
#include "application/item-actions.h"
#include "application/restore.h"
#include "application/session.h"
#include "bureau-desk-resources.h"
#include "desk/chooser.h"
#include "desk/commands.h"
#include "desk/pages.h"
#include "desk/printer.h"
#include "desk/recent.h"
#include "desk/toast.h"
#include "memory/memory.h"
#include "memory/secret.h"

struct _BureauApplication
{
  AdwApplication parent_instance;

  GPtrArray *sessions; /* BureauSession, one for each open workspace */
  guint signal_source;
  gboolean is_quitting;
};

G_DEFINE_FINAL_TYPE (BureauApplication, bureau_application, ADW_TYPE_APPLICATION)

/* The translations of a build folder are found by BUREAU_LOCALE_DIR, which build-aux/run sets. */
static void
set_up_language (void)
{
  const char *folder = g_getenv ("BUREAU_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : BUREAU_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* As the terminal program does: a full disk and a closed pipe are errors to be told, not deaths
 * (reliability.md M12), and no child inherits a secret. Before the first thread. */
static void
set_up_process (void)
{
  signal (SIGXFSZ, SIG_IGN);
  signal (SIGPIPE, SIG_IGN);
  bureau_secret_take_environment ();
}

static void
add_options (GApplication *self)
{
  g_application_add_main_option (self, "workspace", 'w', 0, G_OPTION_ARG_FILENAME,
                                 _ ("Open this workspace instead of the default one"), _ ("FILE"));
  g_application_add_main_option (self, "page", 'p', 0, G_OPTION_ARG_STRING,
                                 _ ("Show this page first"), _ ("PAGE"));
  g_application_add_main_option (self, "choose", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING,
                                 "Show a file dialog and print what was chosen", "KIND");
  g_application_add_main_option (self, "print", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME,
                                 "Show the print dialog for a PDF", "FILE");
  g_application_add_main_option (self, "version", 0, 0, G_OPTION_ARG_NONE,
                                 _ ("Print the version and leave"), NULL);
}

/* Sessions ---------------------------------------------------------------------------------------
 */

/* Two names of one file are one workspace. */
static gboolean
is_same_file (const char *a, const char *b)
{
  GStatBuf first, second;

  return g_str_equal (a, b)
         || (g_stat (a, &first) == 0 && g_stat (b, &second) == 0 && first.st_dev == second.st_dev
             && first.st_ino == second.st_ino);
}

/* For %NULL: one that still asks how to begin. */
static BureauSession *
find_session (BureauApplication *self, const char *path)
{
  for (guint i = 0; i < self->sessions->len; i++)
    {
      BureauSession *session = g_ptr_array_index (self->sessions, i);
      const char *other = bureau_session_get_path (session);

      if (path == NULL || other == NULL ? path == other : is_same_file (path, other))
        return session;
    }
  return NULL;
}

static DexFuture *
session_closed_cb (DexFuture *future, gpointer data)
{
  g_application_release (G_APPLICATION (data));
  return NULL;
}

static BureauSession *
find_session_of (BureauApplication *self, BureauWindow *window)
{
  for (guint i = 0; i < self->sessions->len; i++)
    if (bureau_session_get_window (g_ptr_array_index (self->sessions, i)) == window)
      return g_ptr_array_index (self->sessions, i);
  return NULL;
}

static gboolean close_request_cb (BureauApplication *self, GtkWindow *window);
static void begin_cb (BureauApplication *self, const char *kind, JsonObject *answers,
                      BureauWindow *window);

/* @session: (transfer full) */
static BureauSession *
add_session (BureauApplication *self, BureauSession *session)
{
  g_ptr_array_add (self->sessions, session);
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
  BureauSession *session = find_session (self, path);

  if (session == NULL)
    session = add_session (self, bureau_session_new (GTK_APPLICATION (self), path));
  return GTK_WINDOW (bureau_session_get_window (session));
}

static void
present (BureauApplication *self, GtkWindow *window)
{
  BureauSession *session = BUREAU_IS_WINDOW (window)
                               ? find_session_of (self, BUREAU_WINDOW (window))
                               : NULL;

  bureau_background_end (G_APPLICATION (self));
  if (session != NULL)
    bureau_session_present (session);
  else
    gtk_window_present (window);
}

static void
open_path (BureauApplication *self, const char *path)
{
  present (self, get_window (self, path));
}

/* Where the person asked for it, closing the last window hides it, and its agents go on. */
static gboolean
close_request_cb (BureauApplication *self, GtkWindow *window)
{
  BureauSession *session = find_session_of (self, BUREAU_WINDOW (window));

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
  BureauSession *session = find_session_of (self, window);
  const char *given = bureau_session_get_path (session);
  g_autofree char *path = given != NULL ? g_strdup (given)
                                        : bureau_beginning_choose_path (kind, answers);

  if (given != NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      dex_future_disown (bureau_session_begin (session, path, kind, answers));
      return;
    }
  open_path (self, path);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Actions ----------------------------------------------------------------------------------------
 */

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (data));

  adw_show_about_dialog (GTK_WIDGET (window), "application-name", "Bureau", "application-icon",
                         BUREAU_APP_ID, "version", BUREAU_VERSION, "developer-name",
                         _ ("The Bureau engineers"), "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _ ("Answer mail with what your business knows"), NULL);
}

static void
new_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  open_path (data, NULL);
}

static DexFuture *
chosen_cb (DexFuture *future, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = dex_await_string (dex_ref (future), &error);
  GtkWindow *window = gtk_application_get_active_window (data);

  if (path != NULL)
    open_path (data, path);
  else if (window != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    bureau_toast_say (GTK_WIDGET (window), error->message);
  return NULL;
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (data);

  if (window != NULL)
    dex_future_disown (
        dex_future_finally (bureau_chooser_choose (GTK_WIDGET (window), BUREAU_CHOOSER_WORKSPACE),
                            chosen_cb, g_object_ref (data), g_object_unref));
}

/* What a notification opens: the window, whichever it was. */
static void
show_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_application_activate (data);
}

static void
open_workspace_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  open_path (data, g_variant_get_string (parameter, NULL));
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

/* Whoever asked has made a snapshot of what is there now. */
static void
restore_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BureauApplication *self = data;
  const char *workspace, *snapshot;
  g_autoptr (BureauSession) session = NULL;
  g_autoptr (BureauProgress) progress = bureau_progress_new ();
  BureauSession *next;
  DexFuture *restored;

  g_variant_get (parameter, "(&s&s)", &workspace, &snapshot);
  g_set_object (&session, find_session (self, workspace));
  if (session == NULL)
    return;
  restored = bureau_restore_run (bureau_session_close (session), snapshot, workspace, progress);
  next = add_session (self, bureau_session_new_after (GTK_APPLICATION (self), workspace,
                                                      dex_ref (restored), progress));
  dex_future_disown (dex_future_finally (
      restored, restored_cb, g_object_ref (bureau_session_get_window (next)), g_object_unref));
  present (self, GTK_WINDOW (bureau_session_get_window (next)));
  g_ptr_array_remove (self->sessions, session);
  gtk_window_destroy (GTK_WINDOW (bureau_session_get_window (session)));
}

/* Not g_application_quit(): each workspace is closed in order first, and what an agent is at comes
 * to its end. */
static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BureauApplication *self = data;
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (data)));

  self->is_quitting = TRUE;
  bureau_background_end (data);
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_destroy (l->data);
}

static const GActionEntry actions[] = {
  { .name = "about", .activate = about_cb },
  { .name = "new", .activate = new_cb },
  { .name = "open", .activate = open_cb },
  { .name = "open-workspace", .activate = open_workspace_cb, .parameter_type = "s" },
  { .name = "quit", .activate = quit_cb },
  { .name = "restore", .activate = restore_cb, .parameter_type = "(ss)" },
  { .name = "show", .activate = show_cb },
};

/* The desktop asks so when a person logs out: the next start then finds all in order. */
static gboolean
terminate_cb (gpointer data)
{
  g_action_group_activate_action (G_ACTION_GROUP (data), "quit", NULL);
  return G_SOURCE_CONTINUE;
}

/* GTK would read a style of its own, a tenth of the time of a start, which libadwaita lets go of a
 * moment later; libadwaita leaves a style alone that a person named there. */
static void
set_up_toolkit (void)
{
  gboolean is_named = g_getenv ("GTK_THEME") != NULL;

  if (!is_named)
    g_setenv ("GTK_THEME", "Adwaita-empty", TRUE);
  gtk_init ();
  gtk_settings_get_default ();
  if (!is_named)
    g_unsetenv ("GTK_THEME");
}

static void
bureau_application_startup (GApplication *application)
{
  set_up_toolkit ();
  /* Before the parent looks for the application's style sheet and menus in it. */
  bureau_desk_register_resource ();
  G_APPLICATION_CLASS (bureau_application_parent_class)->startup (application);
  /* A page that begins with a text to be copied would show all of it as selected. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  bureau_item_actions_add (GTK_APPLICATION (application));
  bureau_commands_add_shortcuts (GTK_APPLICATION (application));
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
  g_ptr_array_remove (self->sessions, session);
}

static void
bureau_application_window_removed (GtkApplication *application, GtkWindow *window)
{
  BureauApplication *self = BUREAU_APPLICATION (application);
  BureauSession *session = find_session_of (self, BUREAU_WINDOW (window));

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

/* %NULL where none was given. */
static char *
read_path (GApplicationCommandLine *line, GVariantDict *given)
{
  g_autoptr (GFile) file = NULL;
  const char *name;

  if (!g_variant_dict_lookup (given, "workspace", "^&ay", &name))
    return NULL;
  file = g_application_command_line_create_file_for_arg (line, name);
  return g_file_get_path (file);
}

static int
bureau_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  BureauApplication *self = BUREAU_APPLICATION (application);
  GVariantDict *given = g_application_command_line_get_options_dict (line);
  g_autofree char *path = read_path (line, given);
  const char *page;
  GtkWindow *window;

  if (!g_variant_dict_lookup (given, "page", "&s", &page))
    page = NULL;
  if (page != NULL && !bureau_pages_has (page))
    {
      g_application_command_line_printerr (line, _ ("There is no page “%s”.\n"), page);
      return 2;
    }
  window = path != NULL ? get_window (self, path) : get_first_window (self);
  if (page != NULL)
    bureau_window_show_page (BUREAU_WINDOW (window), page);
  present (self, window);
  return 0;
}

static int
bureau_application_handle_local_options (GApplication *application, GVariantDict *given)
{
  const char *kind, *path;

  if (g_variant_dict_lookup (given, "choose", "&s", &kind))
    return bureau_chooser_run (kind);
  if (g_variant_dict_lookup (given, "print", "^&ay", &path))
    return bureau_printer_run (path);
  if (!g_variant_dict_contains (given, "version"))
    return -1;
  g_print ("Bureau %s\n", BUREAU_VERSION);
  return 0;
}

static void
bureau_application_finalize (GObject *object)
{
  BureauApplication *self = BUREAU_APPLICATION (object);

  g_clear_handle_id (&self->signal_source, g_source_remove);
  g_clear_pointer (&self->sessions, g_ptr_array_unref);
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
  self->sessions = g_ptr_array_new_with_free_func (g_object_unref);
  add_options (G_APPLICATION (self));
}

/**
 * bureau_application_new:
 *
 * Makes the application object of the `bureau` program and sets the process's language; its
 * options are `--workspace FILE`, `--page PAGE` and `--version`.
 *
 * Returns: (transfer full): the application, to be run by g_application_run()
 */
BureauApplication *
bureau_application_new (void)
{
  set_up_process ();
  set_up_language ();
  return g_object_new (BUREAU_TYPE_APPLICATION, "application-id", BUREAU_APP_ID,
                       "resource-base-path", "/app/bureau/Bureau", "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE, NULL);
}
