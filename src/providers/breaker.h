/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BureauBreaker:
 *
 * Leaves a provider alone that failed five times in a row: for 30 seconds, then one call tries it,
 * and each time that fails the pause doubles, up to ten minutes (reliability.md §4.5). All times
 * are monotonic milliseconds.
 */
typedef struct
{
  guint failures;
  gint64 pause;
  gint64 open_until;
  gboolean is_probing;
} BureauBreaker;

gint64 bureau_breaker_enter (BureauBreaker *self, gint64 now);
void bureau_breaker_succeed (BureauBreaker *self);
void bureau_breaker_fail (BureauBreaker *self, gint64 now);
void bureau_breaker_abandon (BureauBreaker *self);

G_END_DECLS
