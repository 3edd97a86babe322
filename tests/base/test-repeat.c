/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/repeat.h"

typedef struct
{
  BureauRepeat *repeat;
  DexPromise *end; /* what is under way waits for this */
  guint n_begun;
} Fixture;

static DexFuture *
work_cb (gpointer data)
{
  Fixture *self = data;

  self->n_begun++;
  dex_clear (&self->end);
  self->end = dex_promise_new ();
  return dex_ref (DEX_FUTURE (self->end));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->repeat = bureau_repeat_new (work_cb, self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->repeat, bureau_repeat_free);
  dex_clear (&self->end);
}

static void
finish (Fixture *self)
{
  g_autoptr (DexPromise) end = dex_ref (self->end);

  dex_promise_resolve_boolean (end, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* However often it is asked for while it is done, it is done once more. */
static void
test_once_more (Fixture *self, gconstpointer data)
{
  g_assert_cmpuint (self->n_begun, ==, 0);
  bureau_repeat_ask (self->repeat);
  g_assert_cmpuint (self->n_begun, ==, 1);
  bureau_repeat_ask (self->repeat);
  bureau_repeat_ask (self->repeat);
  g_assert_cmpuint (self->n_begun, ==, 1);
  finish (self);
  g_assert_cmpuint (self->n_begun, ==, 2);
  finish (self);
  g_assert_cmpuint (self->n_begun, ==, 2);
  bureau_repeat_ask (self->repeat);
  g_assert_cmpuint (self->n_begun, ==, 3);
  finish (self);
}

/* What failed is over as well. */
static void
test_failed (Fixture *self, gconstpointer data)
{
  bureau_repeat_ask (self->repeat);
  bureau_repeat_ask (self->repeat);
  dex_promise_reject (self->end, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "No."));
  while (self->n_begun < 2)
    g_main_context_iteration (NULL, TRUE);
  finish (self);
}

/* An hour is as good as never: what is asked for waits for the end of the rest. */
static void
test_rests (Fixture *self, gconstpointer data)
{
  bureau_repeat_set_rest (self->repeat, 60 * 60 * 1000);
  bureau_repeat_ask (self->repeat);
  finish (self);
  bureau_repeat_ask (self->repeat);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (self->n_begun, ==, 1);
}

static void
test_goes_on_after_rest (Fixture *self, gconstpointer data)
{
  bureau_repeat_set_rest (self->repeat, 1);
  bureau_repeat_ask (self->repeat);
  bureau_repeat_ask (self->repeat);
  finish (self);
  while (self->n_begun < 2)
    g_main_context_iteration (NULL, TRUE);
  finish (self);
}

/* What is under way when nobody wants it any more is the last. */
static void
test_freed_at_work (Fixture *self, gconstpointer data)
{
  bureau_repeat_ask (self->repeat);
  bureau_repeat_ask (self->repeat);
  g_clear_pointer (&self->repeat, bureau_repeat_free);
  finish (self);
  g_assert_cmpuint (self->n_begun, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add ("/base/repeat/once-more", Fixture, NULL, set_up, test_once_more, tear_down);
  g_test_add ("/base/repeat/failed", Fixture, NULL, set_up, test_failed, tear_down);
  g_test_add ("/base/repeat/rests", Fixture, NULL, set_up, test_rests, tear_down);
  g_test_add ("/base/repeat/goes-on-after-rest", Fixture, NULL, set_up, test_goes_on_after_rest,
              tear_down);
  g_test_add ("/base/repeat/freed-at-work", Fixture, NULL, set_up, test_freed_at_work, tear_down);
  return g_test_run ();
}
