/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../memory/workspace-fixture.h"
#include "desk/inquiry.h"
#include "memory/request.h"

/* No engine runs here: the test gives the answers, when it wants. */
typedef struct
{
  Workspace workspace;
  BureauInquiry *inquiry;
  char *problem;
  guint n_answers;
} Fixture;

static void
answered_cb (Fixture *self, const char *result, const char *problem)
{
  g_set_str (&self->problem, problem);
  self->n_answers++;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  workspace_set_up (&self->workspace, data);
  self->inquiry = bureau_inquiry_new ();
  g_signal_connect_swapped (self->inquiry, "answered", G_CALLBACK (answered_cb), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->inquiry);
  g_clear_pointer (&self->problem, g_free);
  workspace_tear_down (&self->workspace, data);
  /* Who waited for a request hears that the workspace is closed. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
ask (Fixture *self)
{
  g_autoptr (JsonObject) args = json_object_new ();

  bureau_inquiry_ask (self->inquiry, self->workspace.memory, "snapshot", args);
}

static gint64
wait_for_request (Fixture *self)
{
  while (bureau_inquiry_get_request (self->inquiry) == 0)
    g_main_context_iteration (NULL, TRUE);
  return bureau_inquiry_get_request (self->inquiry);
}

static void
refuse (Fixture *self, gint64 request, const char *why)
{
  await_ok (bureau_request_withdraw (self->workspace.memory, &operator_cause, request, why));
}

static gint64
count_refused (Fixture *self)
{
  return await_number (&self->workspace,
                       "SELECT count(*) FROM bureau_request WHERE state = 'refused'");
}

static void
test_tells_the_answer (Fixture *self, gconstpointer data)
{
  ask (self);
  refuse (self, wait_for_request (self), "Not today.");
  while (self->n_answers == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (self->problem, ==, "Not today.");
  g_assert_cmpint (bureau_inquiry_get_request (self->inquiry), ==, 0);
}

/* What nobody waits for is answered in memory, and told to nobody. */
static void
test_withdraws (Fixture *self, gconstpointer data)
{
  ask (self);
  wait_for_request (self);
  bureau_inquiry_withdraw (self->inquiry, "Taken back");
  g_assert_cmpint (bureau_inquiry_get_request (self->inquiry), ==, 0);
  while (count_refused (self) == 0)
    ;
  g_assert_cmpuint (self->n_answers, ==, 0);
}

/* Also where it was not stored yet when it was taken back. */
static void
test_withdraws_at_once (Fixture *self, gconstpointer data)
{
  ask (self);
  bureau_inquiry_withdraw (self->inquiry, "Taken back");
  while (count_refused (self) == 0)
    ;
  g_assert_cmpuint (self->n_answers, ==, 0);
}

/* The answer to what was asked first is not that to what was asked then. */
static void
test_asks_anew (Fixture *self, gconstpointer data)
{
  gint64 first;

  ask (self);
  first = wait_for_request (self);
  ask (self);
  while (count_refused (self) == 0)
    ;
  g_assert_cmpint (wait_for_request (self), !=, first);
  refuse (self, wait_for_request (self), "No.");
  while (self->n_answers == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (self->n_answers, ==, 1);
  g_assert_cmpstr (self->problem, ==, "No.");
}

static void
test_goes_meanwhile (Fixture *self, gconstpointer data)
{
  gint64 request;

  ask (self);
  request = wait_for_request (self);
  g_clear_object (&self->inquiry);
  refuse (self, request, "Late.");
  g_assert_cmpuint (self->n_answers, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add ("/desk/inquiry/tells-the-answer", Fixture, NULL, set_up, test_tells_the_answer,
              tear_down);
  g_test_add ("/desk/inquiry/withdraws", Fixture, NULL, set_up, test_withdraws, tear_down);
  g_test_add ("/desk/inquiry/withdraws-at-once", Fixture, NULL, set_up, test_withdraws_at_once,
              tear_down);
  g_test_add ("/desk/inquiry/asks-anew", Fixture, NULL, set_up, test_asks_anew, tear_down);
  g_test_add ("/desk/inquiry/goes-meanwhile", Fixture, NULL, set_up, test_goes_meanwhile,
              tear_down);
  return g_test_run ();
}
