/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

gboolean bureau_arrival_import (BureauMemory *memory, const char *const *paths, GStrvBuilder *again,
                                GError **error);
DexFuture *bureau_arrival_forget (BureauMemory *memory,
                                  const char *const *paths) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_arrival_recover (BureauTransaction *transaction, GError **error);

G_END_DECLS
