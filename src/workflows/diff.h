/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BureauLevel:
 * @BUREAU_LEVEL_OPERATOR: texts, thresholds: one click
 * @BUREAU_LEVEL_BUILDER: what is stored, who may see it, what leaves: a second yes
 *
 * How much is asked for a change of the system (design.md §7).
 */
typedef enum
{
  BUREAU_LEVEL_OPERATOR,
  BUREAU_LEVEL_BUILDER,
} BureauLevel;

const char *bureau_level_to_text (BureauLevel level);

JsonArray *bureau_document_diff (JsonObject *before, JsonObject *after) G_GNUC_WARN_UNUSED_RESULT;
BureauLevel bureau_document_level (JsonObject *before, JsonObject *after);

G_END_DECLS
