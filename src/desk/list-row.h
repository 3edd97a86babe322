/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * BureauListRow:
 *
 * What a row of a list looks like: an icon, a title and up to two lines beneath. Children of its
 * own stand at its end. Text properties `icon-name`, `title`, `line` and `detail`; an empty one
 * takes no room.
 */
#define BUREAU_TYPE_LIST_ROW (bureau_list_row_get_type ())
G_DECLARE_FINAL_TYPE (BureauListRow, bureau_list_row, BUREAU, LIST_ROW, GtkBox)

G_END_DECLS
