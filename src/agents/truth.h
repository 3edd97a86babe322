/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Values of SQL expressions as JSON. */
gboolean bureau_is_true (JsonNode *value);
JsonNode *bureau_literal_parse (const char *expression) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
