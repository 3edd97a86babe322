/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"

#include <string.h>

#include "base/error.h"
#include "base/nearest.h"
#include "base/text.h"

static const BureauCommandGroup groups[] = {
  { "Start", bureau_workspace_commands },  { "Review", bureau_review_commands },
  { "Decide", bureau_decide_commands },    { "Sending", bureau_delivery_commands },
  { "Agents", bureau_engine_commands },    { "What agents did", bureau_run_commands },
  { "Costs", bureau_usage_commands },      { "Prices", bureau_price_commands },
  { "Privacy", bureau_private_commands },  { "Memory", bureau_memory_commands },
  { "Find", bureau_find_commands },        { "Workflows", bureau_flow_commands },
  { "Documents", bureau_schema_commands }, { "Views", bureau_view_commands },
  { "In words", bureau_direct_commands },  { "Connections", bureau_connect_commands },
  { "Models", bureau_provider_commands },  { "Replay", bureau_replay_commands },
  { "Safety", bureau_safety_commands },
};

const BureauOption bureau_common_options[] = {
  { "workspace", "FILE", "The workspace, instead of the default one" },
  { "json", NULL, "Print one JSON document" },
  { "help", NULL, "Show this help" },
  { NULL },
};

static const BureauCommand *
find_exact (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const BureauCommand *command = groups[i].commands; command->name != NULL; command++)
      if (g_str_equal (command->name, name))
        return command;
  return NULL;
}

/* The names that begin with @prefix and a blank, less the prefix; with "" all first words. */
static GPtrArray *
list_names (const char *prefix)
{
  GPtrArray *names = g_ptr_array_new_null_terminated (64, NULL, TRUE);
  gsize length = strlen (prefix);

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const BureauCommand *command = groups[i].commands; command->name != NULL; command++)
      if (length == 0)
        g_ptr_array_add (names, (gpointer)command->name);
      else if (g_str_has_prefix (command->name, prefix) && command->name[length] == ' ')
        g_ptr_array_add (names, (gpointer)(command->name + length + 1));
  return names;
}

static const BureauCommand *
fail_unknown (const char *name, GError **error)
{
  g_autoptr (GPtrArray) names = list_names ("");
  guint n_plausible;
  const char *nearest = bureau_nearest (name, (const char *const *)names->pdata, &n_plausible);

  if (nearest != NULL)
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE,
                 "There is no command “%s”; did you mean “%s”?",
                 bureau_text_clip (name, (char[BUREAU_TEXT_CLIP]){ 0 }), nearest);
  else
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE,
                 "There is no command “%s”; “bureauctl --help” lists them.",
                 bureau_text_clip (name, (char[BUREAU_TEXT_CLIP]){ 0 }));
  return NULL;
}

static const BureauCommand *
fail_second (const char *first, const char *second, GPtrArray *names, GError **error)
{
  g_autofree char *list = g_strjoinv (", ", (char **)names->pdata);
  guint n_plausible;
  const char *nearest = bureau_nearest (second, (const char *const *)names->pdata, &n_plausible);

  if (nearest != NULL)
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE,
                 "There is no command “%s %s”; did you mean “%s %s”?", first,
                 bureau_text_clip (second, (char[BUREAU_TEXT_CLIP]){ 0 }), first, nearest);
  else
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE, "“%s” takes one of: %s.", first, list);
  return NULL;
}

/**
 * bureau_command_find:
 * @first: the first word
 * @second: (nullable): the word behind it, if there is one
 * @error: return location
 *
 * Errors: %BUREAU_ERROR_USAGE, naming the nearest command.
 *
 * Returns: the command, or %NULL with @error set
 */
const BureauCommand *
bureau_command_find (const char *first, const char *second, GError **error)
{
  g_autofree char *both = g_strconcat (first, " ", second, NULL);
  g_autoptr (GPtrArray) seconds = list_names (first);
  const BureauCommand *command = second != NULL ? find_exact (both) : NULL;

  if (command == NULL)
    command = find_exact (first);
  if (command != NULL)
    return command;
  if (seconds->len > 0)
    return fail_second (first, second, seconds, error);
  return fail_unknown (first, error);
}

static void
append_entry (GString *text, const char *name, const char *usage, const char *meaning)
{
  g_autofree char *left = g_strdup_printf ("%s%s%s", name, *usage != '\0' ? " " : "", usage);

  if (g_utf8_strlen (left, -1) > 32)
    g_string_append_printf (text, "  %s\n  %-34s%s\n", left, "", meaning);
  else
    g_string_append_printf (text, "  %s%*s%s\n", left, (int)(34 - g_utf8_strlen (left, -1)), "",
                            meaning);
}

static void
append_options (GString *text, const char *title, const BureauOption *options)
{
  if (options == NULL || options->name == NULL)
    return;
  g_string_append_printf (text, "\n%s:\n", title);
  for (; options->name != NULL; options++)
    {
      g_autofree char *name = g_strconcat ("--", options->name, NULL);

      append_entry (text, name, options->value != NULL ? options->value : "", options->meaning);
    }
}

static char *
help_for_all (void)
{
  GString *text = g_string_new (
      "Usage: bureauctl [--workspace FILE] COMMAND [ARGUMENT…] [--json]\n\n"
      "Works on a Bureau workspace from the terminal.\n");

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_string_append_printf (text, "\n%s:\n", groups[i].title);
      for (const BureauCommand *command = groups[i].commands; command->name != NULL; command++)
        append_entry (text, command->name, command->usage, command->summary);
    }
  append_options (text, "Options", bureau_common_options);
  g_string_append (
      text, "\n“bureauctl COMMAND --help” says more about one.\n"
            "Exit status: 0 done, 1 the answer is no, 2 wrong use, 3 the workspace is busy or "
            "damaged.\n");
  return g_string_free (text, FALSE);
}

/**
 * bureau_command_help:
 * @command_or_null: (nullable): a command, or %NULL for all of them
 *
 * Returns: (transfer full): the help, ending in a newline
 */
char *
bureau_command_help (const BureauCommand *command_or_null)
{
  GString *text;

  if (command_or_null == NULL)
    return help_for_all ();
  text = g_string_new (NULL);
  g_string_append_printf (text, "Usage: bureauctl %s%s%s [OPTION…]\n\n%s.\n", command_or_null->name,
                          *command_or_null->usage != '\0' ? " " : "", command_or_null->usage,
                          command_or_null->summary);
  if (command_or_null->details != NULL)
    g_string_append_printf (text, "\n%s\n", command_or_null->details);
  append_options (text, "Options", command_or_null->options);
  append_options (text, "Common options", bureau_common_options);
  return g_string_free (text, FALSE);
}
