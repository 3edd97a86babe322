/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What this process took from one moment on; what it started is not counted. */
typedef struct
{
  double wall; /* in seconds */
  double cpu;
} Meter;

void meter_start (Meter *self);
Meter meter_read (const Meter *self);
long meter_resident_kilobytes (void);
double meter_quantile (GArray *spans, double quantile);

G_END_DECLS
