/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The buttons below a page: a toast stands above them as long as they are there. */
#define BUREAU_TYPE_ACT_BAR (bureau_act_bar_get_type ())
G_DECLARE_FINAL_TYPE (BureauActBar, bureau_act_bar, BUREAU, ACT_BAR, GtkBox)

G_END_DECLS
