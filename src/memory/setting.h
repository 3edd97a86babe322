/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* One setting of the business: its key, its type, its default, and a line of what it means. */
typedef struct
{
  const char *key;
  const char *type; /* text, int, bool, email, url, object */
  const char *fallback; /* as JSON */
  const char *meaning;
} BureauSetting;

const BureauSetting *bureau_setting_list (guint *n_settings);
JsonNode *bureau_setting_get (BureauDatabase *database, const char *key, GError **error);
JsonObject *bureau_setting_get_all (BureauDatabase *database, GError **error);
gboolean bureau_setting_put (BureauTransaction *transaction, const char *key, JsonNode *value, GError **error);
DexFuture *bureau_setting_set (BureauMemory *memory, const BureauCause *cause, const char *key, JsonNode *value);

G_END_DECLS
