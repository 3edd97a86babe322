/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-chart [ROWS]: a line over so many records: read as they are (cut off at the guard's limit),
 * read reduced by SQLite, reduced in C, and laid out; beside what SQLite needs to look at every row
 * once. No display. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "agents/engine-fixture.h"
#include "base/json.h"
#include "memory/collection.h"
#include "views/chart.h"
#include "views/query.h"
#include "widgets/many-records.h"

#define TIMES 5
#define WIDTH 1200.0
#define HEIGHT 400.0

static const char *const view
    = "{\"data\":[{\"id\":\"d\",\"rows\":\"many\",\"sql\":\"SELECT id, fee, currency FROM "
      "clients\","
      "\"columns\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"fee\",\"type\":\"money\","
      "\"currency_col\":\"currency\"},{\"name\":\"currency\",\"type\":\"text\"}]},"
      "{\"id\":\"once\",\"rows\":\"many\",\"sql\":\"SELECT min(id) AS a, max(fee) AS b FROM "
      "clients\",\"columns\":[{\"name\":\"a\",\"type\":\"int\"},{\"name\":\"b\",\"type\":\"int\"}]}"
      "]}";

static const char *const element
    = "{\"type\":\"chart\",\"mark\":\"line\",\"x\":\"id\",\"y\":[\"fee\"]}";

static gboolean
read_cb (BureauGuard *guard, gpointer data, GValue *result, GError **error)
{
  g_autoptr (JsonObject) document = bureau_json_parse_object (view, -1, error);
  JsonObject *answer = bureau_view_query (guard, document, data, error);

  if (answer == NULL)
    return FALSE;
  g_value_init (result, JSON_TYPE_OBJECT);
  g_value_take_boxed (result, answer);
  return TRUE;
}

static JsonObject *
read_rows (BureauMemory *memory, const char *source, const char *x, const char *y)
{
  BureauViewQuery query = { .source = source, .x = x, .y = y };
  g_autoptr (DexFuture) future = bureau_memory_guard (memory, read_cb, &query, NULL);
  g_autoptr (GError) error = NULL;
  const GValue *value;

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  value = dex_future_get_value (future, &error);
  g_assert_no_error (error);
  return g_value_dup_boxed (value);
}

static double
now (void)
{
  return (double)g_get_monotonic_time () / 1000;
}

static int
compare (const void *a, const void *b)
{
  double one = *(const double *)a, other = *(const double *)b;

  return (one > other) - (one < other);
}

static double
median (double *times)
{
  qsort (times, TIMES, sizeof (double), compare);
  return times[TIMES / 2];
}

static double
time_reading (BureauMemory *memory, const char *source, const char *x, const char *y, guint *n)
{
  double times[TIMES];

  for (guint i = 0; i < TIMES; i++)
    {
      double began = now ();
      g_autoptr (JsonObject) answer = read_rows (memory, source, x, y);

      times[i] = now () - began;
      *n = json_array_get_length (bureau_json_get_array (answer, "rows"));
    }
  return median (times);
}

static double
time_layout (BureauMemory *memory, guint *n_marks)
{
  g_autoptr (JsonObject) answer = read_rows (memory, "d", "id", "fee");
  g_autoptr (JsonObject) document = bureau_json_parse_object (view, -1, NULL);
  g_autoptr (JsonObject) chart = bureau_json_parse_object (element, -1, NULL);
  BureauChartWish wish
      = { .element = chart,
          .source = json_array_get_object_element (bureau_json_get_array (document, "data"), 0),
          .rows = bureau_json_get_array (answer, "rows"),
          .width = WIDTH,
          .height = HEIGHT };
  double times[TIMES];

  for (guint i = 0; i < TIMES; i++)
    {
      double began = now ();
      g_autoptr (BureauScene) scene = bureau_chart_lay_out (&wish);

      times[i] = now () - began;
      *n_marks = scene->marks->len;
    }
  return median (times);
}

static double
time_c (guint n, guint *n_kept)
{
  g_autofree double *at = g_new (double, n);
  g_autofree double *values = g_new (double, n);
  double times[TIMES];

  for (guint i = 0; i < n; i++)
    {
      at[i] = i;
      values[i] = (double)((i * 7919u) % 104729);
    }
  for (guint i = 0; i < TIMES; i++)
    {
      double began = now ();
      g_autoptr (GArray) kept = bureau_chart_reduce (at, values, n, (guint)WIDTH);

      times[i] = now () - began;
      *n_kept = kept->len;
    }
  return median (times);
}

static void
print (const char *what, double time, double floor, guint n, const char *of)
{
  printf ("%-28s %9.2f ms  %6.2f x floor  %7u %s\n", what, time, time / floor, n, of);
}

int
main (int argc, char *argv[])
{
  guint n_rows = argc > 1 ? (guint)atoi (argv[1]) : 1000 * 1000;
  Workspace workspace = { 0 };
  double floor, time;
  guint n;

  g_test_init (&argc, &argv, NULL);
  dex_init ();
  workspace_set_up (&workspace, NULL);
  define_clients (&workspace);
  bureau_memory_close (workspace.memory);
  g_clear_object (&workspace.memory);
  many_records_fill (workspace.path, "clients", n_rows);
  workspace.memory = bureau_memory_open (workspace.path, BUREAU_MEMORY_ENGINE, NULL);
  floor = time_reading (workspace.memory, "once", NULL, NULL, &n);
  printf ("%u records, median of %d\n", n_rows, TIMES);
  print ("every row looked at once", floor, floor, n, "row");
  time = time_reading (workspace.memory, "d", NULL, NULL, &n);
  print ("read, cut off", time, floor, n, "rows");
  time = time_reading (workspace.memory, "d", "id", "fee", &n);
  print ("read, reduced by SQLite", time, floor, n, "rows");
  time = time_c (n_rows, &n);
  print ("as many doubles, reduced in C", time, floor, n, "points");
  time = time_layout (workspace.memory, &n);
  print ("laid out", time, floor, n, "marks");
  workspace_tear_down (&workspace, NULL);
  return 0;
}
