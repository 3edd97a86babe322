/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "application/options.h"

#include <glib/gi18n.h>

#include "desk/chooser.h"
#include "desk/pages.h"
#include "desk/printer.h"

/**
 * bureau_options_add:
 *
 * Lets a start say `--workspace FILE`, `--page PAGE` and `--version`.
 */
void
bureau_options_add (GApplication *application)
{
  g_application_add_main_option (application, "workspace", 'w', 0, G_OPTION_ARG_FILENAME,
                                 _ ("Open this workspace instead of the default one"), _ ("FILE"));
  g_application_add_main_option (application, "page", 'p', 0, G_OPTION_ARG_STRING,
                                 _ ("Show this page first"), _ ("PAGE"));
  g_application_add_main_option (application, "choose", 0, G_OPTION_FLAG_HIDDEN,
                                 G_OPTION_ARG_STRING,
                                 "Show a file dialog and print what was chosen", "KIND");
  g_application_add_main_option (application, "print", 0, G_OPTION_FLAG_HIDDEN,
                                 G_OPTION_ARG_FILENAME, "Show the print dialog for a PDF", "FILE");
  g_application_add_main_option (application, "version", 0, 0, G_OPTION_ARG_NONE,
                                 _ ("Print the version and leave"), NULL);
}

/**
 * bureau_options_handle_local:
 *
 * Does what needs no window of a workspace.
 *
 * Returns: how the program ends; -1 where it goes on
 */
int
bureau_options_handle_local (GVariantDict *given)
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

/**
 * bureau_options_read_workspace:
 *
 * Returns: (transfer full) (nullable) (type filename): the workspace's file; %NULL where none was
 * given
 */
char *
bureau_options_read_workspace (GApplicationCommandLine *line)
{
  GVariantDict *given = g_application_command_line_get_options_dict (line);
  g_autoptr (GFile) file = NULL;
  const char *name;

  if (!g_variant_dict_lookup (given, "workspace", "^&ay", &name))
    return NULL;
  file = g_application_command_line_create_file_for_arg (line, name);
  return g_file_get_path (file);
}

/**
 * bureau_options_read_page:
 * @page: (out) (transfer none) (nullable): the page; %NULL where none was given
 *
 * Returns: %FALSE where there is no page of that name, which the terminal was told
 */
gboolean
bureau_options_read_page (GApplicationCommandLine *line, const char **page)
{
  GVariantDict *given = g_application_command_line_get_options_dict (line);

  if (!g_variant_dict_lookup (given, "page", "&s", page))
    *page = NULL;
  if (*page == NULL || bureau_pages_has (*page))
    return TRUE;
  g_application_command_line_printerr (line, _ ("There is no page “%s”.\n"), *page);
  return FALSE;
}
