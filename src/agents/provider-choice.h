/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/step.h"
#include "providers/provider.h"

G_BEGIN_DECLS

BureauProvider *bureau_agent_choose_provider (BureauStepContext *context, JsonObject *inputs,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonArray *bureau_agent_list_subjects (BureauStepContext *context,
                                       JsonObject *inputs) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
