/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauViewDialog:
 *
 * A new view, pasted or written as a document.
 *
 * Signal `added (const char *name)`: it is stored, and the dialog closed.
 */
#define BUREAU_TYPE_VIEW_DIALOG (bureau_view_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BureauViewDialog, bureau_view_dialog, BUREAU, VIEW_DIALOG, AdwDialog)

BureauViewDialog *bureau_view_dialog_new (BureauMemory *memory) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
