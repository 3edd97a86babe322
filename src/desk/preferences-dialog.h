/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/* The settings of the business; each is stored when it is applied. */
#define BUREAU_TYPE_PREFERENCES_DIALOG (bureau_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BureauPreferencesDialog, bureau_preferences_dialog, BUREAU,
                      PREFERENCES_DIALOG, AdwPreferencesDialog)

BureauPreferencesDialog *bureau_preferences_dialog_new (BureauMemory *memory);

G_END_DECLS
