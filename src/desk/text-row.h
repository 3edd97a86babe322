/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * BureauTextRow:
 *
 * A row for several lines of text under their title. Text property `text`, which notifies when it
 * changes, by a person too.
 */
#define BUREAU_TYPE_TEXT_ROW (bureau_text_row_get_type ())
G_DECLARE_FINAL_TYPE (BureauTextRow, bureau_text_row, BUREAU, TEXT_ROW, AdwPreferencesRow)

GtkWidget *bureau_text_row_new (const char *title) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
