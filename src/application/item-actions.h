/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a notification about an item does: `app.show-item` and `app.hold-item`, each with a
 * workspace's file and the item's id. */
void bureau_item_actions_add (GtkApplication *application);

G_END_DECLS
