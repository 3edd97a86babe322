/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/* Files that a person brings in: dropped on the window, or chosen. */
DexFuture *bureau_intake_files (BureauMemory *memory, GListModel *files) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_intake_text (BureauMemory *memory, const char *text) G_GNUC_WARN_UNUSED_RESULT;
GListModel *bureau_intake_list_files (GdkFileList *given) G_GNUC_WARN_UNUSED_RESULT;
gint64 bureau_intake_find_message (JsonArray *fates);
char *bureau_intake_say (JsonArray *fates) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
