/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/error.h"
#include "cli/command.h"
#include "cli/input.h"
#include "cli/parse.h"

static BureauCall *
parse (const char *line, GError **error)
{
  g_autoptr (BureauCall) call = bureau_call_new ();
  g_auto (GStrv) argv = g_strsplit (line, " ", -1);

  return bureau_call_parse (call, (const char *const *)argv, error) ? g_steal_pointer (&call)
                                                                    : NULL;
}

static void
test_lines (void)
{
  static const struct
  {
    const char *line;
    const char *command; /* NULL: wrong use */
    const char *arguments;
  } cases[] = {
    { "bureauctl drafts", "drafts", "" },
    { "bureauctl --json drafts", "drafts", "" },
    { "bureauctl --workspace x drafts --json", "drafts", "" },
    { "bureauctl --workspace=x drafts", "drafts", "" },
    { "bureauctl draft show 5", "draft show", "5" },
    { "bureauctl draft show --json 5", "draft show", "5" },
    { "bureauctl run --until-idle", "run", "" },
    { "bureauctl run-retry 5", "run-retry", "5" },
    { "bureauctl search -- --json -x", "search", "--json -x" },
    { "bureauctl set firm -- --", "set", "firm --" },
    { "bureauctl query SELECT", "query", "SELECT" },
    { "bureauctl", NULL, NULL },
    { "bureauctl --workspace", NULL, NULL },
    { "bureauctl --workspace x", NULL, NULL },
    { "bureauctl draft", NULL, NULL },
    { "bureauctl show 5", "show", "5" },
    { "bureauctl draft show", NULL, NULL },
    { "bureauctl drafts --until-idle", NULL, NULL },
    { "bureauctl search -x", NULL, NULL },
    { "bureauctl \377", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BureauCall) call = parse (cases[i].line, &error);
      g_autofree char *arguments = NULL;

      if (cases[i].command == NULL)
        {
          g_assert_null (call);
          g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (call->command->name, ==, cases[i].command);
      arguments = bureau_call_join_arguments (call, 0);
      g_assert_cmpstr (arguments, ==, cases[i].arguments);
    }
}

static void
test_options (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BureauCall) call = parse (
      "bureauctl --workspace w draft edit 5 --to a@b --to=c@d --subject x --subject y --json",
      &error);

  g_assert_no_error (error);
  g_assert_true (call->json);
  g_assert_cmpstr (call->workspace, ==, "w");
  g_assert_cmpuint (g_strv_length ((char **)bureau_call_list_option (call, "to")), ==, 2);
  g_assert_cmpstr (bureau_call_get_option (call, "to"), ==, "c@d");
  g_assert_cmpstr (bureau_call_get_option (call, "subject"), ==, "y");
  g_assert_null (bureau_call_get_option (call, "body"));
  g_assert_false (bureau_call_has_option (call, "cc"));
}

/* Each command has its words, a handler, and is found by its own name. */
static void
test_table (void)
{
  g_autofree char *help = bureau_command_help (NULL);
  g_auto (GStrv) lines = g_strsplit (help, "\n", -1);
  const BureauCommand *command = bureau_command_find ("draft", "show", NULL);
  g_autofree char *one = bureau_command_help (command);

  g_assert_nonnull (strstr (one, "Usage: bureauctl draft show ID"));
  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_cmpint (g_utf8_strlen (lines[i], -1), <, 100);
}

static void
test_times (void)
{
  static const char *const good[] = { "2026-12-01",
                                      "2026-12-01T09:00",
                                      "2026-12-01T09:00:30",
                                      "2026-12-01T09:00:00Z",
                                      "2026-12-01T09:00:00+02:00",
                                      "30min",
                                      "2h",
                                      "3d",
                                      "1w" };
  static const char *const bad[] = { "",       "tomorrow",     "2026-13-01",      "h", "-2h", "0d",
                                     "2hours", "99999999999d", "2026-12-01T25:00" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *time = bureau_input_parse_time (good[i], &error);

      g_assert_no_error (error);
      g_assert_true (g_str_has_suffix (time, "Z"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (bureau_input_parse_time (bad[i], &error));
      g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parse/lines", test_lines);
  g_test_add_func ("/parse/options", test_options);
  g_test_add_func ("/parse/table", test_table);
  g_test_add_func ("/parse/times", test_times);
  return g_test_run ();
}
