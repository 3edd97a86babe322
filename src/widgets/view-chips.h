/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "views/shown-view.h"

G_BEGIN_DECLS

/**
 * BureauViewChips:
 *
 * What is selected or set in a view beside its filters, each a chip that takes it back; not seen
 * while there is nothing.
 */
#define BUREAU_TYPE_VIEW_CHIPS (bureau_view_chips_get_type ())
G_DECLARE_FINAL_TYPE (BureauViewChips, bureau_view_chips, BUREAU, VIEW_CHIPS, AdwBin)

GtkWidget *bureau_view_chips_new (BureauShownView *view) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
