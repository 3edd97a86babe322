/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* All keys, made from the table of commands. */
#define BUREAU_TYPE_SHORTCUTS_DIALOG (bureau_shortcuts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BureauShortcutsDialog, bureau_shortcuts_dialog, BUREAU, SHORTCUTS_DIALOG,
                      AdwDialog)

BureauShortcutsDialog *bureau_shortcuts_dialog_new (void);

G_END_DECLS
