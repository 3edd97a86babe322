/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/catalog.h"
#include "providers/provider.h"

G_BEGIN_DECLS

JsonObject *bureau_provider_try (BureauMemory *memory, BureauCatalog *catalog,
                                 BureauProvider *provider, JsonObject *connection,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
