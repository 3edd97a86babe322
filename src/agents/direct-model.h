/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/direct.h"

G_BEGIN_DECLS

const char *bureau_direct_get_provider (BureauEnvironment *environment);
JsonObject *bureau_direct_ask_model (BureauEnvironment *environment, JsonObject *inputs,
                                     const char *reason, GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
