/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * BureauSwatch:
 *
 * A strip in the colour that a chart gives a series; it says nothing that words beside it do not.
 */
#define BUREAU_TYPE_SWATCH (bureau_swatch_get_type ())
G_DECLARE_FINAL_TYPE (BureauSwatch, bureau_swatch, BUREAU, SWATCH, GtkWidget)

GtkWidget *bureau_swatch_new (guint series) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
