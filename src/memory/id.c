/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/id.h"

/* 2020-01-01T00:00:00Z in milliseconds since 1970. */
#define EPOCH G_GINT64_CONSTANT (1577836800000)
#define COUNT_BITS 22

/**
 * bureau_id_at:
 * @milliseconds: since 1970
 *
 * Returns: the lowest id of that millisecond, to compare ids with a time
 */
gint64
bureau_id_at (gint64 milliseconds)
{
  return MAX (milliseconds - EPOCH, 0) << COUNT_BITS;
}

/**
 * bureau_id_next:
 * @last: the last id that was given out
 * @now_ms: the wall clock, which may have jumped back
 * @random: where to start within a new millisecond; half the range is left to count up
 *
 * Returns: an id above @last, of @now_ms or of the last id's millisecond
 */
gint64
bureau_id_next (gint64 last, gint64 now_ms, guint32 random)
{
  gint64 fresh = bureau_id_at (now_ms) | (random & ((1u << (COUNT_BITS - 1)) - 1));

  return fresh >> COUNT_BITS > last >> COUNT_BITS ? fresh : last + 1;
}

/**
 * bureau_id_parse:
 * @text: digits
 * @id: (out): the id
 *
 * Returns: whether @text is an id
 */
gboolean
bureau_id_parse (const char *text, gint64 *id)
{
  return text != NULL && g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, id, NULL);
}
