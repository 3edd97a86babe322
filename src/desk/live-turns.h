/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a live list reads: its first page, the next one, what commits touched, how many there are.
 */
typedef enum
{
  BUREAU_LIVE_NOTHING,
  BUREAU_LIVE_FIRST,
  BUREAU_LIVE_MORE,
  BUREAU_LIVE_NEWS,
  BUREAU_LIVE_COUNT,
} BureauLiveReading;

/**
 * BureauLiveTurns:
 * @reading: what is under way
 * @read_at: when news or a count were read last, monotonic microseconds
 * @is_loaded: whether the first page is there
 * @is_stale: whether something was committed since
 * @is_count_stale: the same for the count
 * @is_unsettled: whether rows may change without a commit
 * @is_asleep: whether nobody looks at the rows
 * @wants_more: whether somebody came near the end
 *
 * What is to be read next, and when: one reading at a time, and news a few times a second at most.
 */
typedef struct
{
  BureauLiveReading reading;
  gint64 read_at;
  gboolean is_loaded;
  gboolean is_stale;
  gboolean is_count_stale;
  gboolean is_unsettled;
  gboolean is_asleep;
  gboolean wants_more;
} BureauLiveTurns;

BureauLiveReading bureau_live_turns_next (const BureauLiveTurns *self, gint64 now, guint *wait);
void bureau_live_turns_begin (BureauLiveTurns *self, BureauLiveReading reading, gint64 now);

G_END_DECLS
