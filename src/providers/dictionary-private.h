/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "providers/dictionary.h"

G_BEGIN_DECLS

BureauDictionary *bureau_dictionary_new (const char *language, JsonObject *common,
                                         JsonObject *rules) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_phrase_kind_from_name (const char *name, BureauPhraseKind *kind);
GHashTable *bureau_dictionary_get_numbers (const BureauDictionary *self);

G_END_DECLS
