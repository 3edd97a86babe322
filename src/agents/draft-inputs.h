/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/step.h"

G_BEGIN_DECLS

JsonObject *bureau_draft_ask (BureauStepContext *context, JsonObject *again,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_draft_facts (BureauStepContext *context) G_GNUC_WARN_UNUSED_RESULT;
void bureau_draft_add_claims (BureauStepContext *context, JsonObject *answer, JsonObject *inputs);

G_END_DECLS
