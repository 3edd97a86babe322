/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean bureau_arrow_keys_move (GtkSingleSelection *selection, guint keyval);

G_END_DECLS
