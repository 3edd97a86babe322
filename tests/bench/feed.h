/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../agents/engine-fixture.h"

/* Messages on their way: a new one comes in for each draft that was made. */
typedef struct
{
  Bench *bench;
  int n_items;
  int n_in_flight;
  int n_in;
  int n_out;
  gint64 last_draft;
  gboolean is_counting;
  gboolean has_changed; /* since counting began */
  GArray *begun;        /* when each message came in, monotonic microseconds */
  GArray *spans;        /* of double: from message to draft, in milliseconds */
} Feed;

void feed_start (Feed *self);
void feed_stop (Feed *self);
