/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <signal.h>
#include <sys/wait.h>

#include "base/failpoint.h"

/* The variable is read once, so each case is a process of its own: this program, called with names.
 */
static int
run_as_child (int n_names, char **names)
{
  for (int i = 0; i < n_names; i++)
    g_print ("%d", bureau_failpoint (names[i]));
  return 0;
}

static int
run_child (const char *variable, const char *names, char **output)
{
  g_autoptr (GStrvBuilder) arguments = g_strv_builder_new ();
  g_auto (GStrv) environment = g_get_environ ();
  g_auto (GStrv) list = g_strsplit (names, " ", -1);
  g_auto (GStrv) command = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_strv_builder_add_many (arguments, "/proc/self/exe", "--child", NULL);
  g_strv_builder_addv (arguments, (const char **)list);
  command = g_strv_builder_end (arguments);
  environment = g_environ_unsetenv (environment, "BUREAU_FAILPOINT");
  if (variable != NULL)
    environment = g_environ_setenv (environment, "BUREAU_FAILPOINT", variable, TRUE);

  g_spawn_sync (NULL, command, environment, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, output, NULL,
                &status, &error);
  g_assert_no_error (error);
  return status;
}

static void
test_fail (void)
{
  static const struct
  {
    const char *variable;
    const char *names;
    const char *result;
  } cases[] = {
    { NULL, "a a b", "000" },
    { "", "a a b", "000" },
    { "a:1:fail", "a a b", "100" },
    { "a:2:fail", "a b a a", "0010" },
    { "a:*:fail", "a b a a", "1011" },
    { "a:1:fail,b:2:fail", "a b a b", "1001" },
    { "a:1:fail,a:3:fail", "a a a a", "1010" },
    { "a:9:kill", "a a", "00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *output = NULL;
      int status = run_child (cases[i].variable, cases[i].names, &output);

      g_assert_true (WIFEXITED (status));
      g_assert_cmpint (WEXITSTATUS (status), ==, 0);
      g_assert_cmpstr (output, ==, cases[i].result);
    }
}

static void
test_kill (void)
{
  g_autofree char *output = NULL;
  int status = run_child ("a:2:kill", "a b b a", &output);

  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
}

/* A misspelt point would let a test pass that tests nothing, so the process does not go on. */
static void
test_misspelt (void)
{
  static const char *cases[] = { "a",           "a:1",       "a:0:fail", "a:x:fail",
                                 "a:1:explode", "a:-1:kill", "a:1:fail," };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *output = NULL;
      int status = run_child (cases[i], "a", &output);

      g_assert_true (WIFSIGNALED (status));
      g_assert_cmpint (WTERMSIG (status), !=, SIGKILL);
    }
}

int
main (int argc, char **argv)
{
  if (argc > 1 && g_str_equal (argv[1], "--child"))
    return run_as_child (argc - 2, argv + 2);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/failpoint/fail", test_fail);
  g_test_add_func ("/failpoint/kill", test_kill);
  g_test_add_func ("/failpoint/misspelt", test_misspelt);
  return g_test_run ();
}
