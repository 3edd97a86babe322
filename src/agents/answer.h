/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

gboolean bureau_answer_check (JsonObject *answer, JsonObject *schema, char **problem);

G_END_DECLS
