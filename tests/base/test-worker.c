/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/worker.h"

/* A gate that work waits at, so that the order of things is known. */
typedef struct
{
  GMutex mutex;
  GCond changed;
  gboolean arrived;
  gboolean open;
} Gate;

static void
gate_wait_arrived (Gate *gate)
{
  g_mutex_lock (&gate->mutex);
  while (!gate->arrived)
    g_cond_wait (&gate->changed, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
}

static void
gate_open (Gate *gate)
{
  g_mutex_lock (&gate->mutex);
  gate->open = TRUE;
  g_cond_broadcast (&gate->changed);
  g_mutex_unlock (&gate->mutex);
}

static gboolean
pass_gate (gpointer data, GValue *result, GError **error)
{
  Gate *gate = data;

  g_mutex_lock (&gate->mutex);
  gate->arrived = TRUE;
  g_cond_broadcast (&gate->changed);
  while (!gate->open)
    g_cond_wait (&gate->changed, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
  return TRUE;
}

static gboolean
do_nothing (gpointer data, GValue *result, GError **error)
{
  return TRUE;
}

static void
count_cb (gpointer data)
{
  g_atomic_int_inc ((gint *)data);
}

static DexFuture *
settled_cb (DexFuture *future, gpointer data)
{
  return dex_future_new_true ();
}

/* What another thread settles wakes the main context only for what is chained to it here. */
static void
wait_for (DexFuture *future)
{
  g_autoptr (DexFuture) settled = dex_future_finally (dex_ref (future), settled_cb, NULL, NULL);

  while (dex_future_is_pending (settled))
    g_main_context_iteration (NULL, TRUE);
}

/* Runs one test as a fiber on the main context, which is how the program uses all of this. */
static DexFuture *
run_body (gpointer data)
{
  ((void (*) (void))data) ();
  return dex_future_new_true ();
}

static void
test_in_fiber (gconstpointer body)
{
  g_autoptr (DexFuture) future = dex_scheduler_spawn (NULL, 0, run_body, (gpointer)body, NULL);
  wait_for (future);
  g_assert_true (dex_future_is_resolved (future));
}

static gboolean
answer (gpointer data, GValue *result, GError **error)
{
  g_value_init (result, G_TYPE_STRING);
  g_value_set_string (result, data);
  return TRUE;
}

static gboolean
fail (gpointer data, GValue *result, GError **error)
{
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT, "too much");
  return FALSE;
}

static void
body_results (void)
{
  g_autoptr (BureauWorker) worker = bureau_worker_new ("test");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  text = dex_await_string (bureau_worker_run (worker, answer, (gpointer) "yes", NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "yes");

  g_assert_true (dex_await_boolean (bureau_worker_run (worker, do_nothing, NULL, NULL), &error));
  g_assert_no_error (error);

  g_assert_false (dex_await (bureau_worker_run (worker, fail, NULL, NULL), &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT);
}

/* A boxed value that, like a JSON object, may only be let go of where it is awaited. */
typedef struct
{
  gint references; /* atomic */
} Ticket;

static gpointer
ticket_ref (gpointer data)
{
  g_atomic_int_inc (&((Ticket *)data)->references);
  return data;
}

static void
ticket_unref (gpointer data)
{
  g_assert_true (g_main_context_is_owner (NULL));
  g_atomic_int_add (&((Ticket *)data)->references, -1);
}

static gboolean
hand_over (gpointer data, GValue *result, GError **error)
{
  static GType type;

  if (type == 0)
    type = g_boxed_type_register_static ("Ticket", ticket_ref, ticket_unref);
  g_value_init (result, type);
  g_value_set_boxed (result, data);
  return TRUE;
}

static void
body_boxed_stays_on_main (void)
{
  g_autoptr (BureauWorker) worker = bureau_worker_new ("test");
  Ticket tickets[200] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (tickets); i++)
    {
      g_autoptr (GError) error = NULL;
      Ticket *ticket = dex_await_boxed (bureau_worker_run (worker, hand_over, &tickets[i], NULL),
                                        &error);

      g_assert_no_error (error);
      g_assert_true (ticket == &tickets[i]);
      ticket_unref (ticket);
    }
  bureau_worker_stop (worker);
  for (guint i = 0; i < G_N_ELEMENTS (tickets); i++)
    while (g_atomic_int_get (&tickets[i].references) > 0)
      g_main_context_iteration (NULL, TRUE);
}

static gboolean
note_order (gpointer data, GValue *result, GError **error)
{
  static gint next;

  g_assert_cmpint (g_atomic_int_add (&next, 1), ==, GPOINTER_TO_INT (data));
  return TRUE;
}

static void
body_order (void)
{
  g_autoptr (BureauWorker) worker = bureau_worker_new ("test");
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 999; i++)
    dex_future_disown (bureau_worker_run (worker, note_order, GINT_TO_POINTER (i), NULL));
  g_assert_true (
      dex_await (bureau_worker_run (worker, note_order, GINT_TO_POINTER (999), NULL), &error));
  g_assert_no_error (error);
}

static gboolean
check_current (gpointer data, GValue *result, GError **error)
{
  g_assert_true (bureau_worker_is_current (data));
  return TRUE;
}

static void
body_is_current (void)
{
  g_autoptr (BureauWorker) worker = bureau_worker_new ("test");
  g_autoptr (BureauWorker) other = bureau_worker_new ("other");
  g_autoptr (GError) error = NULL;

  g_assert_false (bureau_worker_is_current (worker));
  g_assert_true (dex_await (bureau_worker_run (worker, check_current, worker, NULL), &error));
  g_assert_no_error (error);
  g_assert_false (bureau_worker_is_current (other));
}

static void
body_destroy_comes_first (void)
{
  g_autoptr (BureauWorker) worker = bureau_worker_new ("test");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 500; i++)
    {
      gint n_destroyed = 0;

      g_assert_true (
          dex_await (bureau_worker_run (worker, do_nothing, &n_destroyed, count_cb), &error));
      g_assert_no_error (error);
      g_assert_cmpint (n_destroyed, ==, 1);
    }
}

/* Stop: what runs ends, what waits is rejected, what comes later is refused; all data are freed. */
static void
test_stop (void)
{
  g_autoptr (BureauWorker) worker = bureau_worker_new ("test");
  Gate gate = { 0 };
  gint n_destroyed = 0;
  g_autoptr (DexFuture) running = bureau_worker_run (worker, pass_gate, &gate, NULL);
  g_autoptr (DexFuture) queued = bureau_worker_run (worker, do_nothing, &n_destroyed, count_cb);
  g_autoptr (DexFuture) late = NULL;
  g_autoptr (GThread) stopper = NULL;
  g_autoptr (GError) error = NULL;

  gate_wait_arrived (&gate);
  stopper = g_thread_new ("stopper", (GThreadFunc)(void *)bureau_worker_stop, worker);
  wait_for (queued);
  g_assert_cmpint (n_destroyed, ==, 1);
  g_assert_null (dex_future_get_value (queued, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (dex_future_is_pending (running));

  late = bureau_worker_run (worker, do_nothing, &n_destroyed, count_cb);
  g_assert_cmpint (n_destroyed, ==, 2);
  g_assert_null (dex_future_get_value (late, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  gate_open (&gate);
  g_thread_join (g_steal_pointer (&stopper));
  g_assert_true (dex_future_is_resolved (running));
  bureau_worker_stop (worker);
}

static gboolean
drop_last (gpointer data, GValue *result, GError **error)
{
  BureauWorker **worker = data;
  Gate *gate = g_object_get_data (G_OBJECT (*worker), "gate");

  pass_gate (gate, NULL, NULL);
  g_clear_object (worker);
  return TRUE;
}

/* The last reference may go on the worker's own thread, which cannot join itself. */
static void
test_last_unref_on_own_thread (void)
{
  for (guint i = 0; i < 50; i++)
    {
      BureauWorker *worker = bureau_worker_new ("test");
      BureauWorker *held = worker;
      Gate gate = { .open = TRUE };
      g_autoptr (DexFuture) done = NULL;
      g_autoptr (DexFuture) after = NULL;

      g_object_set_data (G_OBJECT (worker), "gate", &gate);
      gate.open = FALSE;
      done = bureau_worker_run (worker, drop_last, &held, NULL);
      after = bureau_worker_run (worker, do_nothing, NULL, NULL);
      g_object_add_weak_pointer (G_OBJECT (worker), (gpointer *)&worker);
      gate_open (&gate);
      wait_for (done);
      wait_for (after);
      g_assert_null (held);
      g_assert_null (worker);
      g_assert_true (dex_future_is_resolved (done));
      g_assert_true (dex_future_is_rejected (after));
    }
}

/* Many threads hand over work while another stops the worker: every future is settled, all is
 * freed. */
typedef struct
{
  BureauWorker *worker;
  gint n_destroyed;
  gint n_settled;
} Storm;

static gpointer
storm_thread (gpointer data)
{
  Storm *storm = data;

  for (guint i = 0; i < 500; i++)
    {
      g_autoptr (DexFuture) future = bureau_worker_run (storm->worker, do_nothing,
                                                        &storm->n_destroyed, count_cb);
      while (dex_future_is_pending (future))
        g_thread_yield ();
      g_atomic_int_inc (&storm->n_settled);
    }
  return NULL;
}

static void
test_stop_in_a_storm (void)
{
  Storm storm = { .worker = bureau_worker_new ("test") };
  GThread *threads[4] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("storm", storm_thread, &storm);
  while (g_atomic_int_get (&storm.n_settled) < 500)
    g_thread_yield ();
  bureau_worker_stop (storm.worker);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);

  g_assert_cmpint (storm.n_destroyed, ==, 2000);
  g_assert_cmpint (storm.n_settled, ==, 2000);
  g_clear_object (&storm.worker);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_data_func ("/worker/results", body_results, test_in_fiber);
  g_test_add_data_func ("/worker/boxed-stays-on-main", body_boxed_stays_on_main, test_in_fiber);
  g_test_add_data_func ("/worker/order", body_order, test_in_fiber);
  g_test_add_data_func ("/worker/is-current", body_is_current, test_in_fiber);
  g_test_add_data_func ("/worker/destroy-comes-first", body_destroy_comes_first, test_in_fiber);
  g_test_add_func ("/worker/stop", test_stop);
  g_test_add_func ("/worker/last-unref-on-own-thread", test_last_unref_on_own_thread);
  g_test_add_func ("/worker/stop-in-a-storm", test_stop_in_a_storm);
  return g_test_run ();
}
