/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void bureau_document_versions_fill (GtkListBox *list, JsonArray *versions, gint64 current);

G_END_DECLS
