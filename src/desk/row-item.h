/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BureauRowItem:
 *
 * One row of memory as an object whose properties notify; what a list shows. A kind of row derives
 * from it.
 */
#define BUREAU_TYPE_ROW_ITEM (bureau_row_item_get_type ())
G_DECLARE_DERIVABLE_TYPE (BureauRowItem, bureau_row_item, BUREAU, ROW_ITEM, GObject)

/**
 * BureauRowItemClass:
 * @fill: takes over what the row says now and notifies of what differs
 */
struct _BureauRowItemClass
{
  GObjectClass parent_class;

  void (*fill) (BureauRowItem *self, JsonObject *row);
};

gint64 bureau_row_item_get_id (BureauRowItem *self);
void bureau_row_item_fill (BureauRowItem *self, JsonObject *row);
void bureau_row_item_set_text (BureauRowItem *self, char **text, const char *value,
                               GParamSpec *pspec);

G_END_DECLS
