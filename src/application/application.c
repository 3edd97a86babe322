/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "application/application.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "bureau-desk-resources.h"
#include "desk/window.h"

struct _BureauApplication
{
  AdwApplication parent_instance;

  char *workspace;
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

static void
add_options (GApplication *self)
{
  g_application_add_main_option (self, "workspace", 'w', 0, G_OPTION_ARG_FILENAME,
                                 _ ("Open this workspace instead of the default one"), _ ("FILE"));
  g_application_add_main_option (self, "page", 'p', 0, G_OPTION_ARG_STRING,
                                 _ ("Show this page first"), _ ("PAGE"));
  g_application_add_main_option (self, "version", 0, 0, G_OPTION_ARG_NONE,
                                 _ ("Print the version and leave"), NULL);
}

static char *
default_workspace (void)
{
  return g_build_filename (g_get_user_data_dir (), "bureau", "workspace.bureau", NULL);
}

static GtkWindow *
get_window (BureauApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL)
    window = GTK_WINDOW (bureau_window_new (GTK_APPLICATION (self), self->workspace));
  return window;
}

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
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_application_quit (G_APPLICATION (data));
}

static const GActionEntry actions[] = {
  { .name = "about", .activate = about_cb },
  { .name = "quit", .activate = quit_cb },
};

static void
add_shortcuts (GtkApplication *self)
{
  gtk_application_set_accels_for_action (self, "app.quit", (const char *[]){ "<Control>q", NULL });
  gtk_application_set_accels_for_action (self, "window.close",
                                         (const char *[]){ "<Control>w", NULL });
}

static void
bureau_application_startup (GApplication *application)
{
  /* Before the parent looks for the application's style sheet and menus in it. */
  bureau_desk_register_resource ();
  G_APPLICATION_CLASS (bureau_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  add_shortcuts (GTK_APPLICATION (application));
}

static void
bureau_application_activate (GApplication *application)
{
  gtk_window_present (get_window (BUREAU_APPLICATION (application)));
}

static int
bureau_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  BureauApplication *self = BUREAU_APPLICATION (application);
  GVariantDict *given = g_application_command_line_get_options_dict (line);
  const char *workspace, *page;
  GtkWindow *window;

  if (g_variant_dict_lookup (given, "workspace", "^&ay", &workspace))
    g_set_str (&self->workspace, workspace);
  window = get_window (self);
  if (g_variant_dict_lookup (given, "page", "&s", &page)
      && !bureau_window_show_page (BUREAU_WINDOW (window), page))
    {
      g_application_command_line_printerr (line, _ ("There is no page “%s”.\n"), page);
      gtk_window_destroy (window);
      return 2;
    }
  gtk_window_present (window);
  return 0;
}

static int
bureau_application_handle_local_options (GApplication *application, GVariantDict *given)
{
  if (!g_variant_dict_contains (given, "version"))
    return -1;
  g_print ("Bureau %s\n", BUREAU_VERSION);
  return 0;
}

static void
bureau_application_finalize (GObject *object)
{
  BureauApplication *self = BUREAU_APPLICATION (object);

  g_free (self->workspace);
  G_OBJECT_CLASS (bureau_application_parent_class)->finalize (object);
}

static void
bureau_application_class_init (BureauApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bureau_application_finalize;
  application_class->startup = bureau_application_startup;
  application_class->activate = bureau_application_activate;
  application_class->command_line = bureau_application_command_line;
  application_class->handle_local_options = bureau_application_handle_local_options;
}

static void
bureau_application_init (BureauApplication *self)
{
  self->workspace = default_workspace ();
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
  set_up_language ();
  return g_object_new (BUREAU_TYPE_APPLICATION, "application-id", BUREAU_APP_ID,
                       "resource-base-path", "/app/bureau/Bureau", "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE, NULL);
}
