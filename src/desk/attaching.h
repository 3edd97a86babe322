/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauAttaching:
 *
 * Takes the files that a person attaches to a draft: chosen in a dialog, dropped on the draft, or
 * pasted into its words.
 *
 * Signal `attached` (#JsonObject): an attachment of the draft that is turned to, as
 * bureau_attachment_take() gives it.
 */
#define BUREAU_TYPE_ATTACHING (bureau_attaching_get_type ())
G_DECLARE_FINAL_TYPE (BureauAttaching, bureau_attaching, BUREAU, ATTACHING, GObject)

BureauAttaching *bureau_attaching_new (GtkWidget *editor,
                                       GtkTextView *words) G_GNUC_WARN_UNUSED_RESULT;
void bureau_attaching_turn (BureauAttaching *self, BureauMemory *memory, gint64 draft);
void bureau_attaching_choose (BureauAttaching *self);

G_END_DECLS
