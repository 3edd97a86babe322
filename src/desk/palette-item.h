/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "desk/commands.h"

G_BEGIN_DECLS

/**
 * BureauPaletteItem:
 *
 * A line of the palette: a command, something found in memory, or the words themselves as a wish.
 * Text properties `title` and `detail`.
 */
#define BUREAU_TYPE_PALETTE_ITEM (bureau_palette_item_get_type ())
G_DECLARE_FINAL_TYPE (BureauPaletteItem, bureau_palette_item, BUREAU, PALETTE_ITEM, GObject)

BureauPaletteItem *bureau_palette_item_new_command (const BureauCommand *command);
BureauPaletteItem *bureau_palette_item_new_ask (const char *words);
BureauPaletteItem *bureau_palette_item_new_found (JsonObject *found);
const BureauCommand *bureau_palette_item_get_command (BureauPaletteItem *self);
const char *bureau_palette_item_get_words (BureauPaletteItem *self);
gint64 bureau_palette_item_get_id (BureauPaletteItem *self);

G_END_DECLS
