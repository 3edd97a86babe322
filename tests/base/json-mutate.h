/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Copies a tree; the node at which the count runs out goes (and %NULL is returned for it), or
 * becomes something that nobody expects there. */
JsonNode *json_mutate (GRand *random, JsonNode *node, guint *countdown) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
