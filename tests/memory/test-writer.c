/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/act.h"
#include "workspace-fixture.h"

/* How SQLite commits: FULL flushes, NORMAL does not. */
enum
{
  NORMAL = 1,
  FULL = 2,
};

static gboolean
write_client (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  gint64 level = 0;

  if (!bureau_database_run (database, error,
                            "INSERT INTO clients (id, created_at, updated_at, name)"
                            " VALUES (?1, ?2, ?2, 'A')",
                            "is", bureau_transaction_new_id (transaction),
                            bureau_transaction_get_time (transaction))
      || !bureau_database_int (database, &level, error, "PRAGMA synchronous", ""))
    return FALSE;
  bureau_value_take_id (result, level);
  return TRUE;
}

static DexFuture *
flushed (Workspace *self)
{
  return bureau_memory_write (self->memory, &operator_cause, write_client, NULL, NULL);
}

static DexFuture *
unflushed (Workspace *self)
{
  return bureau_memory_write_unflushed (self->memory, &operator_cause, write_client, NULL, NULL);
}

static void
test_flush (Workspace *self, gconstpointer data)
{
  define_clients (self);
  g_assert_cmpint (await_id (flushed (self)), ==, FULL);
  g_assert_cmpint (await_id (unflushed (self)), ==, NORMAL);
  g_assert_cmpint (await_id (flushed (self)), ==, FULL);
  workspace_reopen (self, BUREAU_MEMORY_DEFAULT);
  g_assert_cmpint (await_number (self, "SELECT count(*) FROM clients"), ==, 3);
}

/* One that has to be on the disk takes its whole group there: what the main thread asks for in one
 * turn of its loop. */
static void
test_group (Workspace *self, gconstpointer data)
{
  DexFuture *first, *second;

  define_clients (self);
  g_assert_true (g_main_context_acquire (NULL));
  first = unflushed (self);
  second = flushed (self);
  g_main_context_release (NULL);
  g_assert_cmpint (await_id (first), ==, FULL);
  g_assert_cmpint (await_id (second), ==, FULL);
}

int
main (int argc, char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/writer/flush", Workspace, NULL, workspace_set_up, test_flush, workspace_tear_down);
  g_test_add ("/writer/group", Workspace, NULL, workspace_set_up, test_group, workspace_tear_down);
  return g_test_run ();
}
