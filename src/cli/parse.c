/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/parse.h"

#include <string.h>

#include "base/error.h"
#include "cli/command.h"

static gboolean
option_cb (const char *name, const char *value, gpointer data, GError **error)
{
  bureau_call_add_option (data, name + strspn (name, "-"), value);
  return TRUE;
}

static void
add_entries (GArray *entries, const BureauOption *options)
{
  for (; options != NULL && options->name != NULL; options++)
    {
      GOptionEntry entry = {
        .long_name = options->name,
        .short_name = g_str_equal (options->name, "help") ? 'h' : 0,
        .flags = options->value == NULL ? G_OPTION_FLAG_NO_ARG : 0,
        .arg = G_OPTION_ARG_CALLBACK,
        .arg_data = (gpointer)option_cb,
        .arg_description = options->value,
      };

      g_array_append_val (entries, entry);
    }
}

static GOptionContext *
make_context (BureauCall *self, GArray *entries)
{
  static const BureauOption version[] = { { "version", NULL, NULL }, { NULL } };
  GOptionContext *context = g_option_context_new (NULL);
  GOptionGroup *group = g_option_group_new ("bureauctl", "", "", self, NULL);

  add_entries (entries, bureau_common_options);
  add_entries (entries, version);
  if (self->command != NULL)
    add_entries (entries, self->command->options);
  g_option_group_add_entries (group, (const GOptionEntry *)(gpointer)entries->data);
  g_option_context_set_main_group (context, group);
  g_option_context_set_help_enabled (context, FALSE);
  return context;
}

/* How many words of @argv the option at @at takes, where the options before a command are looked
 * at. */
static guint
skip_common_option (const char *const *argv, guint at)
{
  return g_str_equal (argv[at], "--workspace") && argv[at + 1] != NULL ? 2 : 1;
}

static guint
find_first_word (const char *const *argv)
{
  guint at = 1;

  while (argv[at] != NULL && argv[at][0] == '-')
    at += skip_common_option (argv, at);
  return at;
}

/* Takes the words of the command out of @words, so that options and arguments are left. */
static gboolean
take_command (BureauCall *self, GStrvBuilder *words, const char *const *argv, GError **error)
{
  guint at = find_first_word (argv), n_words;

  for (guint i = 0; i < at; i++)
    g_strv_builder_add (words, argv[i]);
  if (argv[at] != NULL && g_str_equal (argv[at], "help"))
    {
      self->help = TRUE;
      at++;
    }
  if (argv[at] == NULL)
    return TRUE;
  self->command = bureau_command_find (argv[at], argv[at + 1], error);
  if (self->command == NULL)
    return FALSE;
  n_words = strchr (self->command->name, ' ') != NULL ? 2 : 1;
  for (guint i = at + n_words; argv[i] != NULL; i++)
    g_strv_builder_add (words, argv[i]);
  return TRUE;
}

static gboolean
fail_usage (BureauCall *self, const char *what, GError **error)
{
  if (self->command != NULL)
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE, "%s; see “bureauctl %s --help”.", what,
                 self->command->name);
  else
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE, "%s; see “bureauctl --help”.", what);
  return FALSE;
}

static gboolean
check_arguments (BureauCall *self, GError **error)
{
  guint n = g_strv_length (self->arguments);

  for (guint i = 0; i < n; i++)
    if (!g_utf8_validate (self->arguments[i], -1, NULL))
      return fail_usage (self, "An argument is not valid UTF-8", error);
  if (n < self->command->least)
    return fail_usage (self, "Something is missing", error);
  if (n > self->command->most)
    return fail_usage (self, "There is one argument too many", error);
  return TRUE;
}

static gboolean
parse_options (BureauCall *self, char ***words, GError **error)
{
  g_autoptr (GArray) entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  g_autoptr (GOptionContext) context = make_context (self, entries);
  g_autoptr (GError) cause = NULL;

  if (g_option_context_parse_strv (context, words, &cause))
    return TRUE;
  return fail_usage (self, cause->message, error);
}

static void
take_common (BureauCall *self)
{
  const char *workspace = bureau_call_get_option (self, "workspace");

  self->json = bureau_call_has_option (self, "json");
  self->help = self->help || bureau_call_has_option (self, "help");
  self->version = bureau_call_has_option (self, "version");
  self->workspace = workspace != NULL ? g_strdup (workspace) : bureau_memory_default_path ();
}

/* GOption leaves the "--" that ends the options where something with a dash stands behind it. */
static char **
take_arguments (char **words)
{
  g_autoptr (GStrvBuilder) arguments = g_strv_builder_new ();
  gboolean ended = FALSE;

  for (guint i = 1; words[0] != NULL && words[i] != NULL; i++)
    if (!ended && g_str_equal (words[i], "--"))
      ended = TRUE;
    else
      g_strv_builder_add (arguments, words[i]);
  return g_strv_builder_end (arguments);
}

/**
 * bureau_call_parse:
 * @self: an empty call
 * @argv: (array zero-terminated=1): the command line with the program's name
 * @error: return location
 *
 * Finds the command and takes the command line apart. With --help or --version nothing more is
 * asked.
 *
 * Errors: %BUREAU_ERROR_USAGE.
 *
 * Returns: %FALSE with @error set where it is wrong
 */
gboolean
bureau_call_parse (BureauCall *self, const char *const *argv, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  if (!take_command (self, builder, argv, error))
    return FALSE;
  words = g_strv_builder_end (builder);
  if (!parse_options (self, &words, error))
    return FALSE;
  self->arguments = take_arguments (words);
  take_common (self);
  if (self->help || self->version)
    return TRUE;
  if (self->command == NULL)
    return fail_usage (self, "Name a command", error);
  return check_arguments (self, error);
}
