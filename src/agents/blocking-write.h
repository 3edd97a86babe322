/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

gboolean bureau_blocking_write (BureauMemory *memory, const BureauCause *cause,
                                BureauWriteFunc func, gpointer data, GError **error);

G_END_DECLS
