/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

GtkWidget *bureau_cost_chart_new (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_cost_chart_fill (GtkWidget *chart, JsonArray *days, const char *currency);

G_END_DECLS
