/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/stuck.h"

#include "base/time.h"

/* After how many milliseconds one that waits for its account is tried, though the account did not
 * change; 0: not at all. Logins that fail are few, so that no server locks the account. */
static const gint64 waits[] = {
  [BUREAU_DELIVERY_ENDED] = 0,
  [BUREAU_DELIVERY_LATER] = 0,
  [BUREAU_DELIVERY_STUCK] = 0,
  [BUREAU_DELIVERY_LOCKED] = 60 * 1000,
  [BUREAU_DELIVERY_BARRED] = 15 * 60 * 1000,
};

static gint64 *
new_number (gint64 number)
{
  return g_memdup2 (&number, sizeof number);
}

/**
 * bureau_stuck_new:
 *
 * Returns: (transfer full): id → the monotonic time, in milliseconds, at which it is tried all the
 *   same; empty
 */
GHashTable *
bureau_stuck_new (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

/**
 * bureau_stuck_add:
 * @id: a delivery
 * @rest: how it came to rest
 *
 * Returns: after how many milliseconds it is tried though nothing changed; 0: not at all
 */
gint64
bureau_stuck_add (GHashTable *stuck, gint64 id, BureauDeliveryRest rest)
{
  gint64 wait = waits[rest];

  g_hash_table_insert (stuck, new_number (id),
                       new_number (wait > 0 ? bureau_time_monotonic () + wait : G_MAXINT64));
  return wait;
}

/**
 * bureau_stuck_get_left:
 * @id: a delivery
 *
 * Forgets one whose time has come.
 *
 * Returns: for how many milliseconds it is still not tried; 0: it is not stuck; %G_MAXINT64: until
 *   its account changes
 */
gint64
bureau_stuck_get_left (GHashTable *stuck, gint64 id)
{
  gint64 *end = g_hash_table_lookup (stuck, &id);
  gint64 left;

  if (end == NULL)
    return 0;
  if (*end == G_MAXINT64)
    return G_MAXINT64;
  left = *end - bureau_time_monotonic ();
  if (left <= 0)
    g_hash_table_remove (stuck, &id);
  return MAX (left, 0);
}
