/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BUREAU_TYPE_WINDOW (bureau_window_get_type ())
G_DECLARE_FINAL_TYPE (BureauWindow, bureau_window, BUREAU, WINDOW, AdwApplicationWindow)

BureauWindow *bureau_window_new (GtkApplication *application, const char *workspace);
gboolean bureau_window_show_page (BureauWindow *self, const char *page);

G_END_DECLS
