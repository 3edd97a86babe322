/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "views/shown-rows.h"

G_BEGIN_DECLS

/**
 * BureauRowsModel:
 *
 * The rows of an element as a list model, in sections by the value of a column where one is named.
 * Rows that read as before keep their items, and so their place on the screen and in a selection.
 */
#define BUREAU_TYPE_ROWS_MODEL (bureau_rows_model_get_type ())
G_DECLARE_FINAL_TYPE (BureauRowsModel, bureau_rows_model, BUREAU, ROWS_MODEL, GObject)

#define BUREAU_TYPE_ROWS_ITEM (bureau_rows_item_get_type ())
G_DECLARE_FINAL_TYPE (BureauRowsItem, bureau_rows_item, BUREAU, ROWS_ITEM, GObject)

guint bureau_rows_item_get_row (BureauRowsItem *self);

BureauRowsModel *bureau_rows_model_new (const char *group) G_GNUC_WARN_UNUSED_RESULT;
void bureau_rows_model_show (BureauRowsModel *self, BureauShownRows *rows);

G_END_DECLS
