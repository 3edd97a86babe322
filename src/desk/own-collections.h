/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonObject *bureau_own_collection_describe (const char *name) G_GNUC_WARN_UNUSED_RESULT;
const char *bureau_own_collection_get_title (const char *name);
const char *bureau_own_collection_get_icon (const char *name);

G_END_DECLS
