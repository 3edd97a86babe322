/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* How the fields of a record are shown, going by what they hold. */
JsonArray *bureau_record_shape_describe (JsonObject *meta) G_GNUC_WARN_UNUSED_RESULT;
JsonArray *bureau_record_shape_give_room (JsonArray *fields, JsonObject *values,
                                          GHashTable *seen) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
