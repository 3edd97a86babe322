/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What belongs to the person at this computer and to no workspace: the size of a window, what was
 * opened lately. */
GSettings *bureau_habits_get (void);
#define BUREAU_HABIT_BACKGROUND "run-in-background"
#define BUREAU_HABIT_SINGLE_KEYS "single-keys"

void bureau_habits_keep_size (GtkWindow *window);

G_END_DECLS
