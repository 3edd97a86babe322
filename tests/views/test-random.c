/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Views of ours with up to three things wrong: nothing may crash or hang, whatever it is. */
#include "../base/json-mutate.h"
#include "base/json.h"
#include "view-fixture.h"
#include "views/sentence.h"
#include "views/view.h"
#include "workflows/diff.h"

#define N_ROUNDS 5000
#define N_ROUNDS_LONG 1000000
#define MAX_FAULTS 3
#define TOLD_EACH 50
#define MAX_SECONDS 2

typedef struct
{
  GRand *random;
  GPtrArray *trees; /* JsonNode */
  gint64 slowest;   /* microseconds */
  guint n_rounds;
  guint n_fine; /* no fault that the check told */
} Trial;

/* Seeds ------------------------------------------------------------------------------------------
 */

static void
add_examples (GPtrArray *trees)
{
  g_autofree char *path = g_build_filename (g_getenv ("BUREAU_SOURCE_DIR"), "tests", "views",
                                            "views", NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);

  for (const char *name = g_dir_read_name (folder); name != NULL; name = g_dir_read_name (folder))
    {
      g_autoptr (JsonObject) document = g_str_has_suffix (name, ".json") ? view_fixture_load (name)
                                                                         : NULL;

      if (document != NULL)
        g_ptr_array_add (trees, bureau_json_node_for_object (document));
    }
}

static void
add_template (GPtrArray *trees)
{
  g_autofree char *path = g_build_filename (g_getenv ("BUREAU_SOURCE_DIR"), "data", "templates",
                                            "lead-intake", "template.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) template = NULL;
  JsonArray *views;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  template = bureau_json_parse_object (text, -1, NULL);
  views = bureau_json_get_array (template, "views");
  for (guint i = 0; i < json_array_get_length (views); i++)
    g_ptr_array_add (trees, json_array_dup_element (views, i));
}

/* Mutations --------------------------------------------------------------------------------------
 */

/* The document itself stays an object, as what was parsed is. */
static JsonNode *
spoil (Trial *self, JsonNode *tree)
{
  JsonNode *spoilt = json_node_copy (tree);
  guint n = (guint)g_rand_int_range (self->random, 1, MAX_FAULTS + 1);

  for (guint i = 0; i < n; i++)
    {
      guint countdown = (guint)g_rand_int_range (self->random, 1, 400);
      JsonNode *next = json_mutate (self->random, spoilt, &countdown);

      if (next == NULL || !JSON_NODE_HOLDS_OBJECT (next))
        {
          g_clear_pointer (&next, json_node_unref);
          continue;
        }
      g_clear_pointer (&spoilt, json_node_unref);
      spoilt = next;
    }
  return spoilt;
}

/* What is told of a view, and against the one before it; that takes longer than the check. */
static void
tell (JsonObject *before, JsonObject *ordered)
{
  g_autoptr (JsonObject) again = bureau_view_to_canonical (ordered);
  g_autoptr (JsonArray) changes = bureau_document_diff (before, ordered);
  g_auto (GStrv) lines = bureau_view_to_lines (ordered);
  g_autofree char *once = bureau_json_print_object (ordered);
  g_autofree char *twice = bureau_json_print_object (again);

  g_assert_cmpstr (once, ==, twice);
  g_assert_nonnull (lines);
}

static void
look_at (Trial *self, JsonObject *before, JsonObject *after)
{
  g_autoptr (JsonArray) problems = bureau_view_check (after, NULL);
  g_autoptr (JsonObject) ordered = bureau_view_to_canonical (after);

  g_assert_cmpuint (json_array_get_length (problems), <=, BUREAU_MAX_PROBLEMS);
  if (self->n_rounds++ % TOLD_EACH == 0)
    tell (before, ordered);
  self->n_fine += json_array_get_length (problems) == 0;
}

static void
check_round (Trial *self)
{
  JsonNode *tree = g_ptr_array_index (
      self->trees, (guint)g_rand_int_range (self->random, 0, (int)self->trees->len));
  g_autoptr (JsonNode) spoilt = spoil (self, tree);
  gint64 start = g_get_monotonic_time ();

  look_at (self, json_node_get_object (tree), json_node_get_object (spoilt));
  self->slowest = MAX (self->slowest, g_get_monotonic_time () - start);
}

static gboolean
is_long (void)
{
  const char *wish = g_getenv ("BUREAU_TEST_LONG");

  return wish != NULL && *wish != '\0';
}

static void
test_view (void)
{
  guint n_rounds = is_long () ? N_ROUNDS_LONG : N_ROUNDS;
  g_autoptr (GPtrArray) trees = g_ptr_array_new_with_free_func ((GDestroyNotify)json_node_unref);
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  Trial trial = { random, trees };

  add_examples (trees);
  add_template (trees);
  for (guint i = 0; i < n_rounds; i++)
    check_round (&trial);
  g_test_message ("%u mutations of %u views, %u without a fault, the slowest took %" G_GINT64_FORMAT
                  " ms",
                  n_rounds, trees->len, trial.n_fine, trial.slowest / 1000);
  g_assert_cmpint (trial.slowest, <, MAX_SECONDS * G_USEC_PER_SEC);
  g_assert_cmpuint (trial.n_fine, <, n_rounds);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/views/random/view", test_view);
  return g_test_run ();
}
