/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/beat.h"

/* Not seen by anybody: what is shown of a stream is stored five times a second. */
#define PERIOD_MS 40

static DexPromise *next; /* the main context's */

static void
beat_cb (gpointer data)
{
  g_autoptr (DexPromise) now = g_steal_pointer (&next);

  dex_promise_resolve_boolean (now, TRUE);
}

/**
 * bureau_beat_next:
 *
 * One clock for all streams that come a word at a time: read some times a second and all at once,
 * they wake the main context, which the window shares, once for many words. It only ticks while
 * somebody waits.
 *
 * Returns: (transfer full): resolves with the next beat
 */
DexFuture *
bureau_beat_next (void)
{
  if (next == NULL)
    {
      next = dex_promise_new ();
      g_timeout_add_once (PERIOD_MS, beat_cb, NULL);
    }
  return dex_ref (DEX_FUTURE (next));
}
