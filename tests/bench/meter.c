/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "meter.h"

#include <stdio.h>
#include <sys/resource.h>

static Meter
read_clocks (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (Meter){
    .wall = g_get_monotonic_time () / 1e6,
    .cpu = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
           + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6,
  };
}

void
meter_start (Meter *self)
{
  *self = read_clocks ();
}

/* What went by since meter_start(). */
Meter
meter_read (const Meter *self)
{
  Meter now = read_clocks ();

  return (Meter){ now.wall - self->wall, now.cpu - self->cpu };
}

long
meter_resident_kilobytes (void)
{
  g_autofree char *text = NULL;
  long pages = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%*d %ld", &pages);

  return pages * 4;
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  double left = *(const double *)a, right = *(const double *)b;

  return (left > right) - (left < right);
}

/* @spans: of double; sorted by this */
double
meter_quantile (GArray *spans, double quantile)
{
  g_array_sort (spans, compare_spans);

  return spans->len > 0 ? g_array_index (spans, double, (guint)((spans->len - 1) * quantile)) : 0;
}
