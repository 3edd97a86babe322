/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/* What a person sets: each page is a line of one table. */
#define BUREAU_TYPE_PREFERENCES_DIALOG (bureau_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BureauPreferencesDialog, bureau_preferences_dialog, BUREAU,
                      PREFERENCES_DIALOG, AdwPreferencesDialog)

BureauPreferencesDialog *bureau_preferences_dialog_new (BureauMemory *memory);

G_END_DECLS
