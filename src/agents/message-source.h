/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/step.h"

G_BEGIN_DECLS

JsonObject *bureau_message_source (JsonObject *message) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_step_source (BureauStepContext *context, const char *reference,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

char **bureau_message_source_words (JsonObject *message) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
