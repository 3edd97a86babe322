/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The ready sets of collections, agents, workflows and views that come with Bureau. */
JsonArray *bureau_template_list (GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_template_load (const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A template's sample business. */
JsonObject *bureau_template_load_sample (const char *name,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *bureau_template_load_message (const char *name, const char *file,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
