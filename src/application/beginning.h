/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/progress.h"
#include "memory/memory.h"

G_BEGIN_DECLS

/* How a workspace begins: with the sample business, or with what a person said of their own
 * (desk/setup.h has the shape of the answers). */
char *bureau_beginning_choose_path (const char *kind, JsonObject *answers);
DexFuture *bureau_beginning_make (const char *path, const char *kind, JsonObject *answers,
                                  BureauProgress *progress) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_beginning_is_due (BureauMemory *memory) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
