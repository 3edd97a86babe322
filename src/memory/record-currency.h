/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

const char *bureau_record_find_currency (JsonObject *field, JsonObject *values,
                                         const char *otherwise);

G_END_DECLS
