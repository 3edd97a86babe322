/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a read sees: one state of the workspace from its first row to its last, and all that was
 * committed before it was asked for. */
#include "workspace-fixture.h"

#include "base/error.h"
#include "memory/record.h"

#define N_READERS 2
#define N_HELD 4 /* more than there are readers */

/* A read that waits between its two looks. */
typedef struct
{
  GMutex mutex;
  GCond changed;
  guint n_looking;
  gboolean go_on;
  gboolean is_same;
} Gate;

static gboolean
count (BureauDatabase *database, gint64 *n, GError **error)
{
  return bureau_database_int (database, n, error, "SELECT count(*) FROM clients", "");
}

static void
pass (Gate *self)
{
  g_mutex_lock (&self->mutex);
  self->n_looking++;
  g_cond_broadcast (&self->changed);
  while (!self->go_on)
    g_cond_wait (&self->changed, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

static gboolean
look_twice (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Gate *gate = data;
  gint64 before = 0, after = 0;

  if (!count (database, &before, error))
    return FALSE;
  pass (gate);
  if (!count (database, &after, error))
    return FALSE;
  g_mutex_lock (&gate->mutex);
  gate->is_same = gate->is_same && before == after;
  g_mutex_unlock (&gate->mutex);
  return TRUE;
}

static gboolean
look (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  gint64 n = 0;

  if (!count (database, &n, error))
    return FALSE;
  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, n);
  return TRUE;
}

static void
add_client (Workspace *self)
{
  g_autoptr (JsonObject) fields = json_object_of ("{\"name\":\"Ada Hart\"}");

  await_id (bureau_record_add (self->memory, &operator_cause, "clients", fields));
}

static void
set_up (Workspace *self, gconstpointer data)
{
  workspace_set_up (self, data);
  define_clients (self);
}

static void
hold (Gate *gate, Workspace *self, DexFuture **held)
{
  for (guint i = 0; i < N_HELD; i++)
    held[i] = bureau_memory_read (self->memory, look_twice, gate, NULL);
  g_mutex_lock (&gate->mutex);
  while (gate->n_looking < N_READERS)
    g_cond_wait (&gate->changed, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
}

static void
let_go (Gate *gate)
{
  g_mutex_lock (&gate->mutex);
  gate->go_on = TRUE;
  g_cond_broadcast (&gate->changed);
  g_mutex_unlock (&gate->mutex);
}

/* Both readers stand between two looks, more reads wait behind them; then something is written, and
 * asked for behind those. */
static void
test_snapshot (Workspace *self, gconstpointer data)
{
  Gate gate = { .is_same = TRUE };
  DexFuture *held[N_HELD];
  DexFuture *later[N_HELD];
  gint64 before = await_number (self, "SELECT count(*) FROM clients");

  g_mutex_init (&gate.mutex);
  g_cond_init (&gate.changed);
  hold (&gate, self, held);
  add_client (self);
  for (guint i = 0; i < N_HELD; i++)
    later[i] = bureau_memory_read (self->memory, look, NULL, NULL);
  let_go (&gate);
  for (guint i = 0; i < N_HELD; i++)
    {
      await_ok (held[i]);
      g_assert_cmpint (await_id (later[i]), ==, before + 1);
    }
  g_assert_true (gate.is_same);
  g_mutex_clear (&gate.mutex);
  g_cond_clear (&gate.changed);
}

static gboolean
fail (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  return bureau_database_int (database, data, error, "SELECT nothing FROM nowhere", "");
}

/* A read that fails leaves the reader as it was; a writer is never held up by one that is done. */
static void
test_failure (Workspace *self, gconstpointer data)
{
  gint64 nothing = 0;

  for (guint i = 0; i < N_HELD; i++)
    {
      gint64 before = await_number (self, "SELECT count(*) FROM clients");

      dex_future_disown (bureau_memory_read (self->memory, look, NULL, NULL));
      await_error (bureau_memory_read (self->memory, fail, &nothing, NULL), BUREAU_ERROR_INVALID);
      add_client (self);
      g_assert_cmpint (await_number (self, "SELECT count(*) FROM clients"), ==, before + 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add ("/memory/reader/snapshot", Workspace, NULL, set_up, test_snapshot,
              workspace_tear_down);
  g_test_add ("/memory/reader/failure", Workspace, NULL, set_up, test_failure, workspace_tear_down);
  return g_test_run ();
}
