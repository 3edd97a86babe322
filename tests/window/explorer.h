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

/* How far from the pages and dialogs: 3 is a page, its detail, and a tab of that. */
typedef struct
{
  guint depth;
  guint rows; /* so many of each list are opened */
} ExplorerReach;

void explorer_visit_all (Stage *stage, ExplorerReach reach, ExplorerVisit visit, gpointer data);

typedef gboolean (*ExplorerMatch) (GtkWidget *widget, gpointer data);
GPtrArray *explorer_find (GtkWidget *root, ExplorerMatch match, gpointer data);

G_END_DECLS
