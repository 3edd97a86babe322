/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

char *bureau_claim_marks_show (GtkTextBuffer *buffer, const char *subject,
                               PangoAttrList *attributes,
                               JsonArray *claims) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
