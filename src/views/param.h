/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The parameters of a view: what SQL calls them, and what they hold. */

const char **bureau_view_param_list_names (JsonObject *document) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_view_param_is_named (JsonObject *param, const char *name);
gboolean bureau_view_param_is_read (JsonObject *param, const char *sql);
JsonObject *bureau_view_param_find (JsonObject *document, const char *id);

const char *bureau_view_param_get_label (JsonObject *document, const char *id);
char *bureau_view_param_say (JsonObject *param, JsonNode *value) G_GNUC_WARN_UNUSED_RESULT;
const char *bureau_view_period_say (const char *period);

gboolean bureau_view_param_range (JsonNode *value, const char *today, char **first, char **last);

JsonObject *bureau_view_params_start (JsonObject *document) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_view_params_bind (JsonObject *document, JsonObject *values, JsonArray *asked,
                                     const char *today) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_view_params_before (JsonObject *document,
                                       JsonObject *params) G_GNUC_WARN_UNUSED_RESULT;

/* What makes a day its last instant. */
#define BUREAU_VIEW_LAST_MOMENT "T23:59:59.999Z"

/* The first and last instant of a time such as "this_month", as SQL compares them. */
gboolean bureau_view_period (const char *period, const char *today, char **first, char **last);
gboolean bureau_view_period_before (const char *first, const char *last, char **before_first,
                                    char **before_last);

G_END_DECLS
