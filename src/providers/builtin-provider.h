/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "providers/provider.h"

G_BEGIN_DECLS

#define BUREAU_TYPE_BUILTIN_PROVIDER (bureau_builtin_provider_get_type ())
G_DECLARE_FINAL_TYPE (BureauBuiltinProvider, bureau_builtin_provider, BUREAU, BUILTIN_PROVIDER,
                      GObject)

BureauProvider *bureau_builtin_provider_create (JsonObject *settings,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
