/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "views/shown-view.h"

G_BEGIN_DECLS

/**
 * BureauViewBody:
 *
 * A view as widgets: its elements where its layout has them. What is selected or set beside a
 * filter stands above as a chip that takes it back.
 *
 * Signal `asked` (#JsonObject): a person asked for something, as views/intent.h has it, that is not
 * settled within the view.
 */
#define BUREAU_TYPE_VIEW_BODY (bureau_view_body_get_type ())
G_DECLARE_FINAL_TYPE (BureauViewBody, bureau_view_body, BUREAU, VIEW_BODY, AdwBin)

BureauViewBody *bureau_view_body_new (BureauShownView *view) G_GNUC_WARN_UNUSED_RESULT;
BureauShownView *bureau_view_body_get_view (BureauViewBody *self);
GtkWidget *bureau_view_body_find (BureauViewBody *self, const char *element);
const char *bureau_view_body_get_side (BureauViewBody *self);
void bureau_view_body_put_side (BureauViewBody *self, AdwBin *place);

G_END_DECLS
