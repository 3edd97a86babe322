/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode *bureau_strict_schema_get (JsonNode *schema) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
