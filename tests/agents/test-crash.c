/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine is killed at named places; after it comes back, everything is there once. */
#include "engine-fixture.h"

#define MAX_PASSES 60

/* What is killed runs in a process of its own, on the workspace of the test. */
static void
test_child (void)
{
  const char *path = g_getenv ("BUREAU_TEST_WORKSPACE");
  g_autoptr (GError) error = NULL;
  g_autoptr (BureauMemory) memory = NULL;
  g_autoptr (BureauEngine) engine = NULL;

  if (!path)
    {
      g_test_skip ("only as a child of the other tests");
      return;
    }
  memory = bureau_memory_open (path, BUREAU_MEMORY_ENGINE, &error);
  g_assert_no_error (error);
  engine = bureau_engine_new (memory);
  await_ok (bureau_engine_start (engine));
  await_ok (bureau_engine_until_idle (engine));
  await_ok (bureau_engine_stop (engine));
  bureau_memory_close (memory);
}

/* Returns: whether the child came to its end without meeting the place */
static gboolean
run_child (Bench *self, const char *failpoint)
{
  bureau_memory_close (self->workspace.memory);
  g_setenv ("BUREAU_TEST_WORKSPACE", self->workspace.path, TRUE);
  g_setenv ("BUREAU_FAILPOINT", failpoint, TRUE);
  g_test_trap_subprocess ("/agents/crash/child", 0, G_TEST_SUBPROCESS_DEFAULT);
  g_unsetenv ("BUREAU_FAILPOINT");
  workspace_reopen (&self->workspace, BUREAU_MEMORY_ENGINE);

  return g_test_trap_has_passed ();
}

static void
check_everything_once (Bench *self)
{
  bench_settle (self);
  bench_assert_text (self, "SELECT group_concat(coalesce(error, state)) FROM bureau_run",
                     "done,done,done");
  bench_assert_number (self, "SELECT count(*) FROM bureau_step WHERE state = 'done'", 6);
  bench_assert_number (self, "SELECT count(*) FROM bureau_step", 6);
  bench_assert_number (self, "SELECT count(*) FROM inquiries", 1);
  bench_assert_number (self, "SELECT count(*) FROM bureau_draft", 1);
  bench_assert_number (self, "SELECT count(*) FROM bureau_usage", 3);
  bench_assert_number (self,
                       "SELECT count(*) FROM bureau_evidence"
                       " WHERE record NOT IN (SELECT id FROM inquiries)",
                       0);
}

/* Kills at the first, second, … pass of a place, until there is none left. */
static void
test_killed_at (gconstpointer data)
{
  const char *place = data;
  guint n = 1;

  for (gboolean is_over = FALSE; !is_over && n < MAX_PASSES; n++)
    {
      g_autofree char *failpoint = g_strdup_printf ("%s:%u:kill", place, n);
      Bench self = { 0 };

      bench_set_up_lead_intake (&self, NULL);
      bench_add_inquiry (&self, 1);
      is_over = run_child (&self, failpoint);
      check_everything_once (&self);
      bench_tear_down (&self, NULL);
    }
  g_test_message ("%s: killed %u times", place, n - 2);
  g_assert_cmpuint (n, >, 3);
  g_assert_cmpuint (n, <, MAX_PASSES);
}

/* What stops the program three times is parked, with what to do about it. */
static void
test_poison (Bench *self, gconstpointer data)
{
  bench_add_inquiry (self, 1);
  for (guint i = 0; i < 3; i++)
    g_assert_false (run_child (self, "step:1:kill"));
  bench_settle (self);
  bench_assert_text (self, "SELECT state FROM bureau_run", "parked");
  bench_assert_text (self, "SELECT error FROM bureau_run", "This run stopped Bureau three times.");
  bench_assert_number (self, "SELECT crashes FROM bureau_step", 3);
}

/* A step that meets a server which does not answer is tried again later. */
static void
test_transient_failure (Bench *self, gconstpointer data)
{
  bench_add_inquiry (self, 1);
  g_assert_true (run_child (self, "step:1:fail"));
  bench_assert_text (self, "SELECT state FROM bureau_run", "queued");
  bench_assert_number (self, "SELECT attempt FROM bureau_step", 1);
  bench_assert_number (self,
                       "SELECT (julianday(not_before) - julianday('now')) * 86400 BETWEEN 5 AND 19"
                       " FROM bureau_run",
                       1);
  bench_assert_text (self, "SELECT error FROM bureau_step", "The server does not answer.");
}

/* A disk that is full for a moment costs nothing. */
static void
test_write_failure (Bench *self, gconstpointer data)
{
  bench_add_inquiry (self, 1);
  g_assert_true (run_child (self, "run-commit:2:fail"));
  check_everything_once (self);
}

int
main (int argc, char **argv)
{
  static const char *const places[] = { "commit", "engine-turn", "step", "run-committed" };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agents/crash/child", test_child);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_strconcat ("/agents/crash/killed-at-", places[i], NULL);

      g_test_add_data_func (path, places[i], test_killed_at);
    }
  g_test_add ("/agents/crash/poison", Bench, NULL, bench_set_up_lead_intake, test_poison,
              bench_tear_down);
  g_test_add ("/agents/crash/transient", Bench, NULL, bench_set_up_lead_intake,
              test_transient_failure, bench_tear_down);
  g_test_add ("/agents/crash/write-failure", Bench, NULL, bench_set_up_lead_intake,
              test_write_failure, bench_tear_down);

  return g_test_run ();
}
