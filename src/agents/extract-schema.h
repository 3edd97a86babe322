/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonObject *bureau_extract_schema_new (JsonArray *fields) G_GNUC_WARN_UNUSED_RESULT;
void bureau_extract_schema_fold (JsonObject *answer);

G_END_DECLS
