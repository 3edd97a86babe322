/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "application/process.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>
#include <locale.h>
#include <malloc.h>
#include <signal.h>

#include "memory/secret.h"

/* By then the pages that are looked at first are there. */
#define REST_MS 2000

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

/**
 * bureau_process_set_up:
 *
 * As the terminal program does: a full disk and a closed pipe are errors to be told, not deaths
 * (reliability.md M12), and no child inherits a secret. Before the first thread.
 */
void
bureau_process_set_up (void)
{
  signal (SIGXFSZ, SIG_IGN);
  signal (SIGPIPE, SIG_IGN);
  bureau_secret_take_environment ();
  set_up_language ();
}

/**
 * bureau_process_set_up_toolkit:
 *
 * Begins GTK. It would read a style of its own, a tenth of the time of a start, which libadwaita
 * lets go of a moment later; libadwaita leaves a style alone that a person named there.
 */
void
bureau_process_set_up_toolkit (void)
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
rest_cb (gpointer data)
{
#ifdef __GLIBC__
  malloc_trim (0);
#endif
}

/**
 * bureau_process_rest:
 *
 * Says that what is shown first is there. What was needed only to make it, as the text of the style
 * and of the templates, lies free between what stays: a moment later the system has it back.
 */
void
bureau_process_rest (void)
{
  g_timeout_add_once (REST_MS, rest_cb, NULL);
}
