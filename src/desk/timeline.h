/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void bureau_timeline_append (GtkListBox *list, JsonArray *events, GObject *listener,
                             GCallback opened);
gint64 bureau_timeline_get_id (AdwActionRow *row);

G_END_DECLS
