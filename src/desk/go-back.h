/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/* Going back to a snapshot, once a person has said yes and what is there now is safe. */
void bureau_go_back_to (GtkWidget *from, BureauMemory *memory, const char *folder,
                        const char *snapshot);

G_END_DECLS
