/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

char *bureau_view_to_sentence (JsonObject *document) G_GNUC_WARN_UNUSED_RESULT;
char **bureau_view_to_lines (JsonObject *document) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
