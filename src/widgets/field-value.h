/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A value of a field as the text that a person edits, and back. */
char *bureau_field_write (JsonObject *field, JsonNode *value,
                          const char *currency) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_field_read (JsonObject *field, const char *text, const char *currency,
                            JsonObject *changes, GError **error);
gboolean bureau_field_is_writable (JsonObject *field, JsonNode *value);

G_END_DECLS
