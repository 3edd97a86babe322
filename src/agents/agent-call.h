/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/step.h"
#include "providers/provider.h"

G_BEGIN_DECLS

BureauReply *bureau_agent_call (BureauStepContext *context, BureauProvider *provider,
                                BureauTask *task, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
