/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/* Where things come in by hand: dropped on a window or pasted into it. */
void bureau_intake_target_set_up (GtkWidget *window, BureauMemory *memory);
void bureau_intake_target_paste (GtkWidget *window, BureauMemory *memory);

G_END_DECLS
