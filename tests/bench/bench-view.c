/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-view [ROWS]: how soon a table of a view shows its first rows, beside the bare statement in
 * SQLite in the same run, when it knows the order of all, and how soon rows far below are there. No
 * display. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "memory/workspace-fixture.h"
#include "meter.h"
#include "views/shown-view.h"
#include "widgets/many-records.h"

#define SQL "SELECT id, name, email, fee, currency FROM clients"
#define JUMPS 50
#define TURNS 9

static const char document[]
    = "{\"spec\":\"view/1\",\"id\":\"many\",\"title\":\"Many\",\"data\":[{\"id\":\"all\","
      "\"rows\":\"many\",\"sql\":\"" SQL "\",\"columns\":[{\"name\":\"id\",\"type\":\"ref\"},"
      "{\"name\":\"name\",\"type\":\"text\"},{\"name\":\"email\",\"type\":\"text\"},"
      "{\"name\":\"fee\",\"type\":\"money\"},{\"name\":\"currency\",\"type\":\"text\"}]}],"
      "\"layout\":[{\"row\":[\"t\"]}],\"elements\":[{\"id\":\"t\",\"type\":\"table\"}]}";

static double
since (gint64 begun)
{
  return (double)(g_get_monotonic_time () - begun) / 1000;
}

/* On a connection of its own, prepared anew each time as a click has it. */
static double
bare (sqlite3 *handle, const char *order)
{
  g_autofree char *sql = g_strdup_printf (SQL " %s LIMIT %d", order, BUREAU_SHOWN_FIRST + 1);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < TURNS; i++)
    {
      gint64 begun = g_get_monotonic_time ();
      sqlite3_stmt *statement = NULL;
      double time;

      g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
      while (sqlite3_step (statement) == SQLITE_ROW)
        for (int j = 0; j < sqlite3_column_count (statement); j++)
          sqlite3_column_text (statement, j);
      sqlite3_finalize (statement);
      time = since (begun);
      g_array_append_val (times, time);
    }
  return meter_quantile (times, 0.5);
}

/* A machine with too much else to do passes the guard's deadline: then there is nothing to measure.
 */
static void
wait_for_first (BureauShownRows *rows)
{
  while (bureau_shown_rows_get_n (rows) == 0)
    {
      g_assert_cmpstr (bureau_shown_rows_get_problem (rows), ==, NULL);
      g_main_context_iteration (NULL, TRUE);
    }
}

static double
jump (BureauShownRows *rows, guint row)
{
  gint64 begun = g_get_monotonic_time ();

  for (guint i = row; i < MIN (row + 60, bureau_shown_rows_get_n (rows)); i++)
    (void)bureau_shown_rows_get_value (rows, i, "name");
  while (bureau_shown_rows_get_value (rows, row, "name") == NULL)
    g_main_context_iteration (NULL, TRUE);
  return since (begun);
}

static void
report_jumps (BureauShownRows *rows)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  guint state = 1;

  for (guint i = 0; i < JUMPS; i++)
    {
      double time;

      state = state * 1664525 + 1013904223;
      time = jump (rows, (guint)((guint64)bureau_shown_rows_get_n (rows) * state / G_MAXUINT));
      g_array_append_val (times, time);
    }
  printf ("  a page elsewhere            p50 %8.2f  p95 %8.2f ms\n", meter_quantile (times, 0.5),
          meter_quantile (times, 0.95));
}

static void
report (Workspace *workspace, sqlite3 *handle, const char *sort, const char *order)
{
  g_autoptr (JsonObject) view = json_object_of (document);
  const BureauShownWish wish = { .source = "all", .sort = sort, .key = "id" };
  double floor = bare (handle, order), first;
  g_autoptr (BureauShownView) shown = NULL;
  BureauShownRows *rows;
  gint64 begun;

  begun = g_get_monotonic_time ();
  shown = bureau_shown_view_new (workspace->memory, view, NULL);
  rows = bureau_shown_view_get_rows (shown, &wish);
  wait_for_first (rows);
  first = since (begun);
  printf ("%s\n  first rows %8.2f ms, bare %8.2f ms: %.2f times\n",
          sort != NULL ? sort : "as they stand", first, floor, first / floor);
  while (bureau_shown_rows_get_window (rows) == NULL
         && !(bureau_shown_rows_get_n (rows) > BUREAU_SHOWN_FIRST))
    g_main_context_iteration (NULL, TRUE);
  printf ("  order of %u rows after %.1f ms\n", bureau_shown_rows_get_n (rows), since (begun));
  if (bureau_shown_rows_get_window (rows) != NULL)
    report_jumps (rows);
}

int
main (int argc, char **argv)
{
  guint n = argc > 1 ? (guint)atoi (argv[1]) : 1000 * 1000;
  Workspace workspace = { NULL };
  sqlite3 *handle = NULL;

  dex_init ();
  workspace_set_up (&workspace, NULL);
  define_clients (&workspace);
  bureau_memory_close (workspace.memory);
  many_records_fill (workspace.path, "clients", n);
  workspace_reopen (&workspace, BUREAU_MEMORY_ENGINE);
  g_assert_cmpint (sqlite3_open (workspace.path, &handle), ==, SQLITE_OK);
  printf ("%u rows\n", n);
  report (&workspace, handle, NULL, "");
  report (&workspace, handle, NULL, "");
  report (&workspace, handle, "-id", "ORDER BY id DESC");
  report (&workspace, handle, "name", "ORDER BY name");
  report (&workspace, handle, "-fee", "ORDER BY fee DESC");
  sqlite3_close (handle);
  workspace_tear_down (&workspace, NULL);
  return 0;
}
