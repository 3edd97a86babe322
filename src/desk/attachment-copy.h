/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "memory/memory.h"

G_BEGIN_DECLS

DexFuture *bureau_attachment_copy (BureauMemory *memory,
                                   JsonObject *attachment) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_attachment_save (BureauMemory *memory, JsonObject *attachment,
                                   const char *folder) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_attachment_take (BureauMemory *memory, GFile *file) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_attachment_safe_name (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
