/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several processes on one workspace: two engines, three writers and ten readers at once. */
#include <unistd.h>

#include <gio/gio.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "memory/journal.h"
#include "memory/record.h"
#include "workspace-fixture.h"

#define N_WRITERS 3
#define N_READERS 10
#define N_RECORDS 150

static const char *program;

static GSubprocess *
spawn (Workspace *self, const char *role)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--role", role,
                                         self->path, NULL);

  g_assert_no_error (error);
  return child;
}

static void
exited_cb (GObject *child, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check_finish (G_SUBPROCESS (child), result, &error);
  g_assert_no_error (error);
  *(guint *)data -= 1;
}

static int
write_many (const char *path)
{
  Workspace self = { .path = g_strdup (path) };

  self.memory = bureau_memory_open (path, BUREAU_MEMORY_DEFAULT, NULL);
  g_assert_nonnull (self.memory);
  for (guint i = 0; i < N_RECORDS; i++)
    {
      g_autoptr (JsonObject) fields = json_object_of ("{\"name\":\"Alder\",\"mood\":\"busy\"}");

      await_ok (bureau_record_add (self.memory, &operator_cause, "clients", fields));
    }
  bureau_memory_close (self.memory);
  g_clear_object (&self.memory);
  g_free (self.path);
  return 0;
}

/* Whatever moment a reader sees, its records are those that the journal says. */
#define CONSISTENT                                                                                 \
  "SELECT (SELECT count(*) FROM clients) = (SELECT count(*) FROM bureau_journal_item WHERE "       \
  "collection = 'clients')"                                                                        \
  " AND (SELECT count(*) FROM clients) = (SELECT count(*) FROM bureau_search_document)"

static int
read_many (const char *path)
{
  g_autoptr (BureauDatabase) database = bureau_database_open (path, BUREAU_DATABASE_READ, NULL);
  gint64 n = 0;

  while (n < N_WRITERS * N_RECORDS)
    {
      gint64 same = 0;

      g_assert_true (bureau_database_int (database, &same, NULL, CONSISTENT, ""));
      g_assert_cmpint (same, ==, 1);
      g_assert_true (bureau_database_int (database, &n, NULL, "SELECT count(*) FROM clients", ""));
    }
  return 0;
}

static int
play_role (const char *role, const char *path)
{
  return g_str_equal (role, "writer") ? write_many (path) : read_many (path);
}

static void
heard_cb (BureauMemory *memory, gint64 entry, gpointer data)
{
  g_assert_cmpint (entry, >, *(gint64 *)data);
  *(gint64 *)data = entry;
}

static void
test_second_engine (Workspace *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *pid = g_strdup_printf ("%d", (int)getpid ());
  g_autoptr (BureauMemory) second = bureau_memory_open (self->path, BUREAU_MEMORY_ENGINE, &error);

  g_assert_null (second);
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, pid));
}

static void
test_crowd (Workspace *self, gconstpointer data)
{
  g_autoptr (GPtrArray) children = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (BureauDatabase) database = NULL;
  g_autoptr (JsonObject) verdict = NULL;
  guint n_running = 0;
  gint64 heard = 0, newest;

  define_clients (self);
  g_signal_connect (self->memory, "changed", G_CALLBACK (heard_cb), &heard);
  for (guint i = 0; i < N_WRITERS + N_READERS; i++)
    {
      GSubprocess *child = spawn (self, i < N_WRITERS ? "writer" : "reader");

      g_ptr_array_add (children, child);
      n_running++;
      g_subprocess_wait_check_async (child, NULL, exited_cb, &n_running);
    }
  while (n_running > 0)
    g_main_context_iteration (NULL, TRUE);
  newest = await_number (self, "SELECT max(entry) FROM bureau_journal");
  while (heard < newest)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (await_number (self, "SELECT count(DISTINCT id) FROM clients"), ==,
                   N_WRITERS * N_RECORDS);
  database = bureau_database_open (self->path, BUREAU_DATABASE_READ, NULL);
  verdict = bureau_journal_verify (database, NULL);
  g_assert_true (json_object_get_boolean_member (verdict, "ok"));
  g_test_message ("%d writers, %d readers: %" G_GINT64_FORMAT " entries, chain sound", N_WRITERS,
                  N_READERS, newest);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/processes/" name, Workspace, NULL, workspace_set_up, func, workspace_tear_down)

int
main (int argc, char **argv)
{
  dex_init ();
  program = argv[0];
  if (argc == 4 && g_str_equal (argv[1], "--role"))
    return play_role (argv[2], argv[3]);
  g_test_init (&argc, &argv, NULL);
  ADD ("second-engine", test_second_engine);
  ADD ("crowd", test_crowd);
  return g_test_run ();
}
