/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-models [--items N] [--delay MS] …: message in → a model sorts it → what is known of its
 * sender → a model answers → draft, every step durable; beside libsoup and SQLite alone doing the
 * same work with the same server, whose own CPU is not counted. A model that answers at once; one
 * that takes its time; one whose letters come token by token, and are shown as they grow. */
#include <glib/gprintf.h>

#include "feed.h"
#include "meter.h"
#include "model-floor.h"
#include "model-office.h"

#define N_CALLS 2
#define MOST_AT_ONCE 64

static int n_items = 3000;
static int delay = 200;
static int n_streams = 16;
static int n_tokens = 500;
static int pace = 10;

static const GOptionEntry options[] = {
  { "items", 'n', 0, G_OPTION_ARG_INT, &n_items, "how many messages (3000)", "N" },
  { "delay", 'd', 0, G_OPTION_ARG_INT, &delay, "of the model that takes its time (200)", "MS" },
  { "streams", 's', 0, G_OPTION_ARG_INT, &n_streams, "letters that come token by token (16)", "N" },
  { "tokens", 't', 0, G_OPTION_ARG_INT, &n_tokens, "of each of them (500)", "N" },
  { "pace", 'p', 0, G_OPTION_ARG_INT, &pace, "between two tokens (10)", "MS" },
  { NULL },
};

typedef struct
{
  const char *what;
  int n;
  int n_in_flight;
  int delay;    /* of the model before each of its answers, in milliseconds */
  int ideal;    /* what the model itself takes for an item, in milliseconds; 0: nothing */
  int n_tokens; /* that a letter comes in, one by one; 0: it comes whole */
  int pace;     /* between two of them, in milliseconds */
} Case;

typedef struct
{
  double rate; /* items a second */
  double cpu;  /* in milliseconds for each */
  double p50;  /* from message to draft, in milliseconds */
  double p95;
} Figures;

static Figures
take_figures (const Meter *meter, int n, GArray *spans)
{
  Meter taken = meter_read (meter);

  return (Figures){ n / taken.wall, taken.cpu * 1000 / n, meter_quantile (spans, 0.5),
                    meter_quantile (spans, 0.95) };
}

static Figures
run_engine (ModelOffice *office, const Case *which)
{
  Feed feed = { .bench = &office->bench, .n_items = which->n, .n_in_flight = which->n_in_flight };
  Figures figures;
  Meter meter;

  meter_start (&meter);
  feed_start (&feed);
  while (feed.n_out < which->n)
    g_main_context_iteration (NULL, TRUE);
  figures = take_figures (&meter, which->n, feed.spans);
  feed_stop (&feed);
  bench_settle (&office->bench);

  return figures;
}

static Figures
run_floor (ModelFloor *floor, const Case *which)
{
  Meter meter;

  meter_start (&meter);
  model_floor_run (floor, which->n, which->n_in_flight);

  return take_figures (&meter, which->n, model_floor_get_spans (floor));
}

static void
print_figures (const char *who, const Figures *figures)
{
  g_printf ("  %-8s %7.0f /s %8.3f ms CPU each %9.1f ms p50 %9.1f ms p95\n", who, figures->rate,
            figures->cpu, figures->p50, figures->p95);
}

static void
compare (const Case *self, const Figures *engine, const Figures *floor)
{
  print_figures ("engine", engine);
  print_figures ("floor", floor);
  g_printf ("  %-8s %6.0f %% of the floor's rate, %.1f times its CPU", "",
            engine->rate * 100 / floor->rate, engine->cpu / floor->cpu);
  if (self->ideal > 0)
    g_printf (", +%.1f ms (floor +%.1f)", engine->p50 - self->ideal, floor->p50 - self->ideal);
  if (self->n_tokens > 0)
    g_printf (", %.1f us CPU a token (floor %.1f)", engine->cpu * 1000 / self->n_tokens,
              floor->cpu * 1000 / self->n_tokens);
  g_printf ("\n");
}

static void
measure (const Case *self)
{
  g_autofree char *wait = g_strdup_printf ("--delay=%d", self->delay);
  g_autofree char *length = g_strdup_printf ("--tokens=%d", self->n_tokens);
  g_autofree char *beat = g_strdup_printf ("--pace=%d", self->pace);
  ModelOffice office = { 0 };
  g_autofree char *path = NULL;
  g_autoptr (ModelFloor) floor = NULL;
  Figures ours, floors;

  model_office_open (&office, (const char *const[]){ wait, length, beat, NULL }, MOST_AT_ONCE);
  path = g_build_filename (office.bench.workspace.folder, "floor.db", NULL);
  floor = model_floor_new (path, office.port);
  g_printf ("%s: %d messages, %d at a time\n", self->what, self->n, self->n_in_flight);
  ours = run_engine (&office, self);
  floors = run_floor (floor, self);
  compare (self, &ours, &floors);
  model_office_close (&office);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL))
    return 2;

  const int few = MAX (n_items / 100, 1), some = MAX (n_items / 3, 1);
  const Case cases[] = {
    { "a model that answers at once", n_items, 16 },
    { "a slow model", few, 1, .delay = delay, .ideal = N_CALLS * delay },
    { "a slow model", some, MOST_AT_ONCE, .delay = delay, .ideal = N_CALLS * delay },
    { "token by token at once", n_streams, n_streams, .n_tokens = n_tokens },
    { "token by token, as models speak", n_streams, n_streams, .n_tokens = n_tokens, .pace = pace },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    measure (&cases[i]);

  return 0;
}
