/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "stage.h"

G_BEGIN_DECLS

/**
 * ExplorerVisit:
 * @place: where the window is now, "review", "review.tabs-why", "dialog-preferences" …
 * @shown: the widget that is new there: a page, a dialog, the child of a popover
 */
typedef void (*ExplorerVisit) (Stage *stage, const char *place, GtkWidget *shown, gpointer data);

void explorer_visit_all (Stage *stage, guint max_rows, ExplorerVisit visit, gpointer data);

typedef gboolean (*ExplorerMatch) (GtkWidget *widget, gpointer data);
GPtrArray *explorer_find (GtkWidget *root, ExplorerMatch match, gpointer data);

G_END_DECLS
