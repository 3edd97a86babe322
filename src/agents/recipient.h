/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/step.h"

G_BEGIN_DECLS

JsonArray *bureau_recipient_find (BureauStepContext *context, const char *reference,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonArray *bureau_recipient_offer (BureauStepContext *context,
                                   JsonArray *to) G_GNUC_WARN_UNUSED_RESULT;
const char *bureau_recipient_find_reason_for_none (BureauStepContext *context);

G_END_DECLS
