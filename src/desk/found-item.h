/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BureauFoundItem:
 *
 * One thing that was found. Properties `title`, `snippet` and `kind`, what people call such things,
 * all plain text, and `group`, the place of its kind among the others.
 */
#define BUREAU_TYPE_FOUND_ITEM (bureau_found_item_get_type ())
G_DECLARE_FINAL_TYPE (BureauFoundItem, bureau_found_item, BUREAU, FOUND_ITEM, GObject)

BureauFoundItem *bureau_found_item_new (JsonObject *found) G_GNUC_WARN_UNUSED_RESULT;
gint64 bureau_found_item_get_id (BureauFoundItem *self);
const char *bureau_found_item_get_collection (BureauFoundItem *self);

G_END_DECLS
