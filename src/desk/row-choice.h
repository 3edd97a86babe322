/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauRowChoice:
 *
 * Which rows of a list are chosen: always one, where there is any. Where the chosen one leaves, it
 * is the one that moves up to its place.
 */
#define BUREAU_TYPE_ROW_CHOICE (bureau_row_choice_get_type ())
G_DECLARE_FINAL_TYPE (BureauRowChoice, bureau_row_choice, BUREAU, ROW_CHOICE, GObject)

BureauRowChoice *bureau_row_choice_new (GtkListView *rows) G_GNUC_WARN_UNUSED_RESULT;
void bureau_row_choice_remember (BureauRowChoice *self, BureauMemory *memory, const char *key);
void bureau_row_choice_close (BureauRowChoice *self);
void bureau_row_choice_follow (BureauRowChoice *self);
void bureau_row_choice_settle (BureauRowChoice *self);
void bureau_row_choice_want (BureauRowChoice *self, gint64 id);
void bureau_row_choice_move (BureauRowChoice *self, int by);
GPtrArray *bureau_row_choice_dup_items (BureauRowChoice *self) G_GNUC_WARN_UNUSED_RESULT;
gint64 bureau_row_choice_get_next (BureauRowChoice *self);
gboolean bureau_row_choice_has_focus (BureauRowChoice *self);

G_END_DECLS
