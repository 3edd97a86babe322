/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/step.h"

G_BEGIN_DECLS

gboolean bureau_record_change_set (BureauStepContext *context, const char *reference,
                                   JsonObject *fields, GError **error);

G_END_DECLS
