/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/direct.h"

G_BEGIN_DECLS

JsonObject *bureau_direct_inputs (BureauDatabase *database, const BureauDirection *direction,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
