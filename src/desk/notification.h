/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What the desktop is told of things that wait. The actions are the application's: `app.show-item`
 * and `app.hold-item` (file, id); the id 0 is Review. */
GNotification *bureau_notification_new_for_item (JsonObject *row,
                                                 const char *path) G_GNUC_WARN_UNUSED_RESULT;
GNotification *bureau_notification_new_for_many (JsonArray *rows, guint n,
                                                 const char *path) G_GNUC_WARN_UNUSED_RESULT;
GNotification *bureau_notification_new_for_problem (const char *title, const char *why,
                                                    const char *path,
                                                    gint64 id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
