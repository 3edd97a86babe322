/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/* Starting a workflow by hand, from it or from what it is to be about. */
void bureau_run_workflow_now (GtkWidget *from, BureauMemory *memory, const char *workflow,
                              const char *about_or_null);
void bureau_run_workflow_about (GtkWidget *from, BureauMemory *memory, const char *collection,
                                gint64 id);

G_END_DECLS
