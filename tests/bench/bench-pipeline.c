/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Message in → classify, read, reply → draft, with builtin, every step durable:
 *   bench-pipeline [--items N] [--in-flight N] [--concurrency N] [--keep FILE]
 * The floor writes the same rows into an equal file in group commits, in one thread, and does
 * nothing else: what is between the two is what the engine costs. */
#include <glib/gprintf.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <sys/resource.h>

#include "../agents/engine-fixture.h"
#include "floor.h"

static int n_items = 10000;
static int n_in_flight = 64;
static int n_concurrent = 16;
static int n_floor = 2000;
static char *kept = NULL;

static const GOptionEntry options[] = {
  { "items", 'n', 0, G_OPTION_ARG_INT, &n_items, "how many messages (10000)", "N" },
  { "in-flight", 'f', 0, G_OPTION_ARG_INT, &n_in_flight, "how many at once on their way (64)",
    "N" },
  { "concurrency", 'c', 0, G_OPTION_ARG_INT, &n_concurrent, "how many runs work at once (16)",
    "N" },
  { "floor", 0, 0, G_OPTION_ARG_INT, &n_floor, "how many messages the floor writes (2000)", "N" },
  { "keep", 'k', 0, G_OPTION_ARG_FILENAME, &kept, "where to keep the engine's workspace", "FILE" },
  { NULL },
};

/* Messages on their way: a new one comes in for each draft that was made. */
typedef struct
{
  Bench bench;
  int n_in;
  int n_out;
  gint64 last_draft;
  gboolean is_counting;
  gint64 *latencies;
} Feed;

static double
cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
         + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static double
now_seconds (void)
{
  return g_get_monotonic_time () / 1e6;
}

static long
resident_kilobytes (void)
{
  g_autofree char *text = NULL;
  long pages = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%*d %ld", &pages);

  return pages * 4;
}

static void
feed (Feed *self)
{
  while (self->n_in < n_items && self->n_in - self->n_out < n_in_flight)
    bench_feed_inquiry (&self->bench, self->n_in++);
}

static DexFuture *
counted_cb (DexFuture *future, gpointer data)
{
  Feed *self = data;
  const GValue *value = dex_future_get_value (future, NULL);
  JsonArray *rows = value ? g_value_get_boxed (value) : NULL;

  self->is_counting = FALSE;
  for (guint i = 0; rows && i < json_array_get_length (rows); i++)
    self->last_draft = g_ascii_strtoll (
        json_object_get_string_member (json_array_get_object_element (rows, i), "id"), NULL, 10);
  self->n_out += rows ? (int)json_array_get_length (rows) : 0;
  feed (self);

  return dex_future_new_true ();
}

static void
changed_cb (Feed *self)
{
  if (self->is_counting)
    return;
  self->is_counting = TRUE;
  dex_future_disown (dex_future_finally (
      bureau_memory_rows (
          self->bench.workspace.memory,
          "SELECT CAST(id AS TEXT) AS id FROM bureau_draft WHERE id > ? ORDER BY id", "i",
          self->last_draft),
      counted_cb, self, NULL));
}

static void
report (const char *what, int n, double seconds, double cpu)
{
  g_printf ("%-28s %6d items %8.0f /s %8.3f ms CPU each %7ld kB\n", what, n, n / seconds,
            cpu * 1000 / n, resident_kilobytes ());
}

/* Runs to the end in pieces, so that growth shows. */
static double
run_pipeline (Feed *self)
{
  double start = now_seconds (), cpu = cpu_seconds ();
  double piece_start = start, piece_cpu = cpu;
  int piece = MAX (n_items / 10, 1), told = 0;

  feed (self);
  while (self->n_out < n_items)
    {
      g_main_context_iteration (NULL, TRUE);
      if (self->n_out - told >= piece && self->n_out < n_items)
        {
          g_autofree char *what = g_strdup_printf ("  up to %d", self->n_out);

          report (what, self->n_out - told, now_seconds () - piece_start,
                  cpu_seconds () - piece_cpu);
          told = self->n_out;
          piece_start = now_seconds ();
          piece_cpu = cpu_seconds ();
        }
    }
  report ("engine", n_items, now_seconds () - start, cpu_seconds () - cpu);

  return n_items / (now_seconds () - start);
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

static double
run_floor (const char *path)
{
  Bench other = { 0 };
  g_autoptr (Floor) floor = floor_load (path, n_floor);
  double start, cpu, rate;

  bench_set_up_lead_intake (&other, NULL);
  bureau_memory_close (other.workspace.memory);
  floor_open (floor, other.workspace.path);
  start = now_seconds ();
  cpu = cpu_seconds ();
  floor_write (floor, n_concurrent);
  rate = floor_count_items (floor) / (now_seconds () - start);
  report ("floor, the same rows", floor_count_items (floor), now_seconds () - start,
          cpu_seconds () - cpu);
  floor_close (floor);
  bench_tear_down (&other, NULL);

  return rate;
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autofree char *concurrency = NULL;
  Feed self = { 0 };
  double engine, floor;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL))
    return 2;
  bench_set_up_lead_intake (&self.bench, NULL);
  bench_add_projects (&self.bench, 200);
  concurrency = g_strdup_printf ("%d", n_concurrent);
  bench_set (&self.bench, "engine_concurrency", concurrency);
  bench_settle (&self.bench);
  g_signal_connect_swapped (self.bench.workspace.memory, "changed", G_CALLBACK (changed_cb), &self);

  engine = run_pipeline (&self);
  g_signal_handlers_disconnect_by_func (self.bench.workspace.memory, changed_cb, &self);
  bench_settle (&self.bench);
  bench_stop (&self.bench);
  bureau_memory_close (self.bench.workspace.memory);
  g_printf ("%-28s %.1f kB each\n", "file",
            file_size (self.bench.workspace.path) / 1024. / n_items);
  if (kept)
    keep (self.bench.workspace.path);
  floor = run_floor (self.bench.workspace.path);
  g_printf ("%-28s %.0f %%\n", "engine / floor", engine * 100 / floor);
  bench_tear_down (&self.bench, NULL);

  return 0;
}
