/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each wall of the guard is taken down in turn, and the statements that it stood against must be
 * seen to come through or to be told otherwise: a wall that nobody misses is not tested. */
#include <string.h>

#include "base/json.h"
#include "memory/guard-fixture.h"
#include "memory/guard-hostile.h"
#include "memory/guard-private.h"

static const struct
{
  const char *name;
  guint off;
} walls[] = {
  { "none", 0 },
  { "names", BUREAU_WALL_NAMES },
  { "names and the view that asks", BUREAU_WALL_NAMES | BUREAU_WALL_CONTEXT },
  { "names and authorizer", BUREAU_WALL_NAMES | BUREAU_WALL_AUTHORIZER },
  { "authorizer", BUREAU_WALL_AUTHORIZER },
  { "functions", BUREAU_WALL_FUNCTIONS },
  { "recursion", BUREAU_WALL_RECURSIVE },
  { "one statement", BUREAU_WALL_TAIL },
  { "readonly and authorizer", BUREAU_WALL_READONLY | BUREAU_WALL_AUTHORIZER },
  { "EXPLAIN", BUREAU_WALL_EXPLAIN },
  { "columns", BUREAU_WALL_COLUMNS },
  { "limits", BUREAU_WALL_LIMITS },
  { "double quotes", BUREAU_WALL_QUOTES },
};

typedef struct
{
  guint n_told_otherwise;
  guint n_answered;
  guint n_leaks;
} Outcome;

static gboolean
says (const char *message, const char *fragments)
{
  g_autofree char *small = g_ascii_strdown (message, -1);
  g_autofree char *wanted = g_ascii_strdown (fragments, -1);
  g_auto (GStrv) parts = g_strsplit (wanted, "|", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0' && strstr (small, parts[i]) != NULL)
      return TRUE;
  return FALSE;
}

static BureauGuard *
guard_without (guint off)
{
  g_autofree char *path = guard_fixture_path ();
  g_autoptr (GError) error = NULL;
  BureauGuard *guard;

  bureau_guard_test_off = off;
  guard = bureau_guard_new (path, &error);
  g_assert_no_error (error);
  return guard;
}

static void
try (BureauGuard *guard, gsize which, Outcome *outcome)
{
  const BureauGuardLimits limits = { .deadline_ms = 100 };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) result = bureau_guard_query (guard, guard_hostile[which].sql, NULL,
                                                      &limits, &error);
  g_autofree char *text = result != NULL ? bureau_json_print_object (result) : NULL;

  if (result != NULL)
    outcome->n_answered++;
  else if (!says (error->message, guard_hostile[which].says))
    outcome->n_told_otherwise++;
  outcome->n_leaks += text != NULL && strstr (text, GUARD_CANARY) != NULL;
}

static Outcome
try_all (guint off)
{
  g_autoptr (BureauGuard) guard = guard_without (off);
  Outcome outcome = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (guard_hostile); i++)
    try (guard, i, &outcome);
  return outcome;
}

static void
test_statements (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (walls); i++)
    {
      g_autofree char *before = guard_fixture_digest ();
      Outcome outcome = try_all (walls[i].off);
      g_autofree char *after = guard_fixture_digest ();

      g_test_message ("without %s: %u answered, %u told otherwise, %u canaries out", walls[i].name,
                      outcome.n_answered, outcome.n_told_otherwise, outcome.n_leaks);
      if (walls[i].off == 0)
        g_assert_cmpuint (outcome.n_answered + outcome.n_told_otherwise, ==, 0);
      else
        g_assert_cmpuint (outcome.n_answered + outcome.n_told_otherwise, >, 0);
      g_assert_cmpstr (before, ==, after);
    }
}

/* The names are the outer wall: behind it the authorizer keeps all the secrets by itself. */
static void
test_depth (void)
{
  Outcome without_names = try_all (BUREAU_WALL_NAMES);
  Outcome with_trust = try_all (BUREAU_WALL_NAMES | BUREAU_WALL_CONTEXT);
  Outcome without_both = try_all (BUREAU_WALL_NAMES | BUREAU_WALL_AUTHORIZER);

  g_assert_cmpuint (without_names.n_leaks, ==, 0);
  g_assert_cmpuint (with_trust.n_leaks, >, 0);
  g_assert_cmpuint (without_both.n_leaks, >, 0);
}

#define HALF_A "printf('%.*c', 250000, 'a')"

static const struct
{
  const char *name;
  guint off;
  guint deadline_ms;
  const char *sql;
} costly[] = {
  { "deadline", BUREAU_WALL_DEADLINE, 50,
    "SELECT count(*) FROM events a, events b WHERE a.n + b.n > 0" },
  { "memory", BUREAU_WALL_MEMORY, 5000,
    "SELECT length(json_group_array(printf('%.*c', 500000, 'a'))) FROM events WHERE n < 200" },
  { "our own functions", BUREAU_WALL_COSTLY, 50,
    "SELECT instr(" HALF_A ", substr(" HALF_A ", 1, 100000) || 'b')" },
  { "expansion", BUREAU_WALL_EXPANSION, 50,
    "WITH a AS (SELECT n FROM events), b AS (SELECT x.n FROM a x, a y), c AS (SELECT x.n FROM b x, "
    "b y),"
    " d AS (SELECT x.n FROM c x, c y), e AS (SELECT x.n FROM d x, d y), f AS (SELECT x.n FROM e x, "
    "e y),"
    " g AS (SELECT x.n FROM f x, f y), h AS (SELECT x.n FROM g x, g y), i AS (SELECT x.n FROM h x, "
    "h y),"
    " j AS (SELECT x.n FROM i x, i y), k AS (SELECT x.n FROM j x, j y), l AS (SELECT x.n FROM k x, "
    "k y)"
    " SELECT count(*) FROM l LIMIT 1" },
};

typedef struct
{
  char *told;
  double cost; /* seconds, and hundreds of megabytes */
} Cost;

static Cost
cost_of (guint off, guint deadline_ms, const char *sql)
{
  const BureauGuardLimits limits = { .deadline_ms = deadline_ms };
  g_autoptr (BureauGuard) guard = guard_without (off);
  g_autoptr (GError) error = NULL;
  gint64 memory = sqlite3_memory_highwater (TRUE);
  gint64 start = g_get_monotonic_time ();
  g_autoptr (JsonObject) result = bureau_guard_query (guard, sql, NULL, &limits, &error);

  memory = sqlite3_memory_highwater (FALSE);
  return (Cost){ g_strdup (error != NULL ? error->message : "answered"),
                 (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC
                     + (double)memory / 1e8 };
}

static void
test_costs (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (costly); i++)
    {
      Cost with = cost_of (0, costly[i].deadline_ms, costly[i].sql);
      Cost without = cost_of (costly[i].off, costly[i].deadline_ms, costly[i].sql);

      g_test_message ("%s: %.2f with (%s), %.2f without (%s)", costly[i].name, with.cost, with.told,
                      without.cost, without.told);
      g_assert_cmpfloat (without.cost, >, with.cost * 1.5);
      g_free (with.told);
      g_free (without.told);
    }
}

static guint
count_rows (guint off)
{
  const BureauGuardLimits limits = { .max_rows = 10 };
  g_autoptr (BureauGuard) guard = guard_without (off);
  g_autoptr (JsonObject) result = bureau_guard_query (guard, "SELECT n FROM events", NULL, &limits,
                                                      NULL);

  return json_array_get_length (bureau_json_get_array (result, "rows"));
}

static void
test_rows (void)
{
  g_assert_cmpuint (count_rows (0), ==, 10);
  g_assert_cmpuint (count_rows (BUREAU_WALL_ROWS), ==, 3000);
}

/* An expression that gets out of its brackets speaks of another record. */
static gboolean
gets_out (guint off)
{
  g_autoptr (BureauGuard) guard = guard_without (off);
  g_autoptr (JsonNode) value = bureau_guard_evaluate (
      guard, "clients", 12, "name) FROM clients UNION SELECT (name", NULL, NULL);

  return value != NULL && g_strcmp0 (json_node_get_string (value), "Ada Hart") == 0;
}

static void
test_expression (void)
{
  g_assert_false (gets_out (0));
  g_assert_true (gets_out (BUREAU_WALL_EXPRESSION));
}

int
main (int argc, char **argv)
{
  g_autofree char *path = guard_fixture_path ();
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guard/walls/statements", test_statements);
  g_test_add_func ("/guard/walls/depth", test_depth);
  g_test_add_func ("/guard/walls/costs", test_costs);
  g_test_add_func ("/guard/walls/rows", test_rows);
  g_test_add_func ("/guard/walls/expression", test_expression);
  status = g_test_run ();
  guard_fixture_remove ();
  return status;
}
