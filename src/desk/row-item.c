/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/row-item.h"

#include "base/json.h"

typedef struct
{
  gint64 id;
} BureauRowItemPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (BureauRowItem, bureau_row_item, G_TYPE_OBJECT)

static void
bureau_row_item_real_fill (BureauRowItem *self, JsonObject *row)
{
}

static void
bureau_row_item_class_init (BureauRowItemClass *klass)
{
  klass->fill = bureau_row_item_real_fill;
}

static void
bureau_row_item_init (BureauRowItem *self)
{
}

/**
 * bureau_row_item_get_id:
 *
 * Returns: the id of its row
 */
gint64
bureau_row_item_get_id (BureauRowItem *self)
{
  BureauRowItemPrivate *private = bureau_row_item_get_instance_private (self);

  return private->id;
}

/**
 * bureau_row_item_fill:
 * @row: its columns by name, "id" among them
 *
 * Takes over what the row says now; only what differs is notified.
 */
void
bureau_row_item_fill (BureauRowItem *self, JsonObject *row)
{
  BureauRowItemPrivate *private = bureau_row_item_get_instance_private (self);

  private->id = bureau_json_get_id (row, "id");
  BUREAU_ROW_ITEM_GET_CLASS (self)->fill (self, row);
}

/**
 * bureau_row_item_set_text:
 * @text: (inout): the field of a property
 * @value: (nullable): what it is now; %NULL is the empty text
 *
 * For subclasses: sets a text property and notifies where it differs.
 */
void
bureau_row_item_set_text (BureauRowItem *self, char **text, const char *value, GParamSpec *pspec)
{
  if (g_set_str (text, value != NULL ? value : ""))
    g_object_notify_by_pspec (G_OBJECT (self), pspec);
}
