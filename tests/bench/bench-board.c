/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-board [ROWS [SECONDS]]: a view with a table and a chart over all rows in a real window,
 * from the click to its first rows and to its chart; then a view of ten sources while 200 records a
 * second are written: how long a refresh takes and what its frames cost. Needs a display
 * (build-aux/with-display). */
#include <stdio.h>
#include <stdlib.h>

#include "bureau-desk-resources.h"
#include "frame-meter.h"
#include "live-view.h"
#include "meter.h"
#include "widgets/element.h"
#include "widgets/many-records.h"
#include "widgets/view-body.h"

#define TURNS 10

static const char large[]
    = "{\"spec\":\"view/1\",\"id\":\"large\",\"title\":\"Large\",\"data\":[{\"id\":\"all\","
      "\"rows\":\"many\",\"sql\":\"SELECT id, name, fee FROM clients\",\"columns\":[{\"name\":"
      "\"id\",\"type\":\"ref\",\"entity\":\"clients\"},{\"name\":\"name\",\"type\":\"text\"},"
      "{\"name\":\"fee\",\"type\":\"money\"}]},{\"id\":\"sums\",\"rows\":\"many\",\"sql\":"
      "\"SELECT fee % 7 AS kind, count(*) AS n FROM clients GROUP BY 1 ORDER BY 1\",\"columns\":["
      "{\"name\":\"kind\",\"type\":\"int\"},{\"name\":\"n\",\"type\":\"int\"}]}],\"layout\":[{"
      "\"row\":[\"t\"]},{\"row\":[\"c\"]}],\"elements\":[{\"id\":\"t\",\"type\":\"table\","
      "\"title\":"
      "\"All\",\"data\":\"all\",\"columns\":[{\"col\":\"name\"},{\"col\":\"fee\"}]},{\"id\":\"c\","
      "\"type\":\"chart\",\"mark\":\"bar\",\"title\":\"Kinds\",\"data\":\"sums\",\"x\":\"kind\","
      "\"y\":[\"n\"],\"summary\":\"{n} kinds\"}]}";

static Workspace workspace;

static double
since (gint64 begun)
{
  return (double)(g_get_monotonic_time () - begun) / 1000;
}

static BureauShownRows *
rows_of (BureauViewBody *body, const char *element)
{
  return bureau_element_get_rows (BUREAU_ELEMENT (bureau_view_body_find (body, element)));
}

/* Until an element has its rows and a frame showed them. */
static double
wait_for (BureauViewBody *body, const char *element, FrameMeter *meter, gint64 begun)
{
  while (bureau_shown_rows_get_state (rows_of (body, element)) != BUREAU_SHOWN_READY)
    g_main_context_iteration (NULL, TRUE);
  frame_meter_run (meter, 1, NULL, NULL);
  return since (begun);
}

static BureauViewBody *
show (GtkWidget *window, JsonObject *document)
{
  g_autoptr (BureauShownView) view = bureau_shown_view_new (workspace.memory, document, NULL);
  BureauViewBody *body = bureau_view_body_new (view);

  adw_window_set_content (ADW_WINDOW (window),
                          g_object_new (GTK_TYPE_SCROLLED_WINDOW, "child", body,
                                        "hscrollbar-policy", GTK_POLICY_NEVER, NULL));
  return body;
}

/* As a click does it: the window stands already, the view is made anew. */
static void
bench_click (GtkWidget *window, FrameMeter *meter)
{
  g_autoptr (JsonObject) document = json_object_of (large);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) charts = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < TURNS; i++)
    {
      gint64 begun = g_get_monotonic_time ();
      BureauViewBody *body = show (window, document);
      double row = wait_for (body, "t", meter, begun);
      double chart = wait_for (body, "c", meter, begun);

      g_array_append_val (rows, row);
      g_array_append_val (charts, chart);
    }
  printf ("  first rows      p50 %8.2f  worst %8.2f ms\n", meter_quantile (rows, 0.5),
          meter_quantile (rows, 1));
  printf ("  with the chart  p50 %8.2f  worst %8.2f ms\n", meter_quantile (charts, 0.5),
          meter_quantile (charts, 1));
}

typedef struct
{
  gint64 begun; /* of the reading under way; 0 where none is */
  GArray *refreshes;
} Reading;

static void
changed_cb (BureauShownRows *rows, gboolean are_new, gpointer data)
{
  Reading *self = data;
  BureauShownState state = bureau_shown_rows_get_state (rows);
  double time;

  if (state == BUREAU_SHOWN_STALE && self->begun == 0)
    self->begun = g_get_monotonic_time ();
  if (state != BUREAU_SHOWN_READY || self->begun == 0)
    return;
  time = since (self->begun);
  g_array_append_val (self->refreshes, time);
  self->begun = 0;
}

static void
bench_live (GtkWidget *window, FrameMeter *meter, guint seconds)
{
  g_autoptr (JsonObject) document = live_document ();
  g_autoptr (GArray) refreshes = g_array_new (FALSE, FALSE, sizeof (double));
  BureauViewBody *body = show (window, document);
  LiveWriter writer = { .workspace = &workspace };
  Reading readings[LIVE_SOURCES] = { 0 };

  for (guint i = 0; i < LIVE_SOURCES; i++)
    {
      g_autofree char *id = g_strdup_printf ("t%u", i);

      wait_for (body, id, meter, 0);
      readings[i].refreshes = refreshes;
      /* The readings live as long as the view is written to. */
      g_signal_connect_data (rows_of (body, id), "changed", G_CALLBACK (changed_cb), &readings[i],
                             NULL, G_CONNECT_DEFAULT);
    }
  live_writer_start (&writer);
  frame_meter_start (meter, NULL, NULL);
  while (since (writer.begun) < seconds * 1000)
    g_main_context_iteration (NULL, TRUE);
  live_writer_stop (&writer);
  printf ("  %.0f records a second, each source read %.1f times a second\n",
          (double)writer.n_written / seconds, (double)refreshes->len / LIVE_SOURCES / seconds);
  printf ("  a refresh       p50 %8.2f  p95 %8.2f ms\n", meter_quantile (refreshes, 0.5),
          meter_quantile (refreshes, 0.95));
  frame_meter_report (meter, "ten sources live");
  for (guint i = 0; i < LIVE_SOURCES; i++)
    {
      g_autofree char *id = g_strdup_printf ("t%u", i);

      g_signal_handlers_disconnect_by_data (rows_of (body, id), &readings[i]);
    }
}

int
main (int argc, char **argv)
{
  guint n = argc > 1 ? (guint)strtoul (argv[1], NULL, 10) : 1000000;
  guint seconds = argc > 2 ? (guint)strtoul (argv[2], NULL, 10) : 5;
  GtkWidget *window;
  FrameMeter *meter;

  dex_init ();
  if (!gtk_init_check ())
    return 77;
  adw_init ();
  bureau_desk_register_resource ();
  workspace_set_up (&workspace, NULL);
  define_clients (&workspace);
  bureau_memory_close (workspace.memory);
  many_records_fill (workspace.path, "clients", n);
  workspace_reopen (&workspace, BUREAU_MEMORY_ENGINE);
  window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 800);
  gtk_window_present (GTK_WINDOW (window));
  meter = frame_meter_new (window);
  frame_meter_measure_empty (60);
  printf ("%u rows\n", n);
  bench_click (window, meter);
  bench_live (window, meter, seconds);
  frame_meter_free (meter);
  gtk_window_destroy (GTK_WINDOW (window));
  workspace_tear_down (&workspace, NULL);
  return 0;
}
