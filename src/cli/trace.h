/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* Tells on the standard error what happens in a workspace, a line each, as it is committed. */
typedef struct _BureauTrace BureauTrace;

BureauTrace *bureau_trace_new (BureauMemory *memory);
void bureau_trace_free (BureauTrace *self);
void bureau_trace_flush (BureauTrace *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauTrace, bureau_trace_free)

G_END_DECLS
