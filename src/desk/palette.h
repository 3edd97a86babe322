/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/* One field that finds anything and does anything (Ctrl+K). */
#define BUREAU_TYPE_PALETTE (bureau_palette_get_type ())
G_DECLARE_FINAL_TYPE (BureauPalette, bureau_palette, BUREAU, PALETTE, AdwDialog)

void bureau_palette_present (GtkWidget *window, BureauMemory *memory);

G_END_DECLS
