/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What is asked of a person who connects a language model: whose it is, where, its key, which
 * model, and with the first one what all may cost. Signal `changed`: something else was said. */
#define BUREAU_TYPE_MODEL_FIELDS (bureau_model_fields_get_type ())
G_DECLARE_FINAL_TYPE (BureauModelFields, bureau_model_fields, BUREAU, MODEL_FIELDS,
                      AdwPreferencesGroup)

void bureau_model_fields_show (BureauModelFields *self, JsonObject *connection);
void bureau_model_fields_show_models (BureauModelFields *self, JsonArray *models);
void bureau_model_fields_ask_limit (BureauModelFields *self, const char *currency);

JsonObject *bureau_model_fields_make_config (BureauModelFields *self) G_GNUC_WARN_UNUSED_RESULT;
const char *bureau_model_fields_get_name (BureauModelFields *self);
const char *bureau_model_fields_get_variable (BureauModelFields *self);
const char *bureau_model_fields_get_key (BureauModelFields *self);
gint64 bureau_model_fields_get_limit (BureauModelFields *self);
const char *bureau_model_fields_say_obstacle (BureauModelFields *self);

G_END_DECLS
