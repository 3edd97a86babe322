/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void bureau_why_fill (GtkListBox *list, JsonObject *thread);

G_END_DECLS
