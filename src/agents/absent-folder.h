/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

DexFuture *bureau_absent_folder_tell (BureauMemory *memory, const char *path,
                                      const char *why) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_absent_folder_tell_present (BureauMemory *memory,
                                              const char *path) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_absent_folder_forget_all (BureauTransaction *transaction, GError **error);

G_END_DECLS
