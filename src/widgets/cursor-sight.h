/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A text that is as tall as its words, on a page that scrolls. */
void bureau_cursor_sight_keep (GtkTextView *view);

G_END_DECLS
