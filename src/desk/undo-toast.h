/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "memory/memory.h"

G_BEGIN_DECLS

void bureau_undo_toast_add (GtkWidget *widget, BureauMemory *memory, gint64 record,
                            const char *title);
void bureau_undo_toast_add_several (GtkWidget *widget, BureauMemory *memory, GArray *records,
                                    const char *title);
void bureau_undo_toast_follow (GtkWidget *widget, BureauMemory *memory, DexFuture *act,
                               gint64 record, const char *title);

G_END_DECLS
