/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Values as a person reads them, in the words and figures of this computer's language. */
char *bureau_format_value (JsonNode *value, const char *type,
                           const char *currency) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_format_money (gint64 minor, const char *currency) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_format_is_figure (const char *type);

G_END_DECLS
