/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Agents that go on when the last window is closed: asked for by a habit, allowed by the Background
 * portal where there is one, and told by a notification that can open the window and quit. */
gboolean bureau_background_is_wanted (void);
void bureau_background_begin (GApplication *application);
void bureau_background_end (GApplication *application);

G_END_DECLS
