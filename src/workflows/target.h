/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/shape.h"
#include "workflows/document.h"

G_BEGIN_DECLS

/**
 * BureauTarget:
 * @owner: (nullable): the collection of the record that the reference is, or whose field it is
 * @is_whole: whether it is the whole message, record or result, not a part of it
 * @type: (nullable): the type of the part, as fields have them; %NULL where it cannot be known
 * @step: (nullable): the step whose result it is
 *
 * Where a reference leads.
 */
typedef struct
{
  const char *owner;
  gboolean is_whole;
  const char *type;
  JsonObject *step;
} BureauTarget;

gboolean bureau_target_resolve (BureauCheck *check, const char *text, BureauTarget *target);
const char *bureau_target_trigger_collection (JsonObject *workflow);
const char *bureau_target_row_collection (JsonObject *workflow);
JsonArray *bureau_target_steps (JsonObject *workflow);
JsonObject *bureau_target_step_at (JsonArray *steps, guint index);

G_END_DECLS
