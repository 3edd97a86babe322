/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/printer.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "base/error.h"

/* The process of the dialog ----------------------------------------------------------------------
 */

typedef struct
{
  GMainLoop *loop;
  int status;
} Printing;

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Printing *self = data;
  g_autoptr (GError) error = NULL;

  /* Cancelled is an answer too. */
  if (gtk_print_dialog_print_file_finish (GTK_PRINT_DIALOG (source), result, &error)
      || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED)
      || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    self->status = 0;
  g_main_loop_quit (self->loop);
}

/**
 * bureau_printer_run:
 * @path: of a PDF
 *
 * Shows the print dialog and prints the file where a person says so.
 *
 * Returns: the exit status
 */
int
bureau_printer_run (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GtkPrintDialog) dialog = NULL;
  Printing printing = { loop, 1 };

  if (!gtk_init_check ())
    return 1;
  adw_init ();
  dialog = gtk_print_dialog_new ();
  gtk_print_dialog_set_title (dialog, _ ("Print"));
  gtk_print_dialog_print_file (dialog, NULL, NULL, file, NULL, printed_cb, &printing);
  g_main_loop_run (loop);
  return printing.status;
}

/* The process of the window ----------------------------------------------------------------------
 */

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;

  if (g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error))
    dex_promise_resolve_boolean (promise, TRUE);
  else
    dex_promise_reject (promise,
                        g_error_new_literal (BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE,
                                             _ ("It could not be printed. Save the view as PDF and "
                                                "print that.")));
}

/**
 * bureau_printer_print:
 * @from: a widget of the window that asks
 * @path: of a PDF, which stays until the future is settled
 *
 * Lets a person print a file.
 *
 * Returns: (transfer full): resolves when it was printed, or a person thought better of it
 */
DexFuture *
bureau_printer_print (GtkWidget *from, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error,
                                                      "/proc/self/exe", "--print", path, NULL);
  DexPromise *promise;

  if (process == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  promise = dex_promise_new ();
  g_subprocess_wait_check_async (process, NULL, ended_cb, dex_ref (promise));
  return DEX_FUTURE (promise);
}
