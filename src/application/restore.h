/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "base/progress.h"

G_BEGIN_DECLS

/* Going back to a snapshot while nobody has the workspace open. */
DexFuture *bureau_restore_run (DexFuture *closed, const char *snapshot, const char *workspace,
                               BureauProgress *progress) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
