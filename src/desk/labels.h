/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

DexFuture *bureau_labels_load (BureauMemory *memory, const char *except) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
