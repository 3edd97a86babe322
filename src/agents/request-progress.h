/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/progress.h"
#include "memory/memory.h"

G_BEGIN_DECLS

/* How far a request is, as the scratch row "request:ID:progress" (base/progress.h has its shape).
 */
typedef struct _BureauRequestProgress BureauRequestProgress;

BureauRequestProgress *bureau_request_progress_new (BureauMemory *memory, gint64 request,
                                                    BureauProgress *progress);
void bureau_request_progress_free (BureauRequestProgress *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauRequestProgress, bureau_request_progress_free)

G_END_DECLS
