/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

char **bureau_view_list_gone (JsonObject *document, JsonObject *element, JsonArray *gone,
                              gboolean *is_whole) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_view_say_gone (char **names) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
