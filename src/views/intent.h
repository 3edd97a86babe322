/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What a person asked for by a button, a click or a move in a view, worked out from the row that
 * it was about; a view can ask for nothing else:
 *
 * {"do":"workflow","label","name","record"?} · {"do":"set","label","entity","record","fields":{…}}
 * ·
 * {"do":"add","label","entity","fields":{…}} · {"do":"open_record","record"} ·
 * {"do":"open_view","view","values":{…}} · {"do":"set_param","param","value"} · {"do":"refresh"} ·
 * {"do":"export_csv","data"} · {"do":"copy","text"}; where an element asked, "element" is its id */

/**
 * BureauIntentPlace:
 * @row: (nullable): {"COLUMN": value} of the row
 * @values: (nullable): {"PARAM": value} of the view
 * @fields: (nullable): {"FIELD": value} of a form
 * @target: (nullable): where a card was moved to, or the day that was clicked
 *
 * Where an action was asked for.
 */
typedef struct
{
  JsonObject *row;
  JsonObject *values;
  JsonObject *fields;
  JsonNode *target;
} BureauIntentPlace;

JsonObject *bureau_intent_for_action (JsonObject *action,
                                      const BureauIntentPlace *place) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_intent_for_open (JsonObject *open, JsonObject *row) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
