/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/call.h"

G_BEGIN_DECLS

gboolean bureau_connect_put (BureauCall *call, const char *kind, const char *name,
                             JsonObject *config, GError **error);

G_END_DECLS
