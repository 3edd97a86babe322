/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauSetting:
 * @key: its name
 * @type: text, int, bool, url, currency, zone, language, identity, identities, prices, rates or
 *   choice
 * @fallback: what holds where nothing was set, as JSON
 * @meaning: one line for a person
 * @least: the smallest number of an int
 * @most: the largest number of an int
 * @words: (nullable): what a choice is between, separated by “|”
 *
 * One setting of the business. An identity is {"name","address","signature"}.
 */
typedef struct
{
  const char *key;
  const char *type;
  const char *fallback;
  const char *meaning;
  gint64 least;
  gint64 most;
  const char *words;
} BureauSetting;

const BureauSetting *bureau_setting_list (guint *n_settings);
const BureauSetting *bureau_setting_find (const char *key, GError **error);
JsonNode *bureau_setting_get (BureauDatabase *database, const char *key, GError **error);
char *bureau_setting_get_text (BureauDatabase *database, const char *key, GError **error);
JsonObject *bureau_setting_get_all (BureauDatabase *database, GError **error);
gboolean bureau_setting_put (BureauTransaction *transaction, const char *key, JsonNode *value,
                             GError **error);
DexFuture *bureau_setting_set (BureauMemory *memory, const BureauCause *cause, const char *key,
                               JsonNode *value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
