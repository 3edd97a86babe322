/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* Who runs the agents of an open workspace, and what keeps them from their work: the properties
 * `engine-pid` and `trouble` of #BureauMemory, which notify. */
int bureau_presence_get_pid (BureauMemory *memory);
DexFuture *bureau_presence_look (BureauMemory *memory) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_presence_take (BureauMemory *memory) G_GNUC_WARN_UNUSED_RESULT;

const char *bureau_presence_get_trouble (BureauMemory *memory);
void bureau_presence_set_trouble (BureauMemory *memory, const char *sentence_or_null);

G_END_DECLS
