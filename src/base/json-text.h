/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* JSON that stands as text in the place of a value, as in a column. Whoever reads it here takes
 * what is no such JSON for absent; who must say what is wrong with it uses bureau_json_parse(). */
JsonObject *bureau_json_text_to_object (const char *text_or_null) G_GNUC_WARN_UNUSED_RESULT;
JsonArray *bureau_json_text_to_array (const char *text_or_null) G_GNUC_WARN_UNUSED_RESULT;
void bureau_json_open_member (JsonObject *row, const char *name);

G_END_DECLS
