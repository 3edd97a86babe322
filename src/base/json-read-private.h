/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The reader behind bureau_json_parse(), which says what it refuses. */
JsonNode *bureau_json_read (const char *text, gsize length,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
