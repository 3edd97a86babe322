/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/call.h"

G_BEGIN_DECLS

gboolean bureau_provider_add (BureauCall *call, GError **error);

G_END_DECLS
