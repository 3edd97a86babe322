/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/limiter.h"

#include <gio/gio.h>

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

static void
turn_until_idle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

typedef struct
{
  BureauLimiter *limiter;
  DexPromise *leave; /* who is inside waits for this */
  guint n_inside;
  guint most_inside;
  guint n_done;
  GString *order;
} Room;

typedef struct
{
  Room *room;
  char name;
} Visitor;

static DexFuture *
visit (gpointer data)
{
  Visitor *visitor = data;
  Room *room = visitor->room;

  if (!dex_await (bureau_limiter_enter (room->limiter), NULL))
    return dex_future_new_false ();

  room->n_inside++;
  room->most_inside = MAX (room->most_inside, room->n_inside);
  g_string_append_c (room->order, visitor->name);
  dex_await (dex_ref (room->leave), NULL);
  room->n_inside--;
  room->n_done++;
  bureau_limiter_leave (room->limiter);
  return dex_future_new_true ();
}

static DexFuture *
spawn_visitor (Room *room, char name)
{
  Visitor *visitor = g_new0 (Visitor, 1);

  visitor->room = room;
  visitor->name = name;
  return dex_scheduler_spawn (NULL, 0, visit, visitor, g_free);
}

static void
room_init (Room *room, guint limit)
{
  room->limiter = bureau_limiter_new (limit);
  room->leave = dex_promise_new ();
  room->order = g_string_new (NULL);
}

static void
room_clear (Room *room)
{
  g_clear_object (&room->limiter);
  dex_clear (&room->leave);
  g_string_free (room->order, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Room, room_clear)

static void
test_bounded_and_in_order (void)
{
  g_auto (Room) room = { 0 };
  g_autoptr (GPtrArray) visitors = g_ptr_array_new_with_free_func (dex_unref);

  room_init (&room, 3);
  for (char name = 'a'; name <= 'z'; name++)
    g_ptr_array_add (visitors, spawn_visitor (&room, name));
  turn_until_idle ();
  g_assert_cmpuint (room.n_inside, ==, 3);
  g_assert_cmpstr (room.order->str, ==, "abc");

  dex_promise_resolve_boolean (room.leave, TRUE);
  for (guint i = 0; i < visitors->len; i++)
    wait_for (g_ptr_array_index (visitors, i));
  g_assert_cmpstr (room.order->str, ==, "abcdefghijklmnopqrstuvwxyz");
  g_assert_cmpuint (room.most_inside, <=, 3);
  g_assert_cmpuint (room.n_done, ==, 26);
}

static void
test_set_limit (void)
{
  g_auto (Room) room = { 0 };
  g_autoptr (GPtrArray) visitors = g_ptr_array_new_with_free_func (dex_unref);

  room_init (&room, 0);
  for (char name = 'a'; name <= 'f'; name++)
    g_ptr_array_add (visitors, spawn_visitor (&room, name));
  turn_until_idle ();
  g_assert_cmpuint (room.n_inside, ==, 0);

  bureau_limiter_set_limit (room.limiter, 4);
  turn_until_idle ();
  g_assert_cmpuint (room.n_inside, ==, 4);

  /* Who is inside stays; nobody enters until fewer than the new limit are left. */
  bureau_limiter_set_limit (room.limiter, 1);
  turn_until_idle ();
  g_assert_cmpuint (room.n_inside, ==, 4);
  room.most_inside = 0;
  dex_promise_resolve_boolean (room.leave, TRUE);
  for (guint i = 0; i < visitors->len; i++)
    wait_for (g_ptr_array_index (visitors, i));
  g_assert_cmpuint (room.n_done, ==, 6);
  g_assert_cmpuint (room.most_inside, ==, 1);
}

/* A waiter that is dropped, or whose fiber nobody waits for any more, takes no place. */
static void
test_dropped (void)
{
  g_autoptr (BureauLimiter) limiter = bureau_limiter_new (1);
  g_autoptr (DexFuture) first = bureau_limiter_enter (limiter);
  DexFuture *dropped = bureau_limiter_enter (limiter);
  g_autoptr (DexFuture) last = bureau_limiter_enter (limiter);

  g_assert_true (dex_future_is_resolved (first));
  g_assert_true (dex_future_is_pending (dropped));
  dex_clear (&dropped);
  turn_until_idle ();
  bureau_limiter_leave (limiter);
  wait_for (last);
  g_assert_true (dex_future_is_resolved (last));
}

static void
test_raced (void)
{
  g_autoptr (BureauLimiter) limiter = bureau_limiter_new (1);
  g_autoptr (DexFuture) first = bureau_limiter_enter (limiter);
  g_autoptr (DexFuture) race = dex_future_first (
      bureau_limiter_enter (limiter),
      dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "late"), NULL);
  g_autoptr (DexFuture) last = bureau_limiter_enter (limiter);

  wait_for (race);
  dex_clear (&race);
  turn_until_idle ();
  bureau_limiter_leave (limiter);
  wait_for (last);
  g_assert_true (dex_future_is_resolved (last));
}

static void
test_discarded_fiber (void)
{
  g_auto (Room) room = { 0 };
  g_autoptr (DexFuture) inside = NULL;
  g_autoptr (DexFuture) race = NULL;
  g_autoptr (DexFuture) last = NULL;

  room_init (&room, 1);
  inside = spawn_visitor (&room, 'a');
  turn_until_idle ();
  race = dex_future_first (spawn_visitor (&room, 'b'),
                           dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "late"), NULL);
  wait_for (race);
  dex_clear (&race);
  last = spawn_visitor (&room, 'c');
  turn_until_idle ();

  dex_promise_resolve_boolean (room.leave, TRUE);
  wait_for (inside);
  wait_for (last);
  g_assert_cmpstr (room.order->str, ==, "ac");
}

static void
test_gone (void)
{
  BureauLimiter *limiter = bureau_limiter_new (0);
  g_autoptr (DexFuture) waiter = bureau_limiter_enter (limiter);
  g_autoptr (GError) error = NULL;

  g_clear_object (&limiter);
  wait_for (waiter);
  g_assert_null (dex_future_get_value (waiter, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/limiter/bounded-and-in-order", test_bounded_and_in_order);
  g_test_add_func ("/limiter/set-limit", test_set_limit);
  g_test_add_func ("/limiter/dropped", test_dropped);
  g_test_add_func ("/limiter/raced", test_raced);
  g_test_add_func ("/limiter/discarded-fiber", test_discarded_fiber);
  g_test_add_func ("/limiter/gone", test_gone);
  return g_test_run ();
}
