/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../memory/workspace-fixture.h"
#include "desk/keeper.h"
#include "memory/scratch.h"

#define KEY_MS 20
#define MOST_KEYS (500 / KEY_MS)

typedef struct
{
  BureauKeeper *keeper;
  int n_keys;
  int n_printed; /* how many keys had come when the words were last asked for */
} Typing;

static char *
print_keys (gpointer data)
{
  Typing *self = data;

  self->n_printed = self->n_keys;
  return g_strdup_printf ("%d", self->n_keys);
}

static gboolean
type_cb (gpointer data)
{
  Typing *self = data;

  self->n_keys++;
  bureau_keeper_touch (self->keeper);
  return G_SOURCE_CONTINUE;
}

static char *
read_words (Workspace *workspace, const char *key)
{
  DexFuture *future = bureau_scratch_read (workspace->memory, key);
  char *words;

  await_ok (dex_ref (future));
  words = dex_await_string (future, NULL);
  return words;
}

/* Who types without a pause loses no more than who pauses. */
static void
test_keeps_while_typing (Workspace *workspace, gconstpointer data)
{
  Typing typing = { 0 };
  g_autoptr (BureauKeeper) keeper = bureau_keeper_new (workspace->memory, print_keys, &typing);
  g_autofree char *words = NULL;
  guint keys = g_timeout_add (KEY_MS, type_cb, &typing);

  typing.keeper = keeper;
  bureau_keeper_turn (keeper, "words:1");
  while (words == NULL)
    words = read_words (workspace, "words:1");
  g_source_remove (keys);
  g_assert_cmpint (typing.n_printed, >, 0);
  g_assert_cmpint (g_ascii_strtoll (words, NULL, 10), <=, MOST_KEYS);
}

static void
test_turns (Workspace *workspace, gconstpointer data)
{
  Typing typing = { .n_keys = 7 };
  g_autoptr (BureauKeeper) keeper = bureau_keeper_new (workspace->memory, print_keys, &typing);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  bureau_keeper_turn (keeper, "words:1");
  bureau_keeper_touch (keeper);
  bureau_keeper_turn (keeper, "words:2");
  before = read_words (workspace, "words:1");
  while (before == NULL)
    before = read_words (workspace, "words:1");
  after = read_words (workspace, "words:2");
  g_assert_cmpstr (before, ==, "7");
  g_assert_null (after);
}

/* What was dropped is not kept later. */
static void
test_drops (Workspace *workspace, gconstpointer data)
{
  Typing typing = { .n_keys = 7 };
  g_autoptr (BureauKeeper) keeper = bureau_keeper_new (workspace->memory, print_keys, &typing);

  bureau_keeper_turn (keeper, "words:1");
  bureau_keeper_touch (keeper);
  bureau_keeper_drop (keeper);
  bureau_keeper_keep (keeper);
  g_assert_cmpint (typing.n_printed, ==, 0);
}

static void
add (const char *path, void (*test) (Workspace *, gconstpointer))
{
  g_test_add (path, Workspace, NULL, workspace_set_up, test, workspace_tear_down);
}

int
main (int argc, char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  add ("/desk/keeper/keeps-while-typing", test_keeps_while_typing);
  add ("/desk/keeper/turns", test_turns);
  add ("/desk/keeper/drops", test_drops);
  return g_test_run ();
}
