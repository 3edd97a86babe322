/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

GtkWidget *bureau_evidence_button_new (JsonObject *evidence,
                                       const char *title) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
