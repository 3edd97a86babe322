/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A second way to write a view: the part of GtkBuilder's XML that says nothing but what `view/1`
 * says (views.md §6). It is read by us, becomes a `view/1` document and is checked as one;
 * GtkBuilder never sees it. */

/* Limits of views.md §6. */
#define BUREAU_BUILDER_MAX_BYTES (64 * 1024)
#define BUREAU_BUILDER_MAX_DEPTH 16 /* objects in objects */
#define BUREAU_BUILDER_MAX_OBJECTS 300
#define BUREAU_BUILDER_MAX_TEXT 2000 /* bytes of one text */

gboolean bureau_builder_add (JsonObject *document, const char *xml, gsize length,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_builder_to_view (const char *xml, gsize length,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
