/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

typedef gboolean (*FirstFrameFunc) (GtkWindow *window);

/* Prints when @window had painted a frame of which @is_useful says so: milliseconds since
 * BENCH_BEGAN, of the monotonic clock, and milliseconds of CPU. */
void first_frame_watch (GtkWindow *window, FirstFrameFunc is_useful);
