/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BureauShownWindow:
 *
 * The rows of a source that has any number of them: the order of all by their ids, eight bytes for
 * each, and the values of those that somebody looked at of late. What is asked for and not there is
 * read together a moment later.
 *
 * Signal `wanted`: there are rows to read; who reads them takes bureau_shown_window_take_wanted().
 * Signal `filled (GHashTable *ids)`: those rows, a set of gint64, read differently than before.
 */
#define BUREAU_TYPE_SHOWN_WINDOW (bureau_shown_window_get_type ())
G_DECLARE_FINAL_TYPE (BureauShownWindow, bureau_shown_window, BUREAU, SHOWN_WINDOW, GObject)

BureauShownWindow *bureau_shown_window_new (void) G_GNUC_WARN_UNUSED_RESULT;
GArray *bureau_shown_window_get_order (BureauShownWindow *self);
void bureau_shown_window_set_order (BureauShownWindow *self, GArray *ids);
gint64 bureau_shown_window_get_id (BureauShownWindow *self, guint row);
gboolean bureau_shown_window_find (BureauShownWindow *self, gint64 id, guint *row);
JsonArray *bureau_shown_window_get (BureauShownWindow *self, guint row);
void bureau_shown_window_set_stale (BureauShownWindow *self);
GArray *bureau_shown_window_take_wanted (BureauShownWindow *self) G_GNUC_WARN_UNUSED_RESULT;
guint bureau_shown_window_get_generation (BureauShownWindow *self);
void bureau_shown_window_fill (BureauShownWindow *self, JsonArray *rows, guint key,
                               guint generation);

G_END_DECLS
