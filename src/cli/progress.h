/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/progress.h"

G_BEGIN_DECLS

/* How far a command is, on one line of a terminal; Ctrl+C ends it where it leaves nothing half. */
typedef struct _BureauProgressLine BureauProgressLine;

BureauProgressLine *bureau_progress_line_new (void);
void bureau_progress_line_free (BureauProgressLine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauProgressLine, bureau_progress_line_free)

BureauProgress *bureau_progress_line_get (BureauProgressLine *self);

G_END_DECLS
