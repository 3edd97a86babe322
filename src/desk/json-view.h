/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * BureauJsonView:
 *
 * Data as it is, to be read and copied: a title, a button that copies all of it, and the text in a
 * fixed width. Text properties `title` and `text`. What is very long is shown in its beginning.
 */
#define BUREAU_TYPE_JSON_VIEW (bureau_json_view_get_type ())
G_DECLARE_FINAL_TYPE (BureauJsonView, bureau_json_view, BUREAU, JSON_VIEW, GtkBox)

GtkWidget *bureau_json_view_new (const char *title) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
