/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../base/json-mutate.h"
#include "base/json.h"
#include "view-fixture.h"
#include "views/view.h"

#define N_ROUNDS 3000
#define N_ROUNDS_LONG 1000000

static void
check_round (GRand *random, JsonNode *tree)
{
  guint countdown = g_rand_int_range (random, 1, 400);
  g_autoptr (JsonNode) mutated = json_mutate (random, tree, &countdown);
  JsonObject *object = json_node_get_object (mutated);
  g_autoptr (JsonArray) problems = bureau_view_check (object, NULL);
  g_autoptr (JsonObject) ordered = bureau_view_to_canonical (object);

  g_assert_cmpuint (json_array_get_length (problems), <=, BUREAU_MAX_PROBLEMS);
  g_assert_nonnull (ordered);
}

/* One thing at a time is wrong with a view; nothing may crash or hang, whatever it is. */
static void
test_view (void)
{
  guint n_rounds = g_getenv ("BUREAU_TEST_LONG") != NULL ? N_ROUNDS_LONG : N_ROUNDS;
  g_autoptr (JsonObject) document = view_fixture_load ("projects.json");
  g_autoptr (JsonNode) tree = bureau_json_node_for_object (document);
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);

  for (guint i = 0; i < n_rounds; i++)
    check_round (random, tree);
  g_test_message ("%u mutations", n_rounds);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/views/random/view", test_view);
  return g_test_run ();
}
