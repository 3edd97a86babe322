/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/chooser.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "base/error.h"

static const struct
{
  const char *name;
  const char *title;
  void (*show) (GtkFileDialog *dialog, GtkWindow *parent, GCancellable *cancellable,
                GAsyncReadyCallback callback, gpointer data);
  GFile *(*finish) (GtkFileDialog *dialog, GAsyncResult *result, GError **error);
  const char *file; /* what it may be called; NULL for no name */
} kinds[] = {
  [BUREAU_CHOOSER_WORKSPACE] = { "workspace", N_ ("Open a Workspace"), gtk_file_dialog_open,
                                 gtk_file_dialog_open_finish },
  [BUREAU_CHOOSER_FOLDER] = { "folder", N_ ("Choose a Folder"), gtk_file_dialog_select_folder,
                              gtk_file_dialog_select_folder_finish },
  [BUREAU_CHOOSER_SAVE_COPY] = { "copy", N_ ("Save a Copy"), gtk_file_dialog_save,
                                 gtk_file_dialog_save_finish },
  [BUREAU_CHOOSER_FILE] = { "file", N_ ("Attach a File"), gtk_file_dialog_open,
                            gtk_file_dialog_open_finish },
  [BUREAU_CHOOSER_SAVE_CSV] = { "csv", N_ ("Save as CSV"), gtk_file_dialog_save,
                                gtk_file_dialog_save_finish, "view.csv" },
  [BUREAU_CHOOSER_SAVE_PAGE] = { "page", N_ ("Save as a Web Page"), gtk_file_dialog_save,
                                 gtk_file_dialog_save_finish, "view.html" },
  [BUREAU_CHOOSER_SAVE_PDF] = { "pdf", N_ ("Save as PDF"), gtk_file_dialog_save,
                                gtk_file_dialog_save_finish, "view.pdf" },
};

/* The process of the dialog ----------------------------------------------------------------------
 */

typedef struct
{
  BureauChooserKind kind;
  GMainLoop *loop;
  int status;
} Choice;

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Choice *self = data;
  g_autoptr (GFile) file = kinds[self->kind].finish (GTK_FILE_DIALOG (source), result, NULL);

  /* Cancelled is an answer too: nothing is printed. */
  if (file != NULL && g_file_peek_path (file) != NULL)
    g_print ("%s\n", g_file_peek_path (file));
  self->status = 0;
  g_main_loop_quit (self->loop);
}

static GListModel *
make_filters (void)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) workspaces = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (workspaces, _ ("Workspaces"));
  gtk_file_filter_add_suffix (workspaces, "bureau");
  g_list_store_append (filters, workspaces);
  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, all);
  return G_LIST_MODEL (filters);
}

static GtkFileDialog *
make_dialog (BureauChooserKind kind)
{
  GtkFileDialog *dialog = gtk_file_dialog_new ();
  g_autoptr (GListModel) filters = make_filters ();
  g_autoptr (GFile) home = g_file_new_for_path (g_get_home_dir ());

  gtk_file_dialog_set_title (dialog, _ (kinds[kind].title));
  gtk_file_dialog_set_initial_folder (dialog, home);
  if (kind == BUREAU_CHOOSER_WORKSPACE || kind == BUREAU_CHOOSER_SAVE_COPY)
    gtk_file_dialog_set_filters (dialog, filters);
  if (kinds[kind].file != NULL)
    gtk_file_dialog_set_initial_name (dialog, kinds[kind].file);
  if (kind == BUREAU_CHOOSER_SAVE_COPY)
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_local ();
      g_autofree char *name = g_date_time_format (now, "%Y-%m-%d %H-%M.bureau");

      gtk_file_dialog_set_initial_name (dialog, name);
    }
  return dialog;
}

static int
run_dialog (BureauChooserKind kind)
{
  g_autoptr (GtkFileDialog) dialog = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Choice choice = { kind, loop, 1 };

  if (!gtk_init_check ())
    return 1;
  adw_init ();
  dialog = make_dialog (kind);
  kinds[kind].show (dialog, NULL, NULL, chosen_cb, &choice);
  g_main_loop_run (loop);
  return choice.status;
}

/**
 * bureau_chooser_run:
 * @kind: the name of a kind
 *
 * Shows the dialog and prints the path that was chosen, or nothing.
 *
 * Returns: the exit status; 2 where there is no such kind
 */
int
bureau_chooser_run (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, kind))
      return run_dialog (i);
  return 2;
}

/* The process of the window ----------------------------------------------------------------------
 */

typedef struct
{
  GtkWidget *window;
  BureauChooserKind kind;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *self = data;

  g_clear_object (&self->window);
  g_free (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  GError *error = NULL;
  char *text = NULL;

  if (g_subprocess_communicate_utf8_finish (G_SUBPROCESS (source), result, &text, NULL, &error))
    dex_promise_resolve_string (promise, text != NULL ? text : g_strdup (""));
  else
    dex_promise_reject (promise, error);
}

static char *
ask_process (const char *kind, GError **error)
{
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, error,
                                                      "/proc/self/exe", "--choose", kind, NULL);
  g_autoptr (DexPromise) promise = NULL;
  g_autofree char *text = NULL;

  if (process == NULL)
    return NULL;
  promise = dex_promise_new ();
  g_subprocess_communicate_utf8_async (process, NULL, NULL, read_cb, dex_ref (promise));
  text = dex_await_string (dex_ref (DEX_FUTURE (promise)), error);
  /* What was printed was chosen, however the process ended then. */
  if (text == NULL || (*text == '\0' && !g_subprocess_get_successful (process)))
    return NULL;
  g_strchomp (text);
  return g_steal_pointer (&text);
}

static DexFuture *
ask_fiber (gpointer data)
{
  Asking *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  gtk_widget_set_sensitive (self->window, FALSE);
  path = ask_process (kinds[self->kind].name, &error);
  gtk_widget_set_sensitive (self->window, TRUE);
  if (path == NULL)
    return dex_future_new_reject (BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE, "%s",
                                  _ ("The file dialog could not be shown. Drop the file on the "
                                     "window instead."));
  if (*path == '\0')
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Nothing was chosen.");
  return dex_future_new_take_string (g_steal_pointer (&path));
}

/**
 * bureau_chooser_choose:
 * @from: a widget of the window that asks; the window takes no input meanwhile
 *
 * Lets a person choose.
 *
 * Returns: (transfer full): resolves to a path; rejects with %G_IO_ERROR_CANCELLED where nothing
 *   was chosen
 */
DexFuture *
bureau_chooser_choose (GtkWidget *from, BureauChooserKind kind)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->window = g_object_ref (GTK_WIDGET (gtk_widget_get_root (from)));
  asking->kind = kind;
  return dex_scheduler_spawn (NULL, 0, ask_fiber, asking, asking_free);
}
