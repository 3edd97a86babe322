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

static char **
text_at (BureauRowItem *self, guint id)
{
  return &G_STRUCT_MEMBER (char *, self, BUREAU_ROW_ITEM_GET_CLASS (self)->texts[id].offset);
}

static void
bureau_row_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, *text_at (BUREAU_ROW_ITEM (object), id));
}

static void
bureau_row_item_finalize (GObject *object)
{
  BureauRowItem *self = BUREAU_ROW_ITEM (object);

  for (guint id = 1; id < BUREAU_ROW_ITEM_GET_CLASS (self)->n_texts; id++)
    g_free (*text_at (self, id));
  G_OBJECT_CLASS (bureau_row_item_parent_class)->finalize (object);
}

static void
bureau_row_item_class_init (BureauRowItemClass *klass)
{
  klass->fill = bureau_row_item_real_fill;
  G_OBJECT_CLASS (klass)->finalize = bureau_row_item_finalize;
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
 * @id: the number of a text property
 * @value: (nullable): what it is now; %NULL is the empty text
 *
 * For subclasses: sets a text property and notifies where it differs.
 */
void
bureau_row_item_set_text (BureauRowItem *self, guint id, const char *value)
{
  if (g_set_str (text_at (self, id), value != NULL ? value : ""))
    g_object_notify_by_pspec (G_OBJECT (self), BUREAU_ROW_ITEM_GET_CLASS (self)->properties[id]);
}

/**
 * bureau_row_item_class_install_texts:
 * @texts: the text properties by their numbers; there is no number 0
 * @n_texts: one more than there are
 *
 * For class_init of a subclass: gives it readable text properties, which the base keeps.
 */
void
bureau_row_item_class_install_texts (BureauRowItemClass *klass, const BureauRowText *texts,
                                     guint n_texts)
{
  g_assert (n_texts <= BUREAU_ROW_MAX_TEXTS);
  klass->texts = texts;
  klass->n_texts = n_texts;
  G_OBJECT_CLASS (klass)->get_property = bureau_row_item_get_property;
  for (guint id = 1; id < n_texts; id++)
    klass->properties[id] = g_param_spec_string (texts[id].name, NULL, NULL, NULL,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                     | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), n_texts, klass->properties);
}
