/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/frame.h"

/* A window that the desktop does not show is painted nowhere. */
#define LONGEST_MS 1000

static void
painted_cb (GdkFrameClock *clock, DexPromise *promise)
{
  dex_promise_resolve_boolean (promise, TRUE);
  g_signal_handlers_disconnect_by_func (clock, painted_cb, promise);
}

static void
forget_cb (gpointer data, GClosure *closure)
{
  DexPromise *promise = data;

  dex_clear (&promise);
}

/**
 * bureau_frame_next:
 * @widget: in a window
 *
 * For work that the frame which a person waits for does not need.
 *
 * Returns: (transfer full): resolves once the window was painted, at once where it is not on the
 *   screen; rejects where it is not painted any time soon
 */
DexFuture *
bureau_frame_next (GtkWidget *widget)
{
  GtkRoot *window = gtk_widget_get_root (widget);
  GdkFrameClock *clock;
  DexPromise *promise;

  if (window == NULL || !gtk_widget_get_mapped (GTK_WIDGET (window)))
    return dex_future_new_true ();
  promise = dex_promise_new ();
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  g_signal_connect_data (clock, "after-paint", G_CALLBACK (painted_cb), dex_ref (promise),
                         forget_cb, 0);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_AFTER_PAINT);
  return dex_future_first (DEX_FUTURE (promise), dex_timeout_new_msec (LONGEST_MS), NULL);
}
