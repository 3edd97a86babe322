/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/live-turns.h"

/* The least time between two readings of news, and between two of rows that change unheard. */
#define PAUSE_MS 200
#define UNSETTLED_MS 1000

static BureauLiveReading
find_next (const BureauLiveTurns *self)
{
  if (self->is_asleep && self->is_loaded)
    return self->is_count_stale ? BUREAU_LIVE_COUNT : BUREAU_LIVE_NOTHING;
  if (!self->is_loaded)
    return self->is_stale ? BUREAU_LIVE_FIRST : BUREAU_LIVE_NOTHING;
  if (self->wants_more)
    return BUREAU_LIVE_MORE;
  return self->is_stale || self->is_unsettled ? BUREAU_LIVE_NEWS : BUREAU_LIVE_NOTHING;
}

/**
 * bureau_live_turns_next:
 * @now: monotonic microseconds
 * @wait: (out): milliseconds until it may begin
 *
 * Returns: what is to be read next; nothing while something is under way
 */
BureauLiveReading
bureau_live_turns_next (const BureauLiveTurns *self, gint64 now, guint *wait)
{
  BureauLiveReading next = find_next (self);
  gint64 since = (now - self->read_at) / 1000;
  gint64 pause = self->is_stale ? PAUSE_MS : UNSETTLED_MS;
  gboolean waits = next == BUREAU_LIVE_NEWS || next == BUREAU_LIVE_COUNT;

  *wait = waits && since < pause ? (guint)(pause - since) : 0;
  return self->reading == BUREAU_LIVE_NOTHING ? next : BUREAU_LIVE_NOTHING;
}

/**
 * bureau_live_turns_begin:
 * @reading: what begins now
 * @now: monotonic microseconds
 *
 * What is committed from now on is to be read after it. A count leaves the rows as stale as they
 * are.
 */
void
bureau_live_turns_begin (BureauLiveTurns *self, BureauLiveReading reading, gint64 now)
{
  self->reading = reading;
  if (reading == BUREAU_LIVE_MORE)
    return;
  self->is_count_stale = FALSE;
  self->is_stale = self->is_stale && reading == BUREAU_LIVE_COUNT;
  self->read_at = now;
}
