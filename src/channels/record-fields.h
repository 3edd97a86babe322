/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonObject *bureau_record_fields_from_row (JsonObject *collection, JsonObject *row,
                                           const char *currency) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
