/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "views/query.h"

G_BEGIN_DECLS

JsonObject *bureau_view_reduce (BureauGuard *guard, JsonObject *source,
                                const BureauViewQuery *query, const char *inner, JsonObject *params,
                                GError **error);

G_END_DECLS
