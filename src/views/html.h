/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/progress.h"
#include "memory/memory.h"

G_BEGIN_DECLS

/* A view as a page that stands alone. */
DexFuture *bureau_view_to_html (BureauMemory *memory, JsonObject *document, JsonObject *values,
                                BureauProgress *progress_or_null) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
