/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * BureauBesideButton:
 *
 * Says how much of something waits beside the drafts, and leads there; it is not seen while there
 * is none. Properties: `kind`, "questions" or "writing"; `count`.
 */
#define BUREAU_TYPE_BESIDE_BUTTON (bureau_beside_button_get_type ())
G_DECLARE_FINAL_TYPE (BureauBesideButton, bureau_beside_button, BUREAU, BESIDE_BUTTON, GtkButton)

G_END_DECLS
