/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/obstacles.h"

G_BEGIN_DECLS

#define BUREAU_TYPE_WINDOW (bureau_window_get_type ())
G_DECLARE_FINAL_TYPE (BureauWindow, bureau_window, BUREAU, WINDOW, AdwApplicationWindow)

BureauWindow *bureau_window_new (GtkApplication *application, const char *workspace);
void bureau_window_set_workspace (BureauWindow *self, const char *workspace);
void bureau_window_show_progress (BureauWindow *self, BureauProgress *progress);
void bureau_window_show_welcome (BureauWindow *self);
void bureau_window_set_memory (BureauWindow *self, BureauMemory *memory);
void bureau_window_set_problem (BureauWindow *self, const GError *problem);
BureauObstacles *bureau_window_get_obstacles (BureauWindow *self);
GtkWidget *bureau_window_get_visible_page (BureauWindow *self);
gboolean bureau_window_show_page (BureauWindow *self, const char *page);

G_END_DECLS
