/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* A view as a page that stands alone. */
DexFuture *bureau_view_to_html (BureauMemory *memory, JsonObject *document,
                                JsonObject *values) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
