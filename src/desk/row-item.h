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
 * BureauRowText:
 * @name: the name of a text property
 * @offset: where its text stands in the object, a char * that the object owns
 */
typedef struct
{
  const char *name;
  gsize offset;
} BureauRowText;

#define BUREAU_ROW_MAX_TEXTS 16

/**
 * BureauRowItemClass:
 * @fill: takes over what the row says now and notifies of what differs
 */
struct _BureauRowItemClass
{
  GObjectClass parent_class;

  void (*fill) (BureauRowItem *self, JsonObject *row);

  /*< private >*/
  const BureauRowText *texts;
  guint n_texts;
  GParamSpec *properties[BUREAU_ROW_MAX_TEXTS];
};

gint64 bureau_row_item_get_id (BureauRowItem *self);
void bureau_row_item_fill (BureauRowItem *self, JsonObject *row);
void bureau_row_item_set_text (BureauRowItem *self, guint id, const char *value);
void bureau_row_item_class_install_texts (BureauRowItemClass *klass, const BureauRowText *texts,
                                          guint n_texts);

G_END_DECLS
