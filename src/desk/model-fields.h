/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/connection-fields.h"

G_BEGIN_DECLS

/* What is asked of a person who connects a language model: whose it is, where, its key, which
 * model, and with the first one what all may cost. Signal `changed`: something else was said. */
#define BUREAU_TYPE_MODEL_FIELDS (bureau_model_fields_get_type ())
G_DECLARE_FINAL_TYPE (BureauModelFields, bureau_model_fields, BUREAU, MODEL_FIELDS,
                      AdwPreferencesGroup)

void bureau_model_fields_show_models (BureauModelFields *self, JsonArray *models);
void bureau_model_fields_ask_limit (BureauModelFields *self, const char *currency);

const char *bureau_model_fields_get_name (BureauModelFields *self);
const char *bureau_model_fields_get_variable (BureauModelFields *self);
gint64 bureau_model_fields_get_limit (BureauModelFields *self);

G_END_DECLS
