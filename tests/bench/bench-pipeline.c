/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Message in → classify, read, reply → draft, with builtin, every step durable:
 *   bench-pipeline [--items N] [--in-flight N] [--concurrency N] [--keep FILE]
 * The floors write the same rows into an equal file in group commits, in one thread. One works out
 * before what it writes, by the same rules and from the same memory: what is between it and the
 * engine is what the engine costs. The other writes rows that are ready. */
#include <glib/gprintf.h>
#include <glib/gstdio.h>

#include "feed.h"
#include "floor.h"
#include "meter.h"

#define N_PROJECTS 200
#define N_NOTED 200

static int n_items = 10000;
static int n_in_flight = 256;
static int n_concurrent = 64;
static int n_floor = 2000;
static char *kept = NULL;

static const GOptionEntry options[] = {
  { "items", 'n', 0, G_OPTION_ARG_INT, &n_items, "how many messages (10000)", "N" },
  { "in-flight", 'f', 0, G_OPTION_ARG_INT, &n_in_flight, "how many at once on their way (256)",
    "N" },
  { "concurrency", 'c', 0, G_OPTION_ARG_INT, &n_concurrent, "how many runs work at once (64)",
    "N" },
  { "floor", 0, 0, G_OPTION_ARG_INT, &n_floor, "how many messages the floor writes (2000)", "N" },
  { "keep", 'k', 0, G_OPTION_ARG_FILENAME, &kept, "where to keep the engine's workspace", "FILE" },
  { NULL },
};

static double
report (const char *what, int n, const Meter *meter)
{
  Meter taken = meter_read (meter);

  g_printf ("%-28s %6d items %8.0f /s %8.3f ms CPU each %7ld kB\n", what, n, n / taken.wall,
            taken.cpu * 1000 / n, meter_resident_kilobytes ());

  return n / taken.wall;
}

/* Runs to the end in pieces, so that growth shows. */
static double
run_pipeline (Feed *self)
{
  int piece = MAX (n_items / 10, 1), told = 0;
  Meter whole, part;

  meter_start (&whole);
  meter_start (&part);
  feed_start (self);
  while (self->n_out < n_items)
    {
      g_main_context_iteration (NULL, TRUE);
      if (self->n_out - told >= piece && self->n_out < n_items)
        {
          g_autofree char *what = g_strdup_printf ("  up to %d", self->n_out);

          report (what, self->n_out - told, &part);
          told = self->n_out;
          meter_start (&part);
        }
    }

  return report ("engine", n_items, &whole);
}

static gint64
file_size (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 ? status.st_size : 0;
}

static void
keep (const char *path)
{
  g_autoptr (GFile) from = g_file_new_for_path (path);
  g_autoptr (GFile) to = g_file_new_for_path (kept);
  g_autoptr (GError) error = NULL;

  g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Bench *bench)
{
  g_autofree char *concurrency = g_strdup_printf ("%d", n_concurrent);

  bench_set_up_lead_intake (bench, NULL);
  bench_add_projects (bench, N_PROJECTS);
  bench_set (bench, "engine_concurrency", concurrency);
}

/* Of items of their own, so that noting takes nothing from those that are measured. */
static void
note (Thinking *thinking, Bench *bench)
{
  set_up (bench);
  thinking_note_begin (thinking);
  for (guint i = 0; i < N_NOTED; i++)
    bench_feed_inquiry (bench, i);
  bench_settle (bench);
  thinking_note_end (thinking);
  bench_stop (bench);
  bureau_memory_close (bench->workspace.memory);
}

static double
run_floor (const char *what, const char *path, Thinking *thinking_or_null, const char *noted_in)
{
  Bench other = { 0 };
  g_autoptr (Floor) floor = floor_load (path, n_floor);
  Meter meter;
  double rate;

  set_up (&other);
  bureau_memory_close (other.workspace.memory);
  floor_open (floor, other.workspace.path);
  if (thinking_or_null)
    thinking_open (thinking_or_null, other.workspace.path, noted_in);
  meter_start (&meter);
  floor_write (floor, n_in_flight, thinking_or_null);
  rate = report (what, floor_count_items (floor), &meter);
  floor_close (floor);
  bench_tear_down (&other, NULL);

  return rate;
}

static void
compare (const char *path, double engine)
{
  g_autoptr (Thinking) thinking = thinking_new ();
  Bench noted = { 0 };
  double work, rows;

  note (thinking, &noted);
  work = run_floor ("floor, the same work", path, thinking, noted.workspace.path);
  rows = run_floor ("floor, rows that are ready", path, NULL, NULL);
  g_printf ("%-28s %.0f %% of the same work, %.0f %% of writing alone\n", "engine",
            engine * 100 / work, engine * 100 / rows);
  bench_tear_down (&noted, NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  Bench bench = { 0 };
  Feed self = { .bench = &bench };
  double engine;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL))
    return 2;
  set_up (&bench);
  bench_settle (&bench);
  self.n_items = n_items;
  self.n_in_flight = n_in_flight;

  engine = run_pipeline (&self);
  feed_stop (&self);
  bench_settle (&bench);
  bench_stop (&bench);
  bureau_memory_close (bench.workspace.memory);
  g_printf ("%-28s %.1f kB each\n", "file", file_size (bench.workspace.path) / 1024. / n_items);
  if (kept)
    keep (bench.workspace.path);
  compare (bench.workspace.path, engine);
  bench_tear_down (&bench, NULL);

  return 0;
}
