/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "providers/provider.h"
#include "providers/wire.h"

G_BEGIN_DECLS

#define BUREAU_TYPE_MODEL_PROVIDER (bureau_model_provider_get_type ())
G_DECLARE_FINAL_TYPE (BureauModelProvider, bureau_model_provider, BUREAU, MODEL_PROVIDER, GObject)

BureauProvider *bureau_model_provider_create (const BureauWire *wire, JsonObject *connection,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
